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
    private static final String REGISTRY = "schema-registry";

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
                .map(fault -> fault.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return Stream.concat(Stream.of(REGISTRY), ofThreads).toList();
    }
}
