package io.tributary.domain.merchant;

import io.tributary.domain.Surface;
import io.tributary.domain.allocation.DeliveryPlan;
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

        /** Exposures that the plan has, and the merchant has not. */
        double lag() {
            return account.granted() * DeliveryPlan.share(terms.schedule()) - account.spent();
        }
    }

    /**
     * Moves the level of the programme that is to boost.
     *
     * @param due not empty
     */
    Due lead(List<Due> due) {
        Due lead = due.get(0);
        double desired = 0;
        for (Due each : due) {
            desired +=
                    each.terms.allowance() * each.account.pacer().desired(each.account.granted(), each.account.spent());
            if (precedence(each) > precedence(lead)) {
                lead = each;
            }
        }
        lead.account.pacer().steer(desired, lead.terms.strength(), lead.mostPush());
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
        double plan = DeliveryPlan.share(terms.schedule() + ahead) + due.rules.burst();
        double allowed = CAUTION * (due.account.granted() * Math.min(1, plan) - due.account.spent());
        double expected = due.account.pacer().expected(due.pushOf(need), ahead);
        return expected <= allowed ? 1 : Math.max(LEAST_ADMIT, allowed / expected);
    }

    /** Traffic to come within some time, as a share of the period's; what the beat tells ends with the period. */
    double trafficWithin(double millis, ProgrammeTerms terms, long now) {
        double span = Math.max(1, Math.min(lifeMillis, terms.periodEnd() - now));
        return (terms.scheduleAhead() - terms.schedule()) * Math.min(1, millis / span);
    }
}
