package io.tributary.bench.workload;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Ranks 0 to n-1 with probability proportional to 1 / (rank + 1). */
final class Zipf {
    private final double[] cumulated;

    Zipf(int n) {
        cumulated = new double[n];
        double sum = 0;
        for (int rank = 0; rank < n; rank++) {
            sum += 1.0 / (rank + 1);
            cumulated[rank] = sum;
        }
    }

    int next(SplittableRandom random) {
        double mark = random.nextDouble() * cumulated[cumulated.length - 1];
        int at = Arrays.binarySearch(cumulated, mark);
        return Math.min(at < 0 ? -at - 1 : at, cumulated.length - 1);
    }

    /** Probability of a rank. */
    double probability(int rank) {
        return 1.0 / (rank + 1) / cumulated[cumulated.length - 1];
    }
}
