package io.tributary.domain.entity;

/**
 * What a shop says of its part in a programme whose cap its owner's shops share.
 *
 * @param terms the rule that it follows
 * @param claim what it could use
 * @param held what it may use now
 */
public record Holding(String programmeId, Terms terms, Claim claim, Held held) {
    /**
     * The rule that the cap is from.
     *
     * @param version of the programme; 0 when the shop follows no rule that has a cap
     * @param cap most exposures of all shops in a period, at least 0
     */
    public record Terms(int version, long cap) {
        /** Of a shop that follows none. */
        public static final Terms NONE = new Terms(0, 0);
    }

    /**
     * How much of a cap falls to a shop.
     *
     * @param weight its part relative to the others', not negative
     * @param demand most exposures that it can use in a period; 0 when it takes no part
     */
    public record Claim(double weight, long demand) {
        /** Of a shop that takes no part. */
        public static final Claim NONE = new Claim(0, 0);
    }

    /**
     * What a shop holds: until it takes up another share this only falls.
     *
     * @param periodStart of the programme's period that it is in, epoch milliseconds
     * @param taken number of the share that it took up last; 0 for none
     * @param exposures the larger of this share and of what it is granted in the period
     */
    public record Held(long periodStart, long taken, long exposures) {
        /** Of a shop that has told nothing yet. */
        static final Held NONE = new Held(0, 0, 0);
    }
}
