package io.tributary.demo.evaluate.rerank;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How requests are replayed.
 *
 * @param ks items per request; each is evaluated by itself
 * @param budget what shoppers may bear
 * @param refresh decisions between two refreshes of the boosts, above 0
 * @param delay decisions until what was shown is known, 0 or more
 * @param methods names of those to evaluate; empty: all
 */
record RerankSettings(List<Integer> ks, RelevanceBudget budget, int refresh, int delay, Set<String> methods) {
    private static final int K_MAX = 1_000;

    RerankSettings {
        methods = Set.copyOf(methods);
        List<String> known = RerankEvaluation.methods();
        for (String method : methods) {
            if (!known.contains(method)) {
                throw new IllegalArgumentException(
                        "--methods names '" + method + "': there are " + String.join(", ", known));
            }
        }
        ks = ks.stream().distinct().toList();
        for (int k : ks) {
            if (k < 1 || k > K_MAX) {
                throw new IllegalArgumentException("--k is " + k + ", must be within 1 and " + K_MAX);
            }
            // Refused before long work, not after it.
            Objects.requireNonNull(budget.amount(k));
        }
        if (refresh < 1) {
            throw new IllegalArgumentException("--refresh is " + refresh + ", must be above 0");
        }
        if (delay < 0) {
            throw new IllegalArgumentException("--delay is " + delay + ", must be 0 or more");
        }
    }

    boolean evaluates(String method) {
        return methods.isEmpty() || methods.contains(method);
    }
}
