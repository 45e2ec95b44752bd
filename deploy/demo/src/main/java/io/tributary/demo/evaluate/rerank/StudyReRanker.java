package io.tributary.demo.evaluate.rerank;

import io.tributary.domain.allocation.FairNeed.Need;
import io.tributary.schemas.boost.BoostedTop;
import io.tributary.schemas.boost.LocalFeedback;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * A study of how evenly exposure can be shared at a bounded loss: {@link StudyAllocator}, which the service does not run, and a host that
 * ranks by the reference re-ranker's rule with the directives of the last refresh. The allocator learns what was shown when it is
 * told; the host knows at once what it has shown itself. What the service runs is in {@link ServiceReRanker}.
 */
final class StudyReRanker implements ReRanker {
    private record Shown(Request request, int[] places, double strength, double loss) {}

    private final StudyAllocator allocator;
    private final int k;
    private final int requests;
    private final double allowance;
    private final BoostedTop top;
    private final double[] multipliers;
    private final double[] plain;
    private final double[] additives;

    /** Shown, and not yet counted by the allocator. */
    private final Deque<Shown> onTheWay = new ArrayDeque<>();
    /** Of these, exposures by provider; and in all, by the grants. */
    private final double[] local;

    private final double granted;
    private double localProgress;

    private int observed;
    /** Of these, since the last refresh, and the sum of the strengths under which they were shown. */
    private int news;

    private double strengths;
    private double observedLoss;
    private int chosen;
    private double lost;
    private int chosenAtRefresh;
    private double lostAtRefresh;

    /**
     * @param grants exposures by provider
     * @param requests of the period
     * @param k items that a request shows
     * @param budget mean loss of score per item shown that the period may have
     */
    public StudyReRanker(StudyAllocator allocator, double[] grants, int requests, int k, double budget) {
        this.allocator = allocator;
        this.k = k;
        this.requests = requests;
        this.allowance = budget * requests;
        this.top = new BoostedTop(k);
        this.multipliers = new double[grants.length];
        this.plain = new double[grants.length];
        this.additives = new double[grants.length];
        this.local = new double[grants.length];
        this.granted = Arrays.stream(grants).sum();
        Arrays.fill(plain, 1);
    }

    @Override
    public void choose(Request request, int[] places) {
        boost(request);
        top.choose(request.scores(), request.providers(), multipliers, additives, places);
        double loss = loss(request, places);
        if (lost + loss > allowance) {
            top.choose(request.scores(), request.providers(), plain, additives, places);
            loss = loss(request, places);
        }
        chosen++;
        lost += loss;
        onTheWay.add(new Shown(request, places, allocator.strength(), loss));
        for (int place : places) {
            count(request.providers()[place], request.scores()[place]);
        }
    }

    private double loss(Request request, int[] places) {
        return Math.max(0, request.topSum(k) - request.shownSum(places)) / k;
    }

    /** The boosts of those whose items may be shown. */
    private void boost(Request request) {
        int since = chosen - chosenAtRefresh;
        double trim = since == 0
                ? 1
                : LocalFeedback.trim(
                        allocator.lossRate(), since, lost - lostAtRefresh, (double) requests - chosenAtRefresh);
        double meanShown = localProgress / allocator.meanProgress();
        for (int provider : request.providers()) {
            Need need = allocator.need(provider);
            double value = localProgress == 0
                    ? need.value()
                    : need.value()
                            * LocalFeedback.discount(
                                    need.elasticity(), local[provider] / allocator.counted(provider), meanShown);
            multipliers[provider] = 1 + allocator.strength() * trim * value;
        }
    }

    private void count(int provider, double score) {
        double exposures = score / allocator.unit();
        local[provider] += exposures;
        localProgress += exposures / granted;
    }

    @Override
    public void observe(Request request, int[] places) {
        Shown shown = onTheWay.remove();
        strengths += shown.strength();
        news++;
        observed++;
        observedLoss += shown.loss() * k;
        for (int place : places) {
            allocator.shown(request.providers()[place], request.scores()[place]);
        }
    }

    @Override
    public void refresh() {
        if (news > 0) {
            double unreported = (double) onTheWay.size() / requests;
            allocator.beat(observedLoss, strengths / news, (double) observed / requests, unreported);
            strengths = 0;
            news = 0;
        }
        chosenAtRefresh = chosen;
        lostAtRefresh = lost;
        Arrays.fill(local, 0);
        localProgress = 0;
        for (Shown each : onTheWay) {
            for (int place : each.places()) {
                count(each.request().providers()[place], each.request().scores()[place]);
            }
        }
    }
}
