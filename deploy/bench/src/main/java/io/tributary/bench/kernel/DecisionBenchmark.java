package io.tributary.bench.kernel;

import io.tributary.domain.allocation.FairNeed;
import io.tributary.testkit.rerank.FairAllocator;
import io.tributary.testkit.rerank.Request;
import io.tributary.testkit.rerank.TributaryReRanker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a decision costs: boosts of the candidates, the best ten of them, and what the allocator learns from it at once, needs and
 * strength included. {@code scripts/bench kernels DecisionBenchmark} runs it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DecisionBenchmark {
    private static final int K = 10;
    private static final int REQUESTS = 1_000;
    /** Decisions of a period: then all begins anew. */
    private static final int PERIOD = 100_000;

    private static final double BUDGET = 0.01;

    @Param({"43", "1000"})
    private int merchants;

    @Param({"90", "185", "370"})
    private int candidates;

    private final List<Request> requests = new ArrayList<>();
    private TributaryReRanker ranker;
    private final int[] places = new int[K];
    private int at;

    /** Requests, and a period that has begun. */
    @Setup
    public void begin() {
        SplittableRandom random = new SplittableRandom(1);
        double[] appeal = random.doubles(merchants).toArray();
        requests.clear();
        while (requests.size() < REQUESTS) {
            requests.add(request(random, appeal));
        }
        startPeriod();
    }

    /** Merchants differ in how well they score and in how much they offer, users in what they like. */
    private Request request(SplittableRandom random, double[] appeal) {
        double[] scores = new double[candidates];
        int[] owners = new int[candidates];
        for (int c = 0; c < candidates; c++) {
            owners[c] = (int) (merchants * random.nextDouble() * random.nextDouble());
            scores[c] = appeal[owners[c]] + random.nextDouble();
        }
        return Request.of("u" + requests.size(), scores, owners);
    }

    private void startPeriod() {
        double[] grants = new double[merchants];
        Arrays.fill(grants, (double) K * PERIOD / merchants);
        ranker = new TributaryReRanker(new FairAllocator(FairNeed.STANDARD, grants, BUDGET), grants, PERIOD, K, BUDGET);
        at = 0;
    }

    /** One decision and its feedback. */
    @Benchmark
    public int decide() {
        if (at == PERIOD) {
            startPeriod();
        }
        Request request = requests.get(at++ % REQUESTS);
        ranker.refresh();
        ranker.choose(request, places);
        ranker.observe(request, places);
        return places[0];
    }
}
