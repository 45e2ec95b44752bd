package io.tributary.app.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.schemas.fault.Fault;
import io.tributary.schemas.fault.Reaction;
import io.tributary.schemas.fault.Waits;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** For each thing that can be waited for, how long the longest wait for it has lasted; 0 when nobody waits. */
final class WaitMeters {
    /** What is waited for, in the meter's tag. */
    static final String REGISTRY = "schema-registry";

    static final String BROKERS = name(Fault.BROKERS_BUSY);

    private WaitMeters() {}

    static void bindTo(MeterRegistry meters, Waits waits) {
        for (String what : names()) {
            Gauge.builder(Reaction.WAIT.meter(), waits, now -> now.seconds(what))
                    .description("How long a thread has been waiting for something outside this process, seconds")
                    .tag("for", what)
                    .register(meters);
        }
    }

    private static List<String> names() {
        Stream<String> ofThreads = Arrays.stream(Fault.values())
                .filter(fault -> fault.reaction() == Reaction.WAIT || fault.reaction() == Reaction.ABORT)
                .map(WaitMeters::name);
        return Stream.concat(Stream.of(REGISTRY), ofThreads).toList();
    }

    private static String name(Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
