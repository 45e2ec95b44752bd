package io.tributary.domain.merchant;

import io.tributary.domain.Surface;
import io.tributary.domain.allocation.DeliveryPlan;
import io.tributary.domain.allocation.EndGate;
import io.tributary.domain.allocation.Pacer;
import io.tributary.domain.allocation.PacerSettings;
import io.tributary.domain.ledger.Account;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.programme.ProgrammeRules;
import java.util.List;
import java.util.Set;

/**
 * Decides which of a merchant's programmes boosts it, how much, and for which part of the requests.
 *
 * <p>One exposure is charged to one programme. So of several that are due, the one that is furthest behind its plan boosts
 * until another is: each gets its part, and together they ask the merchant's response for the sum.
 */
final class Levels {
    /** Exposures by which another programme must be further behind to take over. */
    private static final double TAKEOVER = 1;
    /** Of what may still be shown, so much is let through at a beat: what is on its way is only known on average. */
    private static final double CAUTION = 0.2;
    /**
     * Unit of the pacer's levels, which are logarithms of the multiplier here. A score changed by a fifth changes the chance to be
     * shown by about a factor e; a quarter of that makes the levels calm, for each that moves is a new directive, and what it
     * does is known only after a beat.
     */
    private static final double UNIT = 0.05;

    /** The last exposure is the one that a second may come with, on the same page. */
    private static final double HALF = 0.5;

    private static final double LEAST_MULTIPLIER = 1.000_001;
    /** Never admit less than this while a merchant is not suspended: its response could not be measured any more. */
    private static final double LEAST_ADMIT = 0.02;

    private final long lifeMillis;

    Levels(long directiveLifeMillis) {
        lifeMillis = directiveLifeMillis;
    }

    /** A programme that may boost the merchant at this beat. */
    record Due(Account account, ProgrammeRules rules, ProgrammeTerms terms, Set<Surface> surfaces) {
        double mostPush() {
            return rules.maxMultiplier() - 1;
        }

        double pushOf(double need) {
            return Math.min(mostPush(), terms.strength() * need);
        }

        double planned() {
            return DeliveryPlan.EARLY.at(terms.schedule(), 0);
        }

        /** What all merchants' levels rise by while all together are behind plan. */
        double common() {
            return Pacer.commonLevel(pacing(), terms.meanProgress(), planned(), 1);
        }

        PacerSettings pacing() {
            return PacerSettings.standard(Math.log(Math.max(LEAST_MULTIPLIER, rules.maxMultiplier())), UNIT);
        }

        /** Exposures that the plan has, and the merchant has not. */
        double lag() {
            return account.granted() * planned() - account.spent();
        }
    }

    /**
     * Moves the level of the programme that is to boost.
     *
     * @param due not empty
     */
    Due lead(List<Due> due) {
        Due lead = due.get(0);
        for (Due each : due) {
            Account account = each.account;
            account.pacer().update(each.pacing(), account.spent(), account.granted(), each.planned(), each.common());
            if (precedence(each) > precedence(lead)) {
                lead = each;
            }
        }
        return lead;
    }

    private static double precedence(Due due) {
        return due.lag() + (due.account.isDirected() ? TAKEOVER : 0);
    }

    /**
     * Part of the requests that may be boosted so that the merchant does not run past its grant before the next beat's word
     * is heard.
     *
     * @param now service time, epoch milliseconds
     * @param horizonMillis until then
     */
    double admit(Due due, double need, long now, double horizonMillis) {
        ProgrammeTerms terms = due.terms;
        double ahead = trafficWithin(horizonMillis, terms, now);
        double plan = DeliveryPlan.EARLY.at(terms.schedule() + ahead, 0) + due.rules.burst();
        double left = due.account.granted() * Math.min(1, plan) - due.account.spent();
        double allowed = CAUTION * Math.max(HALF, left - HALF);
        double expected = due.account.response().expected(due.pushOf(need), ahead);
        return EndGate.admitProbability(allowed, expected, LEAST_ADMIT);
    }

    /** Traffic to come within some time, as a share of the period's; what the beat tells ends with the period. */
    double trafficWithin(double millis, ProgrammeTerms terms, long now) {
        double span = Math.max(1, Math.min(lifeMillis, terms.periodEnd() - now));
        return (terms.scheduleAhead() - terms.schedule()) * Math.min(1, millis / span);
    }
}
