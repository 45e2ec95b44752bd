package io.tributary.app.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.io.File;
import java.nio.file.Path;
import java.util.function.ToDoubleFunction;

/** Meters of the JVM, the process, and the disk that its stores are on. */
final class SystemMeters implements AutoCloseable {
    private final JvmGcMetrics garbage = new JvmGcMetrics();

    private SystemMeters() {}

    /**
     * @param stateDir where stores are kept
     */
    static SystemMeters bindTo(MeterRegistry meters, Path stateDir) {
        SystemMeters system = new SystemMeters();
        system.garbage.bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ClassLoaderMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        disk(meters, stateDir, "tributary.state.disk.free", "Left on the disk of state.dir", File::getUsableSpace);
        disk(meters, stateDir, "tributary.state.disk.total", "Size of the disk of state.dir", File::getTotalSpace);
        return system;
    }

    /** NaN until there is the folder: 0 would be an alarm. */
    private static void disk(
            MeterRegistry meters, Path stateDir, String name, String description, ToDoubleFunction<File> bytes) {
        File folder = stateDir.toFile();
        Gauge.builder(name, folder, here -> here.exists() ? bytes.applyAsDouble(here) : Double.NaN)
                .description(description)
                .baseUnit("bytes")
                .strongReference(true)
                .register(meters);
    }

    @Override
    public void close() {
        garbage.close();
    }
}
