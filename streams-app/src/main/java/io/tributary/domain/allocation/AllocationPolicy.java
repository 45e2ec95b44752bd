package io.tributary.domain.allocation;

import io.tributary.domain.allocation.FairNeed.Field;

/**
 * What a programme decides about one merchant's boost: how strong, for which part of the requests, when not at all, and what of its
 * grant is out of reach. There is one: the merchant topology and the offline evaluation both call it.
 *
 * <pre>
 *   pace    level follows the plan; running ahead of it suspends, half of that made good resumes        {@link Pacer}
 *   need    what the level asks for, times fairness as far as the relevance budget withholds strength   {@link FairNeed}
 *   push    min(maxMultiplier − 1, strength · need): the boost less 1
 *   admit   part of the requests, so that what is expected until the next word stays within what is left
 *   limit   the grant's cap when full boost does not bring it                                           {@link Reach}
 * </pre>
 *
 * <p>In the service exposures are seen when they arrive, decisions are not: what is under way is expected from the merchant's
 * {@link Response} to the boost in force. Immutable; what is known of a merchant is in its {@link Controller}. Amounts are exposures, traffic is a share of the
 * period's.
 */
public final class AllocationPolicy {
    /**
     * Unit of the pacer's levels, which are logarithms of the multiplier here. A score changed by a fifth changes the chance to be
     * shown by about a factor e; half of that makes the levels calm, for each that moves is a new directive, and what it
     * does is known only after a beat.
     */
    public static final double UNIT = 0.1;

    private static final double LEAST_MULTIPLIER = 1.000_001;
    /**
     * Of what is left of a grant, so much is let through at a beat: what is on its way is known only on average, and one page may
     * show several items of a merchant at once.
     */
    private static final double CAUTION = 0.12;
    /** Never admit less than this while a merchant is not suspended: its response could not be measured any more. */
    private static final double LEAST_ADMIT = 0.02;
    /**
     * Of what is left of a grant, so much is expected to be used while a task says nothing: the response is an estimate, and so is
     * the traffic.
     */
    private static final double SAFE = 0.33;
    /** Exposures by which another programme must be further behind to take over. */
    private static final double TAKEOVER = 1;
    /** Lag beyond which it gives no more precedence: a programme that cannot catch up is not to stand in the way of those that can. */
    private static final double LAG = 3;
    /** Part of the largest push that counts as all of it. */
    private static final double FULL = 0.98;
    /** What is left at least: with nothing left a merchant would not be boosted, and never be seen to come back. */
    private static final long PROBE = 10;
    /** Traffic at full boost before anything is concluded: exposures come in clusters, and are told apart by beats only. */
    private static final double LEAST_SEEN = 0.02;

    private final double mostPush;
    private final double burst;
    private final DeliveryShape shape;
    private final PacerSettings suspending;
    private final PacerSettings resuming;

    /**
     * @param maxMultiplier largest factor on the scores of a merchant's items, at least 1
     * @param burst part of a grant by which a merchant may run ahead of its plan, 0 to 1
     * @param resumeAt part of the burst that may be left when a suspended merchant resumes, 0 to 1: 1 resumes it at once, less saves
     *     directives
     * @param shape how grants are spread over the traffic
     */
    public AllocationPolicy(double maxMultiplier, double burst, double resumeAt, DeliveryShape shape) {
        this.shape = shape;
        this.mostPush = maxMultiplier - 1;
        this.burst = burst;
        PacerSettings standard = PacerSettings.standard(Math.log(Math.max(LEAST_MULTIPLIER, maxMultiplier)), UNIT);
        this.suspending = standard.withBurst(burst);
        this.resuming = standard.withBurst(burst * resumeAt);
    }

    /** Of grants that follow the traffic: see the other constructor. */
    public AllocationPolicy(double maxMultiplier, double burst, double resumeAt) {
        this(maxMultiplier, burst, resumeAt, DeliveryShape.EVEN);
    }

    /**
     * What a beat tells of a programme.
     *
     * @param now service time, epoch milliseconds
     * @param aheadMillis time from now that {@code scheduleAhead} looks ahead: a directive's life, or less where the programme ends; not
     *     above 0 when it has ended
     * @param schedule planned share of the period's traffic until now, 0 to 1
     * @param scheduleAhead the same at the end of {@code aheadMillis}
     * @param finish planned share at which everything is to be delivered, above 0 to 1
     * @param meanProgress sum spent by sum granted, of all merchants
     * @param strength part of every boost that the relevance budget leaves, above 0 to 1
     */
    public record Plan(
            long now,
            long aheadMillis,
            double schedule,
            double scheduleAhead,
            double finish,
            double meanProgress,
            double strength) {

        /** Traffic to come within some time; what the beat tells ends when the programme does. */
        double trafficWithin(double millis) {
            return (scheduleAhead - schedule) * Math.min(1, millis / Math.max(1, aheadMillis));
        }
    }

    /**
     * A merchant's grant of the period.
     *
     * @param granted exposures, not negative
     * @param spent exposures that have reached us
     */
    public record Balance(long granted, long spent) {
        long left() {
            return granted - spent;
        }
    }

    /** Part of every grant that is due when the planned share of the traffic is this, 0 to 1. */
    private double dueAt(Plan plan, double share) {
        return shape.due(Math.min(1, share / plan.finish));
    }

