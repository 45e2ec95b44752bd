package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chaos.FaultPlan.FaultDuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Five minutes of what {@code scripts/chaos} does for hours: everything is broken in turn, and nothing is lost or doubled. The plan is the
 * same each time, so that a failure can be repeated. Starting and comparing takes a good minute more. It runs alone, since seven processes
 * of its own take all of a small machine: beside another whole test what it breaks is got over too late. {@code -Dchaos.minutes=20
 * -Dchaos.seed=7} for another.
 */
@Tag("alone")
class ChaosIT {
    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("chaos.minutes", 5));
    private static final ChaosSettings.Pace PACE = new ChaosSettings.Pace(300, Duration.ofMillis(500));

    @Test
    void shouldLoseAndDoubleNothingWhateverBreaks() {
        ChaosSettings settings = new ChaosSettings(
                LENGTH,
                new ChaosSettings.Faults(
                        Long.getLong("chaos.seed", 20_241_128), List.of(Fault.values()), new FaultDuration(500, 6_000)),
                PACE,
                Path.of("target", "chaos").toAbsolutePath(),
                "");

        ChaosResult result = new ChaosRun(settings, System.out::println).run();

        ChaosReport.table(result).forEach(System.out::println);
        assertThat(result.episodes()).isNotEmpty();
    }
}
