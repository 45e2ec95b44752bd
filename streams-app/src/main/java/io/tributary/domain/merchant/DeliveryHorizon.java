package io.tributary.domain.merchant;

/** How far a task has to look ahead, since exposures reach it late, and how long it remembers rates for that. */
final class DeliveryHorizon {
    /** Shortest memory of a delivery rate, milliseconds. */
    private static final double SHORTEST_MEMORY = 60_000;
    /** Memory of a rate against the time it is used to look ahead: long enough to be steady. */
    private static final double MEMORY_PER_HORIZON = 6;

    private final MerchantPolicy policy;
    private final TaskState state;

    DeliveryHorizon(MerchantPolicy policy, TaskState state) {
        this.policy = policy;
        this.state = state;
    }

    /** Learnt delay from rendering to arrival, at most a directive's life, milliseconds. */
    double delayMillis() {
        return state.delayWithin(policy.directives().lifeMillis());
    }

    /** How long a delivery rate is remembered, milliseconds. */
    double rateMemory() {
        double horizon = delayMillis() + state.lastBeat().intervalMillis();
        return Math.max(SHORTEST_MEMORY, MEMORY_PER_HORIZON * horizon);
    }
}
