package io.tributary.domain.merchant;

import io.tributary.domain.Surface;
import io.tributary.domain.allocation.AllocationPolicy;
import io.tributary.domain.allocation.AllocationPolicy.Balance;
import io.tributary.domain.allocation.AllocationPolicy.Plan;
import io.tributary.domain.allocation.Controller;
import io.tributary.domain.ledger.Budget;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.rules.ProgrammeRules;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Asks the {@link AllocationPolicy} of a merchant's programmes: which of them boosts it, how much, and for which part of the requests.
 *
 * <p>One exposure is charged to one programme. So of several that are due, the one that is furthest behind its plan boosts
 * until another is: each gets its part, and together they ask the merchant's response for the sum.
 */
final class BoostLevels {
    private static final Comparator<Due> PRECEDENCE =
            Comparator.comparingDouble(due -> AllocationPolicy.precedence(due.controller(), due.plan, due.balance()));

    /** Each time a merchant is suspended or resumes is a directive: half of what it ran ahead is to be made good first. */
    private static final double RESUME_AT = 0.5;

    private final long lifeMillis;

    BoostLevels(long directiveLifeMillis) {
        lifeMillis = directiveLifeMillis;
    }

    /** A programme that may boost the merchant at this beat. */
    record Due(Participation part, ProgrammeRules rules, Set<Surface> surfaces, AllocationPolicy policy, Plan plan) {
        Budget budget() {
            return part.budget();
        }

        Controller controller() {
            return part.controller();
        }

        /** When a directive that is issued now expires, epoch milliseconds. */
        long expiresAt() {
            return plan.now() + plan.aheadMillis();
        }

        double mostPush() {
            return policy.mostPush();
        }

        double pushOf(double need) {
            return policy.push(plan, need);
        }

        private Balance balance() {
            return BoostLevels.balance(part);
        }
    }

    /**
     * @param now service time, epoch milliseconds
     */
    Due due(Participation part, ProgrammeRules rules, ProgrammeTerms terms, Set<Surface> surfaces, long now) {
        return new Due(part, rules, surfaces, policy(rules), plan(terms, now));
    }

    /**
     * Moves the level, suspends and resumes: see {@link AllocationPolicy#pace}.
     *
     * @param delayMillis time in which exposures that were shown have not reached us
     * @param held whether the merchant cannot be boosted until further notice
     */
    void pace(
            Participation part,
            ProgrammeRules rules,
            ProgrammeTerms terms,
            long now,
            double delayMillis,
            boolean held) {
        AllocationPolicy policy = policy(rules);
        Plan plan = plan(terms, now);
        double onItsWay = policy.onItsWay(part.controller(), plan, delayMillis);
        policy.pace(part.controller(), plan, balance(part), onItsWay, held);
    }

    /**
     * The limit of a grant from now on: see {@link AllocationPolicy#limit}.
     *
     * @param share part of what the merchant gets from here on that falls to this programme
     */
    long limit(Participation part, ProgrammeRules rules, ProgrammeTerms terms, long now, double share) {
        Budget budget = part.budget();
        return policy(rules)
                .limit(part.controller(), plan(terms, now), balance(part), budget.floor(), budget.reachable(), share);
    }

    /** What is asked for the merchant: see {@link AllocationPolicy#need}. */
    double need(Due due) {
        return due.policy.need(due.controller(), due.plan, due.balance());
    }

    /**
     * The programme that is to boost now.
     *
     * @param due not empty
     */
    Due lead(List<Due> due) {
        return due.stream().max(PRECEDENCE).orElseThrow();
    }

    /** Part of the requests that may be boosted: see {@link AllocationPolicy#admit}. */
    double admit(Due due, double need, double horizonMillis) {
        return due.policy.admit(due.controller(), due.plan, due.balance(), need, horizonMillis);
    }

    /** Until when the boost is safe if nothing is counted meanwhile: see {@link AllocationPolicy#safeUntil}. */
    long safeUntil(Due due, double need, double admit, double delayMillis) {
        return due.policy.safeUntil(due.controller(), due.plan, due.balance(), need, admit, delayMillis);
    }

    /** Notes that this programme's part of the merchant's directive is in force. */
    void directed(Due due) {
        due.policy.directed(due.controller(), due.plan);
    }

    private static AllocationPolicy policy(ProgrammeRules rules) {
        return new AllocationPolicy(
                rules.delivery().boost().maxMultiplier(),
                rules.delivery().boost().burst(),
                RESUME_AT,
                rules.delivery().boost().shape());
    }

    private static Balance balance(Participation part) {
        return new Balance(part.budget().granted(), part.budget().spent());
    }

    private Plan plan(ProgrammeTerms terms, long now) {
        return new Plan(
                now,
                Math.min(lifeMillis, terms.runsUntil() - now),
                terms.schedule(),
                terms.scheduleAhead(),
                terms.finish(),
                terms.meanProgress(),
                terms.strength());
    }
}
