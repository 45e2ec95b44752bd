package io.tributary.app.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.metrics.v1.Pacing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Gauges of one programme on the instance whose pool it is. They are removed when the pool moves away or the programme is gone. */
final class ProgrammeMeters {
    private final MeterRegistry meters;
    private final String programme;
    private final List<Gauge> registered = new ArrayList<>();
    private volatile Pacing seen;

    ProgrammeMeters(MeterRegistry meters, String programme) {
        this.meters = meters;
        this.programme = programme;
    }

    void show(Pacing pacing) {
        boolean first = seen == null;
        seen = pacing;
        if (first) {
            register();
        }
    }

    private void register() {
        gauge("tributary.pool", "Exposures of the period", Pacing::getPool);
        gauge("tributary.grants", "Sum of grants, exposures", Pacing::getGranted);
        gauge("tributary.spent", "Exposures charged in the period to members", Pacing::getSpent);
        gauge(
                "tributary.committed",
                "Exposures charged in the period to merchants that have left",
                Pacing::getCommitted);
        gauge("tributary.pacing.error", "(spent - planned) / granted", Pacing::getPacingError);
        gauge("tributary.runs", "Share of the period's forecast traffic in which the programme runs", Pacing::getRuns);
        gauge("tributary.infeasible", "Exposures of grants that cannot be delivered any more", Pacing::getInfeasible);
        gauge("tributary.strength", "Boost level", Pacing::getStrength);
        gauge("tributary.members", "Enrolled merchants", Pacing::getMembers);
        gauge("tributary.suspended", "Enrolled merchants ahead of schedule", Pacing::getSuspended);
        gauge(
                "tributary.silent.tasks",
                "Merchant tasks whose report did not come in time",
                pacing -> pacing.getSilentTasks().size());
    }

    private void gauge(String name, String description, ToDoubleFunction<Pacing> value) {
        registered.add(Gauge.builder(name, this, shown -> value.applyAsDouble(shown.seen))
                .description(description)
                .tag("programme", programme)
                .register(meters));
    }

    void remove() {
        registered.forEach(meters::remove);
        registered.clear();
    }
}
