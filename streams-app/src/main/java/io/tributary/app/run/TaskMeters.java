package io.tributary.app.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.tributary.pool.v1.TaskCounters;

/** Meters of one merchant task while it is this instance's. */
final class TaskMeters {
    private final FigureMeters<TaskCounters> shown;
    private volatile long answeredAt;

    /**
     * @param openedAt when the task came here, nanoseconds of the observer's clock
     */
    TaskMeters(MeterRegistry meters, int task, long openedAt) {
        this.shown = new FigureMeters<>(meters, Tag.of("task", Integer.toString(task)), TaskMeters::table);
        this.answeredAt = openedAt;
    }

    /** Shows these totals. */
    void show(TaskCounters counters, long now) {
        answeredAt = now;
        shown.show(counters);
    }

    /** When it last answered a beat here, or came here. */
    long answeredAt() {
        return answeredAt;
    }

    private static void table(FigureMeters<TaskCounters> shown) {
        shown.counter("tributary.impressions", "Impressions counted", TaskCounters::getImpressions);
        shown.counter("tributary.exposures", "Viewable and valid impressions", TaskCounters::getExposures);
        shown.counter("tributary.exposures.charged", "Exposures charged to grants", TaskCounters::getCharged);
        shown.counter("tributary.orders", "Paid order lines counted", TaskCounters::getOrders);
        shown.counter("tributary.refunds", "Order lines turned back", TaskCounters::getRefunds);
        shown.counter(
                "tributary.refunds.unmatched",
                "Refunds that came before their payment, or when it was forgotten",
                TaskCounters::getUnmatched);
        shown.counter(
                "tributary.refunds.mismatched",
                "Order lines whose refund does not fit their payment",
                TaskCounters::getMismatched);
        shown.counter("tributary.directives.emitted", "Directives and tombstones", TaskCounters::getDirectives);
        shown.counter("tributary.late", "Records later than the grace of their window", TaskCounters::getLate);
        shown.counter("tributary.duplicates", "Records seen again and ignored", TaskCounters::getDuplicates);
        shown.counter(
                "tributary.unknown.directives",
                "Exposures that name a directive which is none of the merchant's live ones, and so are not charged",
                TaskCounters::getUnknownDirectives);
        shown.counter(
                "tributary.relevance.unmeasured",
                "Charged exposures that did not say their cost in the unit of the programme's relevance budget",
                TaskCounters::getUnmeasured);
        shown.counter(
                "tributary.exposures.out.of.scope",
                "Exposures under a boost whose scope their item is not known to be in",
                TaskCounters::getOutOfScope);
        shown.counter(
                "tributary.relevance.cut",
                "Charged exposures whose loss of relevance was counted in part, since a merchant's is limited",
                TaskCounters::getLossesCut);
        shown.counter(
                "tributary.corrections.beyond",
                "Verdicts and refunds later than the correction horizon of the windows that they are about",
                TaskCounters::getBeyondHorizon);
        shown.counter(
                "tributary.experiment.beyond",
                "Exposures and changes of order lines in no sum by bucket: too many days or currencies were open at once",
                TaskCounters::getBeyondExperiment);
        shown.counter(
                "tributary.profiles.stale",
                "Profiles ignored because a newer one is known",
                TaskCounters::getStaleProfiles);
        shown.counter(
                "tributary.merchant.events",
                "Records of merchant-events taken, each once",
                TaskCounters::getMerchantEvents);
        shown.counter("tributary.cases.opened", "Appeals and complaints opened", TaskCounters::getCasesOpened);
        shown.counter("tributary.cases.closed", "Appeals and complaints decided", TaskCounters::getCasesClosed);
        shown.gauge(
                "tributary.cases.overdue",
                "Appeals and complaints that are open though they were due",
                counters -> counters.getCasesOverdue() - counters.getCasesClosedLate());
        shown.gauge("tributary.merchants", "Merchants in the state of a task", TaskCounters::getMerchants);
    }

    void remove() {
        shown.remove();
    }
}
