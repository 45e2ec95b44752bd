package io.tributary.bench.latency;

import io.tributary.bench.workload.Market;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Merchants of the market that no load touches: what is said of them, a probe has caused. */
final class ProbeMerchants {
    /** How many ranks behind the load's are taken. */
    static final int COUNT = 6_000;

    private static final int STOPS = 1_000;

    /** Ranks for opt-outs, charges and metrics. */
    private final Map<Way, List<Integer>> ranks = new HashMap<>();

    private final Map<String, Way> ways = new HashMap<>();

    /**
     * @param first rank of the first of them
     */
    ProbeMerchants(int first) {
        List.of(Way.STOP, Way.CHARGE, Way.METRIC).forEach(way -> ranks.put(way, new ArrayList<>()));
        for (int rank = first; rank < first + COUNT; rank++) {
            Way way = way(rank);
            ranks.get(way).add(rank);
            ways.put(Market.merchantId(rank), way);
        }
    }

    private Way way(int rank) {
        if (!Market.isSupported(rank)) {
            return Way.METRIC;
        }
        return ranks.get(Way.STOP).size() < STOPS ? Way.STOP : Way.CHARGE;
    }

    List<Integer> ranks(Way way) {
        return ranks.get(way);
    }

    /** What the merchant is for; null when it is the load's. */
    Way way(String merchantId) {
        return ways.get(merchantId);
    }
}
