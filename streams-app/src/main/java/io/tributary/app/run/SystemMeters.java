package io.tributary.app.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;

/** Meters of the JVM and the process. */
final class SystemMeters implements AutoCloseable {
    private final JvmGcMetrics garbage = new JvmGcMetrics();

    private SystemMeters() {}

    static SystemMeters bindTo(MeterRegistry meters) {
        SystemMeters system = new SystemMeters();
        system.garbage.bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ClassLoaderMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        return system;
    }

    @Override
    public void close() {
        garbage.close();
    }
}