    /**
     * Moves the level, suspends a merchant that runs ahead of its plan or has spent its grant, and resumes one that is due again. One that
     * waits for its grant is not suspended: it would have to wait for the schedule to reach a whole exposure once granted.
     *
     * @param onItsWay exposures that were shown and have not reached us, see {@link #onItsWay}
     * @param held whether it cannot be boosted until further notice, so that nothing becomes due to it
     */
    public void pace(Controller controller, Plan plan, Balance balance, double onItsWay, boolean held) {
        double used = balance.spent + onItsWay;
        double planned = dueAt(plan, plan.schedule);
        double common = Pacer.commonLevel(suspending, plan.meanProgress, planned, 1);
        controller.pace(suspending, used, balance.granted, planned, common);
        if (held) {
            controller.hold();
        }
        if (balance.granted == 0) {
            controller.resume();
        } else if (balance.spent >= balance.granted) {
            controller.suspendUntil(Double.POSITIVE_INFINITY);
        } else {
            gate(controller, balance.granted, used, planned);
        }
    }

    /**
     * Exposures under the directive in force that were shown and have not reached us, where decisions are not seen.
     *
     * @param delayMillis time from showing to arrival
     */
    public double onItsWay(Controller controller, Plan plan, double delayMillis) {
        return controller.isDirected() ? controller.expected(plan.trafficWithin(delayMillis)) : 0;
    }

    private void gate(Controller controller, long granted, double used, double planned) {
        double again = controller.dueAgainAt(resuming, used, granted);
        boolean ahead = !controller.isDue(suspending, used, granted);
        boolean stillAhead = controller.isSuspended() && planned < again;
        if (ahead || stillAhead) {
            controller.suspendUntil(Math.min(1, again));
        } else {
            controller.resume();
        }
    }

    /**
     * What is asked for the merchant: by its own plan, and the more the programme's relevance budget withholds from all, by how
     * far it is behind the others. Beats carry the mean progress; it stands in for the median.
     *
     * @return the boost less 1 that it would have at full strength, not negative
     */
    public double need(Controller controller, Plan plan, Balance balance) {
        double own = Math.exp(controller.level()) - 1;
        double withheld = 1 - plan.strength;
        if (withheld <= 0) {
            return own;
        }
        Field field = new Field(plan.meanProgress, plan.meanProgress);
        double fair = FairNeed.STANDARD.relative(balance.spent, balance.granted, field);
        return own * Math.pow(fair, withheld);
    }

    /** The largest boost less 1. */
    public double mostPush() {
        return mostPush;
    }

    /** The boost less 1 of a need: what the relevance budget leaves of it, within the programme's limit. */
    public double push(Plan plan, double need) {
        return Math.min(mostPush, plan.strength * need);
    }

    /** Notes the directive in force: what comes from now on answers to it. */
    public void directed(Controller controller, Plan plan) {
        double push = push(plan, controller.issuedNeed()) * controller.issuedAdmit();
        controller.push(push, push >= FULL * mostPush);
    }

    /**
     * Part of the requests that may be boosted so that the merchant does not run past its grant before the next beat's word
     * is heard.
     *
     * @param horizonMillis until then
     */
    public double admit(Controller controller, Plan plan, Balance balance, double need, double horizonMillis) {
        double ahead = plan.trafficWithin(horizonMillis);
        double due = dueAt(plan, plan.schedule + ahead) + burst;
        double allowed = Math.max(0, Math.min(balance.granted * due - balance.spent, CAUTION * balance.left()));
        double expected = controller.expected(push(plan, need), ahead);
        return expected <= allowed ? 1 : Math.min(1, Math.max(LEAST_ADMIT, allowed / expected));
    }

    /**
     * Until when a boost stays within what is left of the grant even if nothing is counted meanwhile.
     *
     * @param delayMillis time in which exposures that were shown have not reached us
     * @return epoch milliseconds; 0 where nothing is known of the merchant's response yet
     */
    public long safeUntil(
            Controller controller, Plan plan, Balance balance, double need, double admit, double delayMillis) {
        double onItsWay = controller.expected(plan.trafficWithin(delayMillis));
        double whole = controller.expected(push(plan, need) * admit, 1);
        double left = balance.left() - onItsWay;
        if (whole <= 0 || left <= 0) {
            return 0;
        }
        double traffic = plan.scheduleAhead - plan.schedule;
        double span = Math.max(0, plan.aheadMillis);
        double most = SAFE * left / whole;
        return plan.now + (long) (traffic <= most ? span : span * most / traffic);
    }

    /**
     * Precedence of one of several programmes that may boost a merchant: one exposure is charged to one, and the one that is furthest
     * behind its plan boosts until another is. One that its relevance budget holds back makes way for those that have room.
     */
    public static double precedence(Controller controller, Plan plan, Balance balance) {
        double lag = controller.plan() - balance.spent;
        return plan.strength * Math.min(LAG, lag) + (controller.isDirected() ? TAKEOVER : 0);
    }

    /**
     * Takes from a merchant what it cannot get even at full boost, so that others can use it; gives it back when more comes than
     * was thought. A programme that its relevance budget holds back leaves grants alone: nobody could use what one gives up. A floor is
     * only given up on by the upper estimate, not by silence.
     *
     * @param floor guaranteed exposures
     * @param limit in force, exposures; {@link GrantLimit#NONE} for none
     * @param share part of what the merchant gets from here on that falls to this programme, 0 to 1
     * @return the limit from now on
     */
    public long limit(Controller controller, Plan plan, Balance balance, long floor, long limit, double share) {
        if (plan.strength < 1 || controller.fullTraffic() < LEAST_SEEN) {
            return limit;
        }
        double reach = controller.reach(balance.spent, Math.max(0, 1 - plan.schedule) * share);
        long least = Math.max(controller.isDry() ? floor : 0, balance.spent + PROBE);
        return GrantLimit.next(limit, Math.max(least, reach), balance.granted, plan.schedule);
    }
}
