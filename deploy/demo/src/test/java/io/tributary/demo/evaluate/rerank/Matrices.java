package io.tributary.demo.evaluate.rerank;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Scores for tests. */
final class Matrices {
    private Matrices() {}

    /** Requests with the scores given, each candidate of the provider at its place modulo the number of providers. */
    static ScoreMatrix of(int providers, double[]... scores) {
        List<Request> requests = new ArrayList<>();
        for (double[] row : scores) {
            int[] owner = IntStream.range(0, row.length).map(i -> i % providers).toArray();
            requests.add(Request.of("u" + requests.size(), row, owner));
        }
        return new ScoreMatrix(requests, names(providers));
    }

    /** Providers differ in how well they score and in how much they offer, users in what they like. */
    static ScoreMatrix generated(long seed, int requests, int providers, int candidates) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] appeal = random.doubles(providers).toArray();
        List<Request> all = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            double[] scores = new double[candidates];
            int[] owners = new int[candidates];
            for (int c = 0; c < candidates; c++) {
                owners[c] = (int) (providers * random.nextDouble() * random.nextDouble());
                scores[c] = appeal[owners[c]] + random.nextDouble();
            }
            all.add(Request.of("u" + i, scores, owners));
        }
        return new ScoreMatrix(all, names(providers));
    }

    private static List<String> names(int providers) {
        return IntStream.range(0, providers).mapToObj(i -> "p" + i).toList();
    }
}
