package io.tributary.domain.pool;

/** Partial sums of one programme: of one merchant task, or of all of them together. Immutable; each {@link ProgrammeSum} is 0 until set. */
public final class ProgrammeSums {
    private static final ProgrammeSum[] ALL = ProgrammeSum.values();

    private final long periodStart;
    private final Candidate candidate;
    /** By the place of the sum, of those that are whole. */
    private final long[] counts = new long[ALL.length];
    /** The same of the others. */
    private final double[] amounts = new double[ALL.length];

    /**
     * The grant rate that the sums at the candidate are of.
     *
     * @param rate k, exposures per unit of weight; -1 for none
     * @param floorScale part of the floors, 0..1
     */
    public record Candidate(double rate, double floorScale) {
        static final Candidate NONE = new Candidate(0, 0);
    }

    private ProgrammeSums(long periodStart, Candidate candidate) {
        this.periodStart = periodStart;
        this.candidate = candidate;
    }

    /** Sums to be set. */
    public static Builder of(long periodStart, Candidate candidate) {
        return new Builder(new ProgrammeSums(periodStart, candidate));
    }

    /** Sums that are all 0. */
    static ProgrammeSums none(long periodStart) {
        return new ProgrammeSums(periodStart, Candidate.NONE);
    }

    /** Start of the period that the sums are of, epoch milliseconds. */
    public long periodStart() {
        return periodStart;
    }

    public Candidate candidate() {
        return candidate;
    }

    /**
     * A sum that is a whole number.
     *
     * @throws IllegalArgumentException for another one
     */
    public long count(ProgrammeSum sum) {
        check(sum, true);
        return counts[sum.ordinal()];
    }

    /**
     * A sum that is not a whole number.
     *
     * @throws IllegalArgumentException for one that is
     */
    public double amount(ProgrammeSum sum) {
        check(sum, false);
        return amounts[sum.ordinal()];
    }

    /** Any sum, a Long when it is a whole number and else a Double. */
    public Number value(ProgrammeSum sum) {
        if (sum.isWhole()) {
            return count(sum);
        }
        return amount(sum);
    }

    /** The sum; period and candidate are those of the left. */
    ProgrammeSums plus(ProgrammeSums other) {
        ProgrammeSums total = new ProgrammeSums(periodStart, candidate);
        for (int i = 0; i < ALL.length; i++) {
            total.counts[i] = counts[i] + other.counts[i];
            total.amounts[i] = amounts[i] + other.amounts[i];
        }
        return total;
    }

    /** What a report of an earlier period still says about this one: who is enrolled. */
    ProgrammeSums membersOnly(long newPeriodStart) {
        return of(newPeriodStart, Candidate.NONE)
                .set(ProgrammeSum.MEMBERS, count(ProgrammeSum.MEMBERS))
                .set(ProgrammeSum.FLOORS, amount(ProgrammeSum.FLOORS))
                .build();
    }

    private static void check(ProgrammeSum sum, boolean whole) {
        if (sum.isWhole() != whole) {
            throw new IllegalArgumentException(sum + (whole ? " is not a whole number" : " is a whole number"));
        }
    }

    /** Sets sums. Good for one use. */
    public static final class Builder {
        private final ProgrammeSums sums;

        private Builder(ProgrammeSums sums) {
            this.sums = sums;
        }

        /** Sets a sum, which is rounded down when it is a whole number. */
        public Builder set(ProgrammeSum sum, Number value) {
            if (sum.isWhole()) {
                sums.counts[sum.ordinal()] = value.longValue();
            } else {
                sums.amounts[sum.ordinal()] = value.doubleValue();
            }
            return this;
        }

        public ProgrammeSums build() {
            return sums;
        }
    }
}
