package io.tributary.domain.metric;

import io.tributary.domain.Arm;
import io.tributary.domain.BucketRange;
import io.tributary.domain.Interned;
import io.tributary.domain.Stage;
import java.util.Arrays;
import java.util.List;

/**
 * The programmes that a merchant is in, and under which terms. Immutable, and one object for all merchants of whom the same is true, so
 * that it may be compared by identity.
 */
public final class Membership {
    private static final Interned<Membership> KNOWN = new Interned<>();

    /** In no programme. */
    public static final Membership NONE = new Membership(new Terms[0]);

    private final Terms[] terms;
    private final long endsAt;

    /**
     * One programme's part.
     *
     * @param version of its rules
     * @param holdout buckets that it does not boost
     * @param endsAt first moment after the programme, epoch milliseconds; {@link Long#MAX_VALUE} when open
     */
    public record Terms(String programmeId, int version, Stage stage, BucketRange holdout, long endsAt) {}

    private Membership(Terms[] terms) {
        this.terms = terms;
        this.endsAt = Arrays.stream(terms).mapToLong(Terms::endsAt).min().orElse(Long.MAX_VALUE);
    }

    /** In these programmes, in this order. */
    public static Membership of(List<Terms> terms) {
        if (terms.isEmpty()) {
            return NONE;
        }
        return KNOWN.of(new Membership(terms.toArray(Terms[]::new)));
    }

    /** Number of programmes. */
    public int size() {
        return terms.length;
    }

    /** One of them, 0 to less than {@link #size}. */
    public Terms get(int index) {
        return terms[index];
    }

    /** The terms of a programme, or null when it is none of them. */
    public Terms terms(String programmeId) {
        for (Terms each : terms) {
            if (each.programmeId.equals(programmeId)) {
                return each;
            }
        }
        return null;
    }

    public List<Terms> terms() {
        return List.of(terms);
    }

    public boolean isEmpty() {
        return terms.length == 0;
    }

    /**
     * The arm of a buyer: who is treated by one of the programmes is treated.
     *
     * @param bucket of the buyer, -1 when unknown
     */
    public Arm arm(int bucket) {
        if (bucket < 0 || terms.length == 0) {
            return Arm.NONE;
        }
        for (Terms each : terms) {
            if (!each.holdout.contains(bucket)) {
                return Arm.TREATMENT;
            }
        }
        return Arm.HOLDOUT;
    }

    /** Until when all of it holds: one of the programmes ends then. */
    long endsAt() {
        return endsAt;
    }

    /** What is left of it at a time, when programmes have ended that nobody has taken the merchant out of yet. */
    Membership at(long time) {
        return time < endsAt
                ? this
                : of(Arrays.stream(terms).filter(each -> time < each.endsAt).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Membership membership && Arrays.equals(terms, membership.terms);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(terms);
    }

    @Override
    public String toString() {
        return Arrays.toString(terms);
    }
}
