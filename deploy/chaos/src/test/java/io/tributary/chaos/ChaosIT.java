package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Minutes of what {@code scripts/chaos} does for hours: everything is broken in turn, and nothing is lost or doubled. */
class ChaosIT {
    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("chaos.minutes", 5));

    @Test
    void shouldLoseAndDoubleNothingWhateverBreaks() {
        ChaosSettings settings = new ChaosSettings(
                LENGTH,
                Long.getLong("chaos.seed", 20_241_128),
                List.of(Fault.values()),
                300,
                Path.of("target", "chaos").toAbsolutePath());

        ChaosResult result = new ChaosRun(settings, System.out::println).run();

        ChaosReport.table(result).forEach(System.out::println);
        assertThat(result.episodes()).isNotEmpty();
    }
}
