package io.tributary.app.run;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.pool.v1.TaskCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Meters of one merchant task while it is this instance's. They are removed when the task moves away: a total that stays behind
 * would be added to the one that the next owner shows.
 */
final class TaskMeters {
    private final MeterRegistry meters;
    private final String task;
    private final List<Meter> registered = new ArrayList<>();
    private volatile TaskCounters seen;
    private volatile long answeredAt;

    /**
     * @param openedAt when the task came here, nanoseconds of the observer's clock
     */
    TaskMeters(MeterRegistry meters, int task, long openedAt) {
        this.meters = meters;
        this.answeredAt = openedAt;
        this.task = Integer.toString(task);
    }

    /** Shows these totals; before the first ones the task shows nothing, since 0 would be a lie after a restart. */
    void show(TaskCounters counters, long now) {
        boolean first = seen == null;
        answeredAt = now;
        seen = counters;
        if (first) {
            register();
        }
    }

    /** When it last answered a beat here, or came here. */
    long answeredAt() {
        return answeredAt;
    }

    private void register() {
        counter("tributary.impressions", "Impressions counted", TaskCounters::getImpressions);
        counter("tributary.exposures", "Viewable and valid impressions", TaskCounters::getExposures);
        counter("tributary.exposures.charged", "Exposures charged to grants", TaskCounters::getCharged);
        counter("tributary.orders", "Paid order lines counted", TaskCounters::getOrders);
        counter("tributary.refunds", "Order lines turned back", TaskCounters::getRefunds);
        counter(
                "tributary.refunds.unmatched",
                "Refunds that came before their payment, or when it was forgotten",
                TaskCounters::getUnmatched);
        counter(
                "tributary.refunds.mismatched",
                "Order lines whose refund does not fit their payment",
                TaskCounters::getMismatched);
        counter("tributary.directives.emitted", "Directives and tombstones", TaskCounters::getDirectives);
        counter("tributary.late", "Records later than the grace of their window", TaskCounters::getLate);
        counter("tributary.duplicates", "Records seen again and ignored", TaskCounters::getDuplicates);
        counter(
                "tributary.unknown.directives",
                "Exposures that name a directive which is none of the merchant's live ones, and so are not charged",
                TaskCounters::getUnknownDirectives);
        counter(
                "tributary.relevance.unmeasured",
                "Charged exposures that did not say their cost in the unit of the programme's relevance budget",
                TaskCounters::getUnmeasured);
        counter(
                "tributary.relevance.cut",
                "Charged exposures whose loss of relevance was counted in part, since a merchant's is limited",
                TaskCounters::getLossesCut);
        counter(
                "tributary.profiles.stale",
                "Profiles ignored because a newer one is known",
                TaskCounters::getStaleProfiles);
        registered.add(Gauge.builder("tributary.merchants", this, shown -> shown.seen.getMerchants())
                .description("Merchants in the state of a task")
                .tag("task", task)
                .register(meters));
    }

    private void counter(String name, String description, ToLongFunction<TaskCounters> total) {
        registered.add(FunctionCounter.builder(name, this, shown -> total.applyAsLong(shown.seen))
                .description(description)
                .tag("task", task)
                .register(meters));
    }

    void remove() {
        registered.forEach(meters::remove);
        registered.clear();
    }
}
