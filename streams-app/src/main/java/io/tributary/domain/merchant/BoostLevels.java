package io.tributary.domain.merchant;

import io.tributary.domain.Surface;
import io.tributary.domain.allocation.Controller;
import io.tributary.domain.allocation.EndGate;
import io.tributary.domain.allocation.FairNeed;
import io.tributary.domain.allocation.FairNeed.Field;
import io.tributary.domain.allocation.Pacer;
import io.tributary.domain.allocation.PacerSettings;
import io.tributary.domain.ledger.Budget;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.rules.ProgrammeRules;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Decides which of a merchant's programmes boosts it, how much, and for which part of the requests.
 *
 * <p>One exposure is charged to one programme. So of several that are due, the one that is furthest behind its plan boosts
 * until another is: each gets its part, and together they ask the merchant's response for the sum.
 */
final class BoostLevels {
    /** Exposures by which another programme must be further behind to take over. */
    private static final double TAKEOVER = 1;
    /**
     * Of what is left of a grant, so much is let through at a beat: what is on its way is known only on average, and one page may
     * show several items of a merchant at once.
     */
    private static final double CAUTION = 0.12;
    /**
     * Unit of the pacer's levels, which are logarithms of the multiplier here. A score changed by a fifth changes the chance to be
     * shown by about a factor e; half of that makes the levels calm, for each that moves is a new directive, and what it
     * does is known only after a beat.
     */
    private static final double UNIT = 0.1;

    /**
     * Of what is left of a grant, so much is expected to be used while a task says nothing: the response is an estimate, and so is
     * the traffic.
     */
    private static final double SAFE = 0.33;

    private static final double LEAST_MULTIPLIER = 1.000_001;
    /** Never admit less than this while a merchant is not suspended: its response could not be measured any more. */
    private static final double LEAST_ADMIT = 0.02;

    /** Lag beyond which it gives no more precedence: a programme that cannot catch up is not to stand in the way of those that can. */
    private static final double LAG = 3;

    /** A programme that its relevance budget holds back makes way for those that have room, the more the less it has itself. */
    private static final Comparator<Due> PRECEDENCE = Comparator.comparingDouble(due ->
            due.terms.strength() * Math.min(LAG, due.lag()) + (due.controller().isDirected() ? TAKEOVER : 0));

    private final long lifeMillis;

    BoostLevels(long directiveLifeMillis) {
        lifeMillis = directiveLifeMillis;
    }

    /** A programme that may boost the merchant at this beat. */
    record Due(Participation part, ProgrammeRules rules, ProgrammeTerms terms, Set<Surface> surfaces) {
        Budget budget() {
            return part.budget();
        }

        Controller controller() {
            return part.controller();
        }

        double mostPush() {
            return rules.delivery().boost().maxMultiplier() - 1;
        }

        double pushOf(double need) {
            return Math.min(mostPush(), terms.strength() * need);
        }

        /** Exposures that the plan has, and the merchant has not. */
        double lag() {
            return controller().plan() - budget().spent();
        }
    }

    /**
     * Moves a level.
     *
     * @param used spent and in flight, exposures
     */
    void update(Participation part, ProgrammeRules rules, ProgrammeTerms terms, double used) {
        PacerSettings settings = settings(rules, rules.delivery().boost().burst());
        double planned = planned(terms);
        double common = Pacer.commonLevel(settings, terms.meanProgress(), planned, 1);
        part.controller().pace(settings, used, part.budget().granted(), planned, common);
    }

    /** Suspends who runs further ahead of its plan than it may; resumes it when half of that has been made good. */
    void gate(Participation part, ProgrammeRules rules, ProgrammeTerms terms, double used) {
        Controller controller = part.controller();
        long granted = part.budget().granted();
        double again =
                controller.dueAgainAt(settings(rules, rules.delivery().boost().burst() / 2), used, granted);
        boolean ahead =
                !controller.isDue(settings(rules, rules.delivery().boost().burst()), used, granted);
        boolean stillAhead = controller.isSuspended() && planned(terms) < again;
        if (ahead || stillAhead) {
            controller.suspendUntil(Math.min(1, again));
        } else {
            controller.resume();
        }
    }

    private static double planned(ProgrammeTerms terms) {
        return terms.planned();
    }

    /** Levels are logarithms of the multiplier. */
    private static PacerSettings settings(ProgrammeRules rules, double burst) {
        double most =
                Math.log(Math.max(LEAST_MULTIPLIER, rules.delivery().boost().maxMultiplier()));
        PacerSettings standard = PacerSettings.standard(most, UNIT);
        return new PacerSettings(
                most,
                UNIT,
                standard.gain(),
                standard.softening(),
                standard.integral(),
                standard.commonGain(),
                standard.ahead(),
                standard.slack(),
                burst);
    }

    /**
     * What is asked for the merchant: by its own plan, and the more the programme's relevance budget withholds from all, by how
     * far it is behind the others. Beats carry the mean progress; it stands in for the median.
     */
    double need(Due due) {
        double own = Math.exp(due.controller().level()) - 1;
        double withheld = 1 - due.terms.strength();
        if (withheld <= 0) {
            return own;
        }
        double mean = due.terms.meanProgress();
        double fair =
                FairNeed.STANDARD.relative(due.budget().spent(), due.budget().granted(), new Field(mean, mean));
        return own * Math.pow(fair, withheld);
    }

    /**
     * The programme that is to boost now.
     *
     * @param due not empty
     */
    Due lead(List<Due> due) {
        return due.stream().max(PRECEDENCE).orElseThrow();
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
        double plan = terms.plannedAt(terms.schedule() + ahead)
                + due.rules.delivery().boost().burst();
        double onPlan = due.budget().granted() * plan - due.budget().spent();
        double left = CAUTION * (due.budget().granted() - due.budget().spent());
        double allowed = Math.max(0, Math.min(onPlan, left));
        double expected = due.controller().expected(due.pushOf(need), ahead);
        return EndGate.admitProbability(allowed, expected, LEAST_ADMIT);
    }

    /**
     * Until when a boost stays within what is left of the grant even if nothing is counted meanwhile.
     *
     * @param onItsWay shown and not yet seen, exposures
     * @return epoch milliseconds; 0 where nothing is known of the merchant's response yet
     */
    long safeUntil(Due due, double need, double admit, long now, double onItsWay) {
        ProgrammeTerms terms = due.terms;
        double whole = due.controller().expected(due.pushOf(need) * admit, 1);
        double left = due.budget().granted() - due.budget().spent() - onItsWay;
        double traffic = trafficWithin(lifeMillis, terms, now);
        if (whole <= 0 || left <= 0) {
            return 0;
        }
        double span = Math.max(0, Math.min(lifeMillis, terms.runsUntil() - now));
        double most = SAFE * left / whole;
        return now + (long) (traffic <= most ? span : span * most / traffic);
    }

    /** Traffic to come within some time, as a share of the period's; what the beat tells ends when the programme does. */
    double trafficWithin(double millis, ProgrammeTerms terms, long now) {
        double span = Math.max(1, Math.min(lifeMillis, terms.runsUntil() - now));
        return (terms.scheduleAhead() - terms.schedule()) * Math.min(1, millis / span);
    }
}
