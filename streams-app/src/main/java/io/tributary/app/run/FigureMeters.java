package io.tributary.app.run;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Meters of one thing, such as a task or a programme, that show the last figures known of it: none before the first ones, since 0 would
 * be a lie after a restart. They are removed with it: what stays behind would be added to what its next owner shows.
 *
 * @param <T> the figures
 */
final class FigureMeters<T> {
    private final MeterRegistry meters;
    private final Tag tag;
    private final Consumer<FigureMeters<T>> table;
    private final List<Meter> registered = new ArrayList<>();
    private volatile T seen;

    /**
     * @param tag of which thing they are
     * @param table names its meters, by {@link #counter} and {@link #gauge}, when the first figures are shown
     */
    FigureMeters(MeterRegistry meters, Tag tag, Consumer<FigureMeters<T>> table) {
        this.meters = meters;
        this.tag = tag;
        this.table = table;
    }

    /** Shows these from now on. */
    void show(T figures) {
        boolean first = seen == null;
        seen = figures;
        if (first) {
            table.accept(this);
        }
    }

    /** A total that only rises. */
    void counter(String name, String description, ToLongFunction<T> total) {
        registered.add(FunctionCounter.builder(name, this, shown -> total.applyAsLong(shown.seen))
                .description(description)
                .tags(List.of(tag))
                .register(meters));
    }

    void gauge(String name, String description, ToDoubleFunction<T> value) {
        registered.add(Gauge.builder(name, this, shown -> value.applyAsDouble(shown.seen))
                .description(description)
                .tags(List.of(tag))
                .register(meters));
    }

    void remove() {
        registered.forEach(meters::remove);
        registered.clear();
    }
}
