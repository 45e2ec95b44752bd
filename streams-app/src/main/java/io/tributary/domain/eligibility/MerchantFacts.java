package io.tributary.domain.eligibility;

import java.util.List;
import java.util.Map;

/** A merchant as clauses see it: what is known of it does not change, but may say something else at another time. */
public interface MerchantFacts {
    /**
     * A value in the Java type of the field's {@link MerchantField.Kind}.
     *
     * @param time epoch milliseconds
     */
    Object value(MerchantField field, long time);

    /** When it joined, epoch milliseconds. */
    long joinedAt();

    /** When its owner's first shop joined, epoch milliseconds: its own time where it has no other owner than itself. */
    default long ownerJoinedAt() {
        return joinedAt();
    }

    /** Whether it has an owner of whom it is not known yet since when there are shops: clauses that ask for it wait. */
    default boolean isOwnerAwaited() {
        return false;
    }

    /** Times at which a tag ends, epoch milliseconds, in any order. */
    List<Long> tagEnds();

    /** Figures that the platform said of it, by name, whether they are declared and count or not. */
    default Map<String, Attribute> attributes() {
        return Map.of();
    }
}
