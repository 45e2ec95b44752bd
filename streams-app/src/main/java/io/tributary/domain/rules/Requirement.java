package io.tributary.domain.rules;

/** What a value of the rules must be: what breaks it is named by its field in the contract. */
final class Requirement {
    private Requirement() {}

    /**
     * @throws IllegalArgumentException when it does not hold: field, value, and what it must be
     */
    static void require(boolean holds, String field, Object value, String need) {
        if (!holds) {
            throw new IllegalArgumentException(field + ": is " + value + ", must be " + need);
        }
    }
}
