package io.tributary.app.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.tributary.metrics.v1.Pacing;

/** Gauges of one programme on the instance whose pool it is. */
final class ProgrammeMeters {
    private final FigureMeters<Pacing> shown;

    ProgrammeMeters(MeterRegistry meters, String programme) {
        this.shown = new FigureMeters<>(meters, Tag.of("programme", programme), ProgrammeMeters::table);
    }

    void show(Pacing pacing) {
        shown.show(pacing);
    }

    private static void table(FigureMeters<Pacing> shown) {
        shown.gauge("tributary.pool", "Exposures of the period", Pacing::getPool);
        shown.gauge("tributary.grants", "Sum of grants, exposures", Pacing::getGranted);
        shown.gauge("tributary.spent", "Exposures charged in the period to members", Pacing::getSpent);
        shown.gauge(
                "tributary.committed",
                "Exposures charged in the period to merchants that have left",
                Pacing::getCommitted);
        shown.gauge("tributary.pacing.error", "(spent - planned) / granted", Pacing::getPacingError);
        shown.gauge(
                "tributary.runs",
                "Share of the period's forecast traffic in which the programme runs",
                Pacing::getRuns);
        shown.gauge(
                "tributary.infeasible", "Exposures of grants that cannot be delivered any more", Pacing::getInfeasible);
        shown.gauge("tributary.strength", "Boost level", Pacing::getStrength);
        shown.gauge(
                "tributary.relevance.loss",
                "Mean loss of relevance per exposure in treatment buckets",
                Pacing::getRelevanceLoss);
        shown.gauge(
                "tributary.relevance.budget",
                "Limit of the loss of relevance, in its unit; 0 where there is none",
                Pacing::getRelevanceBudget);
        shown.gauge(
                "tributary.oversubscribed",
                "1 while floors exceed the pool and are scaled",
                pacing -> pacing.getOversubscribed() ? 1 : 0);
        shown.gauge("tributary.waiting.merchants", "Merchants that wait for a seat", Pacing::getWaiting);
        shown.gauge("tributary.members", "Enrolled merchants", Pacing::getMembers);
        shown.gauge("tributary.suspended", "Enrolled merchants ahead of schedule", Pacing::getSuspended);
        shown.gauge(
                "tributary.silent.tasks",
                "Merchant tasks whose report did not come in time",
                pacing -> pacing.getSilentTasks().size());
    }

    void remove() {
        shown.remove();
    }
}
