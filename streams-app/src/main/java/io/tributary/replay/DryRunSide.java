package io.tributary.replay;

import io.tributary.directives.v1.Boost;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.domain.IdHash;
import io.tributary.events.v1.Impression;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.pool.v1.Beat;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.RelevanceUnit;
import io.tributary.schemas.boost.AppliedBoost;
import io.tributary.schemas.boost.BoostRequest;
import io.tributary.schemas.boost.BoostView;
import io.tributary.schemas.boost.HostClock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** One side of a {@link DryRun}: the service under some rules, what a host would have made of its directives, and what came of it. */
final class DryRunSide implements ReplayListener {
    /** An impression that comes late was shown under one of so many last directives. */
    private static final int REMEMBERED = 32;

    private static final long SILENCE_STEPS = 4;

    private final DryRun.Span span;
    private final InProcessService service;
    private final BoostView boosts;
    private final Map<String, Programme> programmes = new TreeMap<>();
    private final int openBucket;
    private final Map<String, Issued> issued = new HashMap<>();
    private final Map<Account, Balance> accounts = new HashMap<>();
    private final Map<String, Long> exposures = new HashMap<>();
    private final Map<String, Loss> losses = new TreeMap<>();
    private long shown;
    private long now;

    /** One merchant's part of one programme's period. */
    record Account(String programmeId, long periodStart, String merchantId) {}

    /** Where an account stands: exposures granted and charged. */
    record Balance(long granted, long spent) {}

    /**
     * A boost as it is applied.
     *
     * @param directiveId null for none, where the multiplier is 1
     */
    record Applied(double multiplier, String directiveId) {
        static final Applied NONE = new Applied(1, null);

        boolean isNone() {
            return directiveId == null;
        }
    }

    /** A merchant's last directives, and the multiplier that was last applied. */
    private static final class Issued {
        private final long[] ids = new long[REMEMBERED];
        private int next;
        private double multiplier = 1;

        void add(String id) {
            ids[next++ % REMEMBERED] = IdHash.first(id);
        }

        boolean has(String id) {
            long hash = IdHash.first(id);
            return Arrays.stream(ids).anyMatch(each -> each == hash);
        }
    }

    /** What shoppers lost by one programme's boosts, in its unit, on so many exposures. */
    private static final class Loss {
        private double sum;
        private long measured;
    }

    DryRunSide(InProcessSettings settings, DryRun.Span span, DryRun.Rules rules) {
        this.span = span;
        this.now = span.start();
        this.boosts = new BoostView(SILENCE_STEPS * span.stepMillis(), HostClock.replay(() -> now));
        this.service = new InProcessService(settings, this);
        rules.lists().forEach(service::list);
        for (Programme programme : rules.programmes()) {
            service.programme(programme);
            programmes.put(programme.getProgrammeId(), programme);
        }
        this.openBucket = rules.programmes().stream()
                        .mapToInt(each -> each.getHoldout().getTo())
                        .max()
                        .orElse(0)
                % 1000;
    }

    InProcessService service() {
        return service;
    }

    void beat(long time) {
        now = time;
        service.beat(time);
    }

    /** What a host applies to an impression: the directive that it names where this side issued it, else the one in force. */
    Applied applied(String merchantId, Impression impression) {
        AppliedBoost inForce = asked(merchantId, impression, impression.getBucket());
        Issued last = issued.get(merchantId);
        if (last == null) {
            return Applied.NONE;
        }
        if (!inForce.isNone()) {
            last.multiplier = inForce.multiplier();
        }
        String named = impression.getDirectiveId();
        if (named != null && last.has(named)) {
            return new Applied(last.multiplier, named);
        }
        return inForce.isNone() ? Applied.NONE : new Applied(inForce.multiplier(), inForce.directiveId());
    }

    /** What is in force for an item outside of all holdouts. */
    AppliedBoost offered(String merchantId, Impression impression) {
        return asked(merchantId, impression, openBucket);
    }

    /** What a host is told, of a buyer whose results are personalised: the record does not say. */
    private AppliedBoost asked(String merchantId, Impression impression, int bucket) {
        return boosts.boost(merchantId, new BoostRequest(impression.getSurface(), bucket), impression.getItem());
    }

    /** The multiplier that was last applied to a merchant's items; 1 before any was. */
    double lastMultiplier(String merchantId) {
        Issued last = issued.get(merchantId);
        return last == null ? 1 : last.multiplier;
    }

    /** Takes an impression as it would have been on this side. */
    void take(String merchantId, Impression impression) {
        service.impression(merchantId, impression);
        boolean counts = impression.getViewable() && !impression.getInvalidTraffic();
        if (!counts || impression.getTime() < span.from() || impression.getTime() >= span.to()) {
            return;
        }
        exposures.merge(merchantId, 1L, Long::sum);
        shown++;
        String id = impression.getDirectiveId();
        int end = id == null ? -1 : id.indexOf('~');
        Programme programme = end < 0 ? null : programmes.get(id.substring(0, end));
        if (programme != null) {
            lose(programme, impression);
        }
    }

    private void lose(Programme programme, Impression impression) {
        Double loss = impression.getRelevanceLoss();
        if (programme.getRelevanceUnit() == RelevanceUnit.RANK) {
            boolean known = impression.getBaseRank() != null && impression.getFinalRank() != null;
            loss = known ? (double) (impression.getBaseRank() - impression.getFinalRank()) : null;
        }
        if (loss != null) {
            Loss sum = losses.computeIfAbsent(programme.getProgrammeId(), id -> new Loss());
            sum.sum += Math.max(0, loss);
            sum.measured++;
        }
    }

    @Override
    public void directive(String merchantId, BoostDirective directive) {
        boosts.directive(merchantId, directive);
        if (directive != null) {
            Issued last = issued.computeIfAbsent(merchantId, id -> new Issued());
            for (Boost boost : directive.getBoosts()) {
                last.add(boost.getDirectiveId());
            }
        }
    }

    @Override
    public void beat(Beat beat) {
        boosts.beat(beat);
    }

    @Override
    public void ledger(LedgerEntry entry) {
        Programme programme = programmes.get(entry.getProgrammeId());
        long length = programme == null ? 0 : programme.getPeriodMinutes() * 60_000L;
        if (entry.getPeriodStart() + length > span.from() && entry.getPeriodStart() < span.to()) {
            Account account = new Account(entry.getProgrammeId(), entry.getPeriodStart(), entry.getMerchantId());
            Balance old = accounts.getOrDefault(account, new Balance(0, 0));
            // A release closes the account: what the grant was stays what it was.
            long granted = entry.getKind() == EntryKind.RELEASE ? old.granted() : entry.getGranted();
            accounts.put(account, new Balance(granted, entry.getSpent()));
        }
    }

    DryRunOutcome outcome() {
        DryRunOutcome outcome = new DryRunOutcome(exposures);
        accounts.forEach((account, balance) -> outcome.add(account, balance, programmes.get(account.programmeId())));
        programmes.values().forEach(programme -> {
            Loss loss = losses.getOrDefault(programme.getProgrammeId(), new Loss());
            outcome.lost(programme, loss.sum, shown == 0 ? 0 : loss.sum / shown);
        });
        return outcome;
    }
}
