package io.tributary.domain.rollup;

/**
 * How far a merchant has come in a programme: when it first did each thing, epoch milliseconds, 0 for not yet. Days are told by their start.
 * Immutable.
 */
public record MerchantPath(
        long firstDay, long lastDay, long firstOrderDay, long firstGrantDay, long firstChargeDay, Awareness awareness) {

    public static final MerchantPath NONE = new MerchantPath(0, 0, 0, 0, 0, Awareness.NONE);

    /** What the merchant knew of the programme, and whether it asked for it. */
    public record Awareness(long noticedAt, long readAt, long appliedAt) {
        public static final Awareness NONE = new Awareness(0, 0, 0);

        public Awareness noticed(long time) {
            return new Awareness(first(noticedAt, time), readAt, appliedAt);
        }

        public Awareness read(long time) {
            return new Awareness(noticedAt, first(readAt, time), appliedAt);
        }

        public Awareness applied(long time) {
            return new Awareness(noticedAt, readAt, first(appliedAt, time));
        }
    }

    /** After a day as one of the programme's merchants. */
    MerchantPath member(long day) {
        return new MerchantPath(
                first(firstDay, day), Math.max(lastDay, day), firstOrderDay, firstGrantDay, firstChargeDay, awareness);
    }

    MerchantPath ordered(long day) {
        return new MerchantPath(firstDay, lastDay, first(firstOrderDay, day), firstGrantDay, firstChargeDay, awareness);
    }

    MerchantPath granted(long day) {
        return new MerchantPath(firstDay, lastDay, firstOrderDay, first(firstGrantDay, day), firstChargeDay, awareness);
    }

    MerchantPath charged(long day) {
        return new MerchantPath(firstDay, lastDay, firstOrderDay, firstGrantDay, first(firstChargeDay, day), awareness);
    }

    /** With what is known of it from elsewhere. */
    public MerchantPath with(Awareness now) {
        return new MerchantPath(firstDay, lastDay, firstOrderDay, firstGrantDay, firstChargeDay, now);
    }

    /** After a day. */
    public MerchantPath after(DayMember member, long day) {
        MerchantPath path = member.isEligible() ? member(day) : this;
        path = member.isEligible() && member.hasOrdered() ? path.ordered(day) : path;
        path = member.granted() > 0 ? path.granted(day) : path;
        return member.charged() > 0 ? path.charged(day) : path;
    }

    private static long first(long known, long time) {
        return known == 0 ? time : Math.min(known, time);
    }
}
