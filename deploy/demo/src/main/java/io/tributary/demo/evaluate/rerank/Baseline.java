package io.tributary.demo.evaluate.rerank;

import java.util.ArrayList;
import java.util.List;

/**
 * A published method and the settings it is tried with. Methods are compared at the same loss of relevance, so each has a
 * strength that is searched.
 *
 * @param name as the table shows it
 * @param variants values of its other parameters, each of which is tried
 */
record Baseline(String name, List<Variant> variants) {
    private static final double[] ELASTICITIES = {0.5, 0.75, 0.9, 1.25, 2};
    private static final double[] ANCHORS = {0.5, 0.75, 0.95};
    private static final double[] MINIMA = {0.5, 0.75, 0.8, 0.85, 1};
    private static final double[] RATES = {0.005, 0.01, 0.02};
    private static final double[] MOMENTA = {0.1, 1};

    /** Makes a re-ranker that has not seen any request. */
    @FunctionalInterface
    interface Variant {
        /** @param strength above 0; the higher, the more fairness counts */
        ReRanker at(double strength, int providers, int k);
    }

    static List<Baseline> all() {
        return List.of(cpFair(), elasticRank(), fairSync(), pMmf(), manifoldRank());
    }

    static Baseline cpFair() {
        return new Baseline("CPFair", List.of((strength, providers, k) -> new CpFair(providers, k, strength)));
    }

    static Baseline elasticRank() {
        List<Variant> variants = new ArrayList<>();
        for (double elasticity : ELASTICITIES) {
            for (double anchor : ANCHORS) {
                // Distances in the curved space are powers of shares: brought to the size of scores.
                variants.add((strength, providers, k) -> new ElasticRank(
                        providers, k, strength * Math.pow(providers, 1 - 2 * elasticity), elasticity, anchor));
            }
        }
        return new Baseline("ElasticRank", variants);
    }

    /** The strength is the step of the dual; how much is guaranteed is tried. */
    static Baseline fairSync() {
        List<Variant> variants = new ArrayList<>();
        for (double minimum : MINIMA) {
            variants.add((strength, providers, k) -> new FairSync(providers, k, minimum, strength));
        }
        return new Baseline("FairSync", variants);
    }

    /** The strength is lambda; the step is tried in shares of it. */
    static Baseline pMmf() {
        List<Variant> variants = new ArrayList<>();
        for (double rate : RATES) {
            for (double momentum : MOMENTA) {
                variants.add((strength, providers, k) -> new PMmf(providers, k, strength, rate * strength, momentum));
            }
        }
        return new Baseline("P-MMF", variants);
    }

    static Baseline manifoldRank() {
        return new Baseline(
                "ManifoldRank", List.of((strength, providers, k) -> new ManifoldRank(providers, k, strength)));
    }
}
