package io.tributary.domain.entity;

import io.tributary.domain.entity.ShopReport.Stint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * A shop's side of its ownership: what it told its owner, what it was answered, and the shares that it has taken up. Immutable.
 *
 * @param entity hash of the owner that it last told something; empty for none
 * @param stint of the last report
 * @param told the shop's opening and holdings as they were told
 * @param answer the last; its shares are offers
 * @param inForce shares that were taken up
 */
public record Ownership(String entity, Stint stint, Told told, EntityAnswer answer, List<Share> inForce) {
    private static final Told NOTHING = new Told(0, List.of());
    private static final EntityAnswer NO_ANSWER = new EntityAnswer(0, 0, 0, List.of());

    /** Of a shop of which no owner is known. */
    public static final Ownership NONE = new Ownership("", new Stint(0, 0, false), NOTHING, NO_ANSWER, List.of());

    /** What was told. */
    public record Told(long joinedAt, List<Holding> holdings) {
        public Told {
            holdings = List.copyOf(holdings);
        }
    }

    public Ownership {
        inForce = List.copyOf(inForce);
    }

    /**
     * The shop belongs to this owner from now on.
     *
     * @param now epoch milliseconds
     */
    public Ownership begin(String owner, long now) {
        long number = next(now);
        return new Ownership(owner, new Stint(number, number, false), NOTHING, NO_ANSWER, List.of());
    }

    /** The shop belongs to nobody that is known. */
    public Ownership end(long now) {
        return new Ownership("", new Stint(0, next(now), true), NOTHING, NO_ANSWER, List.of());
    }

    /** Higher than all before; by the time, so that it is also where what was told before is lost. */
    private long next(long now) {
        return Math.max(stint.number() + 1, now);
    }

    /** Whether the owner has answered. */
    public boolean isAnswered() {
        return answer.number() > 0;
    }

    /** When the owner's first shop opened, epoch milliseconds, once it {@link #isAnswered has answered}. */
    public long ownerJoinedAt() {
        return answer.ownerJoinedAt();
    }

    /** Takes an answer; this one when it is no news. */
    public Ownership hear(EntityAnswer heard) {
        if (heard.since() != stint.since() || heard.number() <= answer.number()) {
            return this;
        }
        // What the owner names no more it holds nothing for, and it has said so.
        List<Share> kept = inForce.stream()
                .filter(each -> Share.of(heard.shares(), each.programmeId()) != null)
                .toList();
        return new Ownership(entity, stint, told, heard, kept);
    }

    /** Most that the shop may be granted in a programme in a period, exposures: nothing before a share was taken up. */
    public long share(String programmeId) {
        Share share = Share.of(inForce, programmeId);
        return share == null ? 0 : share.exposures();
    }

    private long taken(String programmeId) {
        Share share = Share.of(inForce, programmeId);
        return share == null ? 0 : share.number();
    }

    /**
     * Takes up what was offered in a programme: less at once, more in its period or a later one.
     *
     * @param periodStart of the period that the shop is in, epoch milliseconds; {@link Long#MIN_VALUE} when it takes no part
     */
    public Ownership takeUp(String programmeId, long periodStart) {
        Share offered = Share.of(answer.shares(), programmeId);
        boolean isNews = offered != null && offered.number() > taken(programmeId);
        if (!isNews || offered.exposures() > share(programmeId) && periodStart < offered.periodStart()) {
            return this;
        }
        List<Share> after = new ArrayList<>(inForce);
        after.removeIf(each -> each.programmeId().equals(programmeId));
        after.add(offered);
        return new Ownership(entity, stint, told, answer, after);
    }

    /** Programmes in which it has a share or is offered one. */
    public Set<String> programmes() {
        Set<String> programmes = new TreeSet<>();
        inForce.forEach(each -> programmes.add(each.programmeId()));
        answer.shares().forEach(each -> programmes.add(each.programmeId()));
        return programmes;
    }

    /**
     * What it holds in a programme.
     *
     * @param granted in the period, exposures
     */
    public Holding.Held held(String programmeId, long periodStart, long granted) {
        return new Holding.Held(periodStart, taken(programmeId), Math.max(share(programmeId), granted));
    }

    /** What was told of a programme last, or null. */
    public Holding told(String programmeId) {
        return told.holdings.stream()
                .filter(each -> each.programmeId().equals(programmeId))
                .findFirst()
                .orElse(null);
    }

    /** Whether the owner knows all this already. */
    public boolean isTold(Told now) {
        return stint.number() > stint.since() && told.equals(now);
    }

    /** After telling this, with the number that {@link #report} says. */
    public Ownership tell(Told now, long time) {
        return new Ownership(entity, new Stint(stint.since(), next(time), false), now, answer, inForce);
    }

    /** What it told last, as a report. */
    public ShopReport report(String merchantId) {
        return new ShopReport(merchantId, stint, told.joinedAt, told.holdings);
    }

    /**
     * That it belongs to the owner no longer. It takes up nothing any more, and keeps what it was granted.
     *
     * @param granted exposures in the period that the holding is of, in the holding's programme; at most what it holds
     */
    public ShopReport farewell(String merchantId, long time, ToLongFunction<Holding> granted) {
        List<Holding> kept = told.holdings.stream()
                .map(each -> new Holding(
                        each.programmeId(),
                        each.terms(),
                        Holding.Claim.NONE,
                        new Holding.Held(each.held().periodStart(), each.held().taken(), granted.applyAsLong(each))))
                .toList();
        return new ShopReport(merchantId, new Stint(stint.since(), next(time), true), told.joinedAt, kept);
    }
}
