package io.tributary.domain.merchant;

import io.tributary.domain.ledger.Budget;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.metric.DayCalendar;
import io.tributary.domain.metric.WindowSize;
import java.util.concurrent.TimeUnit;

/**
 * Tells how a merchant stood in a period that is over, or that it leaves before its end: fairness is of all who could have been supported,
 * those of whom nothing was shown among them. What it tells again of a period takes the place of what it told before.
 */
final class StandingReporter {
    /** Of shorter periods nothing is told: it would be a record for each merchant and period. */
    private static final long SHORTEST = TimeUnit.HOURS.toMillis(1);

    private final TaskProgrammes programmes;
    private final Outbox outbox;
    private final DayCalendar calendar;

    StandingReporter(MerchantPolicy policy, TaskProgrammes programmes, Outbox outbox) {
        this.programmes = programmes;
        this.outbox = outbox;
        this.calendar = new DayCalendar(policy.windows().zone());
    }

    /** Tells of periods that are over at a visit: before anything that belongs to the next one is decided. */
    void follow(VisitContext visit) {
        for (Participation part : visit.merchant().participations()) {
            ProgrammeTerms terms = programmes.members(part.programmeId()).terms();
            if (terms != null && part.budget().periodStart() != terms.periodStart()) {
                tell(visit.merchant(), part);
            }
        }
    }

    /** Tells of the period that runs. */
    void tell(MerchantState merchant, Participation part) {
        Budget budget = part.budget();
        if (budget.periodStart() < 0 || budget.periodEnd() - budget.periodStart() < SHORTEST) {
            return;
        }
        PeriodStanding.Span span = new PeriodStanding.Span(
                budget.periodStart(),
                budget.periodEnd(),
                calendar.start(WindowSize.DAY, budget.periodStart()),
                calendar.end(WindowSize.DAY, budget.periodStart()));
        outbox.standing(
                merchant.id(),
                new PeriodStanding(
                        part.programmeId(),
                        part.enrolment().version(),
                        part.enrolment().stage(),
                        span,
                        budget.floor(),
                        budget.granted(),
                        budget.spent(),
                        merchant.labels().at(budget.periodEnd())));
    }
}
