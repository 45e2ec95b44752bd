package io.tributary.demo.evaluate.rerank;

import io.tributary.domain.Surface;
import io.tributary.domain.allocation.AllocationPolicy;
import io.tributary.domain.allocation.AllocationPolicy.Balance;
import io.tributary.domain.allocation.AllocationPolicy.Plan;
import io.tributary.domain.allocation.Controller;
import io.tributary.domain.allocation.RelevanceBudget.Observation;
import io.tributary.schemas.boost.BoostedTop;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Set;

/**
 * The service's own {@link AllocationPolicy}, called as the merchant topology calls it: each provider has an equal grant of the period's
 * exposures, a level that follows its plan, and a strength that the relevance budget leaves. A refresh is a beat. Numbers of requests
 * stand for time; every exposure is charged, since all providers are supported and grants share out all there is.
 *
 * <p>It is made to deliver a grant in time and not to share as evenly as a loss allows, and what it reaches here says so; see
 * {@link StudyReRanker} for what is made for that.
 */
final class ServiceReRanker implements ReRanker {
    /** The values of the programmes that come with the service. */
    private static final double MAX_MULTIPLIER = 3;

    private static final double FIRST_MULTIPLIER = 1.3;
    private static final double BURST = 0.05;
    private static final double RESUME_AT = 0.5;
    /** What the pool aims at: what a beat changes is only reported by the next. */
    private static final double AIM = 0.99;

    private static final Set<Surface> SURFACES = Set.of(Surface.FEED);
    private static final AllocationPolicy POLICY = new AllocationPolicy(MAX_MULTIPLIER, BURST, RESUME_AT);

    private record Shown(double strength, double loss) {}

    private final int k;
    private final int requests;
    private final double budget;
    private final BoostedTop top;
    private final Controller[] controllers;
    private final long[] spent;
    private final long grant;

    /** Boost less 1 by provider, and the part of the requests that it is for. */
    private final double[] pushes;

    private final double[] admits;
    /** Requests that each provider is owed: boosted whenever a whole one is reached, so that no chance is needed. */
    private final double[] owed;

    private final double[] multipliers;
    private final double[] additives;
    private final Deque<Shown> onTheWay = new ArrayDeque<>();
    private io.tributary.domain.allocation.RelevanceBudget steering =
            io.tributary.domain.allocation.RelevanceBudget.initial(1);
    private int chosen;
    private int chosenAtRefresh;
    private int observed;
    private int news;
    private double strengths;
    private double lost;

    /**
     * @param providers among whom all exposures are shared
     * @param requests of the period
     * @param k items that a request shows
     * @param budget mean loss of score per item shown that the period may have
     */
    ServiceReRanker(int providers, int requests, int k, double budget) {
        this.k = k;
        this.requests = requests;
        this.budget = budget;
        this.top = new BoostedTop(k);
        this.controllers = new Controller[providers];
        this.spent = new long[providers];
        this.grant = Math.max(1, (long) k * requests / providers);
        this.pushes = new double[providers];
        this.admits = new double[providers];
        this.owed = new double[providers];
        this.multipliers = new double[providers];
        this.additives = new double[providers];
        Arrays.setAll(controllers, provider -> Controller.startingAt(FIRST_MULTIPLIER));
    }

    @Override
    public void choose(Request request, int[] places) {
        for (int provider = 0; provider < multipliers.length; provider++) {
            owed[provider] += admits[provider];
            boolean admitted = owed[provider] >= 1;
            owed[provider] -= admitted ? 1 : 0;
            multipliers[provider] = admitted ? 1 + pushes[provider] : 1;
        }
        top.choose(request.scores(), request.providers(), multipliers, additives, places);
        onTheWay.add(new Shown(steering.lever(), request.topSum(k) - request.shownSum(places)));
        chosen++;
    }

    @Override
    public void observe(Request request, int[] places) {
        Shown shown = onTheWay.remove();
        observed++;
        news++;
        strengths += shown.strength;
        lost += shown.loss;
        for (int place : places) {
            int provider = request.providers()[place];
            spent[provider]++;
            controllers[provider].charged();
        }
    }

    @Override
    public void refresh() {
        double reported = (double) observed / requests;
        if (news > 0) {
            double then = strengths / news;
            Observation seen =
                    Observation.whole(lost, (double) observed * k, then, reported, (double) onTheWay.size() / requests);
            steering = steering.next(seen, AIM * budget, 1);
            strengths = 0;
            news = 0;
        }
        int interval = Math.max(1, chosen - chosenAtRefresh);
        chosenAtRefresh = chosen;
        double schedule = (double) chosen / requests;
        double ahead = Math.min(1, schedule + (double) (interval + onTheWay.size()) / requests);
        double mean = (double) observed * k / ((double) grant * controllers.length);
        Plan plan = new Plan(chosen, interval + onTheWay.size(), schedule, ahead, 1, mean, steering.lever());
        for (int provider = 0; provider < controllers.length; provider++) {
            boost(provider, plan);
        }
    }

    /** The steps of the topology's settlement and directive for one merchant. */
    private void boost(int provider, Plan plan) {
        Controller controller = controllers[provider];
        Balance balance = new Balance(grant, spent[provider]);
        controller.advance(plan.schedule());
        double delay = onTheWay.size();
        POLICY.pace(controller, plan, balance, POLICY.onItsWay(controller, plan, delay), false);
        if (controller.isSuspended()) {
            controller.withdraw();
            pushes[provider] = 0;
            admits[provider] = 0;
            return;
        }
        double need = POLICY.need(controller, plan, balance);
        double admit = POLICY.admit(controller, plan, balance, need, plan.aheadMillis());
        controller.direct(SURFACES, need, admit);
        POLICY.directed(controller, plan);
        pushes[provider] = POLICY.push(plan, need);
        admits[provider] = admit;
    }
}
