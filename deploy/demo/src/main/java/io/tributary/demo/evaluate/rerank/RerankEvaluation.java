package io.tributary.demo.evaluate.rerank;

import io.tributary.demo.evaluate.rerank.StrengthSearch.Best;
import io.tributary.domain.allocation.FairNeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All methods on the same requests at the same relevance budget.
 *
 * @param matrix the requests
 * @param settings how they are replayed
 * @param progress receives a line before each step that takes time
 */
record RerankEvaluation(ScoreMatrix matrix, RerankSettings settings, Consumer<String> progress) {
    /** The study's allocator: what the service's curve of needs and its relevance budget reach at most, whatever the service runs. */
    static final String STUDY = "tributary";
    /** What the service runs. */
    static final String SERVICE = "service";

    static final String NONE = "none";

    private static final int SEARCH_STEPS = 14;
    /** Replays after which the fastest counts: the first ones run before the code is compiled. */
    private static final int TIMED_REPLAYS = 8;

    /** Names of all methods, in the order of the rows. */
    static List<String> methods() {
        List<String> names = new ArrayList<>(List.of(NONE));
        Baseline.all().forEach(baseline -> names.add(baseline.name()));
        names.addAll(List.of(STUDY, SERVICE, RerankRow.BOUND));
        return names;
    }

    List<RerankRow> rows() {
        List<RerankRow> rows = new ArrayList<>();
        for (int k : settings.ks()) {
            RequestReplay replay = replay(k);
            double budget = settings.budget().of(k, matrix);
            if (settings.evaluates(NONE)) {
                rows.add(row(replay, NONE, () -> new NoSupport(matrix.providerCount(), k)));
            }
            addBaselines(replay, budget, rows);
            if (settings.evaluates(STUDY)) {
                rows.add(row(replay, STUDY, () -> study(k, budget)));
            }
            if (settings.evaluates(SERVICE)) {
                rows.add(row(replay, SERVICE, () -> service(k, budget)));
            }
            if (settings.evaluates(RerankRow.BOUND)) {
                progress.accept("k = " + k + ": bound");
                rows.add(RerankRow.bound(k, budget, DualBound.mmf(matrix, k, budget)));
            }
        }
        return rows;
    }

    private void addBaselines(RequestReplay replay, double budget, List<RerankRow> rows) {
        StrengthSearch search = new StrengthSearch(replay, budget, SEARCH_STEPS);
        for (Baseline baseline : Baseline.all()) {
            if (settings.evaluates(baseline.name())) {
                progress.accept("k = " + replay.k() + ": " + baseline.name() + ", searching its best at the budget");
                Best best = search.best(baseline);
                rows.add(row(replay, baseline.name(), () -> search.reRanker(best.variant(), best.strength())));
            }
        }
    }

    RequestReplay replay(int k) {
        return new RequestReplay(matrix, k, settings.refresh(), settings.delay());
    }

    ReRanker study(int k, double budget) {
        int requests = matrix.requests().size();
        double[] grants = new double[matrix.providerCount()];
        Arrays.fill(grants, (double) k * requests / grants.length);
        return new StudyReRanker(new StudyAllocator(FairNeed.STANDARD, grants, budget), grants, requests, k, budget);
    }

    ReRanker service(int k, double budget) {
        return new ServiceReRanker(matrix.providerCount(), matrix.requests().size(), k, budget);
    }

    private static RerankRow row(RequestReplay replay, String method, Supplier<ReRanker> fresh) {
        RequestReplay.Outcome outcome = replay.run(fresh.get());
        double nanos = outcome.nanosPerDecision();
        for (int i = 0; i < TIMED_REPLAYS; i++) {
            nanos = Math.min(nanos, replay.run(fresh.get()).nanosPerDecision());
        }
        return RerankRow.of(replay.k(), method, outcome.quality(), nanos);
    }
}
