package io.tributary.chaos;

import io.tributary.demo.client.MerchantFeed;
import io.tributary.feedback.v1.CaseAction;
import io.tributary.feedback.v1.CaseKind;
import io.tributary.feedback.v1.CaseOutcome;
import io.tributary.feedback.v1.DecidedBy;
import io.tributary.feedback.v1.Feedback;
import io.tributary.merchants.v1.MerchantEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What merchants do while shoppers shop: they go live, which earns coupons, take courses, which earn relief of fees, and appeal against
 * decisions, some of which are upheld; some of it is told twice. The same for the same seed. Thread-confined.
 */
final class MerchantActions {
    private static final int TICKS_PER_SHOW = 50;
    private static final int TICKS_PER_COURSE = 60;
    private static final int TICKS_PER_APPEAL = 300;
    private static final int TWICE = 8;
    private static final int LONGEST_SHOW_MINUTES = 60;
    private static final int MOST_CREDIT = 5;

    private final MerchantFeed feed;
    private final Map<String, String> decisions;
    private final List<String> merchants;
    private final SplittableRandom random;
    private final PriorityQueue<Delayed> delayed =
            new PriorityQueue<>(Comparator.comparingLong(Delayed::at).thenComparingLong(Delayed::number));
    private long numbers;

    private record Delayed(long at, long number, Runnable send) {}

    /** @param decisions the id of the decision that each merchant appeals against, by merchant */
    MerchantActions(MerchantFeed feed, Map<String, String> decisions, long seed) {
        this.feed = feed;
        this.decisions = new TreeMap<>(decisions);
        this.merchants = List.copyOf(this.decisions.keySet());
        this.random = new SplittableRandom(seed);
    }

    /** What happens until this moment; to be called as often as shoppers are. */
    void tick(long now) {
        sendDelayed(now);
        if (random.nextInt(TICKS_PER_SHOW) == 0) {
            happens(now, RewardProgramme.LIVE, 1 + random.nextInt(LONGEST_SHOW_MINUTES));
        }
        if (random.nextInt(TICKS_PER_COURSE) == 0) {
            happens(now, RewardProgramme.COURSE, 1);
        }
        if (random.nextInt(TICKS_PER_APPEAL) == 0) {
            appeal(now);
        }
    }

    /** Sends what is still on its way. */
    void finish() {
        sendDelayed(Long.MAX_VALUE);
    }

    private void sendDelayed(long until) {
        while (!delayed.isEmpty() && delayed.peek().at <= until) {
            delayed.poll().send.run();
        }
    }

    private void happens(long now, String type, long quantity) {
        String merchant = merchants.get(random.nextInt(merchants.size()));
        MerchantEvent event = MerchantEvent.newBuilder()
                .setEventId("e" + numbers++)
                .setType(type)
                .setQuantity(quantity)
                .setTime(now)
                .build();
        sometimesTwice(now, () -> feed.event(merchant, event));
    }

    /** Opened; perhaps a human is asked for; closed by one. */
    private void appeal(long now) {
        String merchant = merchants.get(random.nextInt(merchants.size()));
        String id = "case-" + numbers++;
        happens(merchant, of(id, CaseAction.OPENED).setDecisionId(decisions.get(merchant)), now);
        if (random.nextInt(3) == 0) {
            happens(merchant, of(id, CaseAction.HUMAN_REQUESTED), now + 500 + random.nextInt(500));
        }
        boolean upheld = random.nextInt(3) > 0;
        Feedback.Builder closed = of(id, CaseAction.CLOSED)
                .setDecidedBy(DecidedBy.HUMAN)
                .setOutcome(upheld ? CaseOutcome.UPHELD : CaseOutcome.DISMISSED)
                .setExposures(upheld ? 1 + random.nextInt(MOST_CREDIT) : 0);
        // After all that was said before, also what was said twice.
        happens(merchant, closed, now + 2_000 + random.nextInt(3_000));
    }

    private static Feedback.Builder of(String id, CaseAction action) {
        return Feedback.newBuilder().setCaseId(id).setKind(CaseKind.APPEAL).setAction(action);
    }

    private void happens(String merchant, Feedback.Builder happened, long at) {
        Feedback feedback = happened.setTime(at).build();
        later(at, () -> feed.feedback(merchant, feedback));
        if (random.nextInt(TWICE) == 0) {
            later(at + random.nextInt(900), () -> feed.feedback(merchant, feedback));
        }
    }

    private void sometimesTwice(long now, Runnable send) {
        later(now, send);
        if (random.nextInt(TWICE) == 0) {
            later(now + random.nextInt(3_000), send);
        }
    }

    private void later(long at, Runnable send) {
        delayed.add(new Delayed(at, numbers++, send));
    }
}
