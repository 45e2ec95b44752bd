package io.tributary.replay;

import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.boost.AppliedBoost;
import io.tributary.topology.InvalidRecordException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Recorded traffic under the rules in force and under others, side by side: what would have been different. Both sides are the
 * service's own code; nothing leaves this process.
 *
 * <p>What shoppers did is recorded, what they would have done is not. So each impression is taken as often as its boost makes
 * likely: {@link BoostResponse} says how much more often a boosted item is seen, as measured on the record itself, and the
 * impression is taken that many times as often as the record's own boost made it seen. Where both sides boost alike it is taken once
 * and as it is, so the rules in force give what happened. An impression that a side does not take has no orders there either.
 *
 * <p>Times are epoch milliseconds UTC. Confined to one thread.
 */
public final class DryRun {
    private final Span span;
    private final DryRunSide before;
    private final DryRunSide after;
    private final BoostResponse response;
    /** Ids of impressions that a side did not take, for their orders. */
    private final Set<String> droppedBefore = new HashSet<>();

    private final Set<String> droppedAfter = new HashSet<>();
    /** None is made before there is traffic: nobody learns from a time of which nothing is recorded. */
    private long nextBeat = Long.MAX_VALUE;

    private long records;
    private long refused;
    private long boosted;
    private long reproduced;

    /**
     * What is followed.
     *
     * @param programmes the versions that are in force all the time
     * @param lists whole
     */
    public record Rules(Collection<Programme> programmes, Collection<ReferenceList> lists) {}

    /**
     * The time that is replayed.
     *
     * @param start of the traffic, if it has not begun later; what comes before {@code from} warms the service up
     * @param from first moment that is reported
     * @param to first moment after it
     * @param stepMillis between beats, at least 1,000
     */
    public record Span(long start, long from, long to, long stepMillis) {
        public Span {
            if (stepMillis < 1_000 || start > from || from >= to) {
                throw new IllegalArgumentException("span: must start before it is reported, have steps of at least"
                        + " 1,000 ms, and end after it begins");
            }
        }
    }

    public DryRun(InProcessSettings settings, Span span, Rules inForce, Rules changed) {
        this.span = span;
        this.before = new DryRunSide(settings, span, inForce);
        this.after = new DryRunSide(settings, span, changed);
        this.response = new BoostResponse(inForce.programmes());
    }

    /** Takes a profile as it was at a time. */
    public void profile(long time, MerchantProfile profile) {
        beats(time);
        count(() -> {
            before.service().profile(profile);
            after.service().profile(profile);
        });
    }

    /** Takes what was reported of a merchant before the traffic: rules may ask for it, and it is no traffic itself. */
    public void past(String merchantId, MerchantEvent event) {
        try {
            before.service().reported(merchantId, event);
            after.service().reported(merchantId, event);
        } catch (InvalidRecordException e) {
            refused++;
        }
    }

    /** Takes what was reported of a merchant. */
    public void reported(long time, String merchantId, MerchantEvent event) {
        reach(time);
        count(() -> {
            before.service().reported(merchantId, event);
            after.service().reported(merchantId, event);
        });
    }

    /** Takes an impression as it was recorded. */
    public void impression(long time, String merchantId, Impression impression) {
        reach(time);
        count(() -> {
            DryRunSide.Applied was = before.applied(merchantId, impression);
            DryRunSide.Applied would = after.applied(merchantId, impression);
            observe(merchantId, impression, was);
            double recorded = impression.getDirectiveId() == null ? 1 : recordedMultiplier(merchantId, was);
            // A host that was offered a boost and applied none has reasons that the record does not tell.
            boolean ignored = impression.getDirectiveId() == null && !was.isNone();
            Recorded shown = new Recorded(merchantId, impression, recorded);
            take(before, droppedBefore, shown, ignored ? DryRunSide.Applied.NONE : was);
            take(after, droppedAfter, shown, ignored ? DryRunSide.Applied.NONE : would);
        });
    }

    /** @param multiplier of the boost that it was shown with, 1 for none */
    private record Recorded(String merchantId, Impression impression, double multiplier) {}

    private void observe(String merchantId, Impression impression, DryRunSide.Applied was) {
        if (impression.getDirectiveId() != null) {
            boosted++;
            reproduced += was.isNone() ? 0 : 1;
        }
        AppliedBoost offered = before.offered(merchantId, impression);
        response.observe(impression, offered, impression.getDirectiveId() != null);
    }

    private double recordedMultiplier(String merchantId, DryRunSide.Applied was) {
        return was.isNone()
                ? Math.max(before.lastMultiplier(merchantId), response.usualMultiplier())
                : was.multiplier();
    }

    private void take(DryRunSide side, Set<String> dropped, Recorded shown, DryRunSide.Applied applied) {
        Impression impression = shown.impression();
        double times = response.of(applied.multiplier()) / response.of(shown.multiplier());
        int copies = (int) Math.floor(times + response.chance(impression.getImpressionId()));
        if (copies == 0) {
            dropped.add(impression.getImpressionId());
        }
        for (int copy = 0; copy < copies; copy++) {
            side.take(shown.merchantId(), response.under(impression, shown.multiplier(), applied, copy));
        }
    }

    /** Takes an order line's status as it was recorded. */
    public void order(long time, String merchantId, OrderLine line) {
        reach(time);
        String impression =
                line.getAttribution() == null ? null : line.getAttribution().getImpressionId();
        count(() -> {
            if (!droppedBefore.contains(impression)) {
                before.service().order(merchantId, line);
            }
            if (!droppedAfter.contains(impression)) {
                after.service().order(merchantId, line);
            }
        });
    }

    private void count(Runnable taking) {
        records++;
        try {
            taking.run();
        } catch (InvalidRecordException | IllegalArgumentException e) {
            refused++;
        }
    }

    /** Makes the beats that are due before traffic of a time; the first of them begins the replay. */
    private void reach(long time) {
        if (nextBeat == Long.MAX_VALUE) {
            nextBeat = Math.max(span.start(), Math.floorDiv(time, span.stepMillis()) * span.stepMillis());
        }
        beats(time);
    }

    private void beats(long time) {
        while (nextBeat <= time && nextBeat <= span.to()) {
            before.beat(nextBeat);
            after.beat(nextBeat);
            nextBeat += span.stepMillis();
        }
    }

    /** Records taken so far. */
    public long records() {
        return records;
    }

    /** Goes on to the end, and says what came out. */
    public DryRunResult finish() {
        beats(span.to());
        DryRunResult.Quality quality = new DryRunResult.Quality(
                records, refused, boosted == 0 ? 1 : reproduced / (double) boosted, response.perMultiplier());
        return DryRunResult.of(quality, before.outcome(), after.outcome());
    }
}
