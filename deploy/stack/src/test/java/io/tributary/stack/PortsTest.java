package io.tributary.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
    /** None that a stack would choose. */
    private final int port = ThreadLocalRandom.current().nextInt(40_000, 60_000);

    @Test
    void shouldClaimAPortOnlyOnce() {
        assertThat(Ports.claim(port)).isTrue();
        assertThat(Ports.claim(port)).isFalse();
    }

    @Test
    void shouldNotClaimWhatALivingProcessHas(@TempDir Path folder) {
        try (ChildProcess other = ChildProcess.java(
                "claimant",
                System.getProperty("java.class.path"),
                Claimant.class.getName(),
                List.of(Integer.toString(port)),
                List.of(),
                Map.of(),
                folder.resolve("log"))) {
            other.awaitReady(() -> other.logTail(1).contains("claimed"), Duration.ofSeconds(60));

            assertThat(Ports.claim(port)).isFalse();

            other.kill();
            assertThat(Ports.claim(port)).isTrue();
        }
    }

    /** Claims a port and does nothing else. */
    static final class Claimant {
        private Claimant() {}

        public static void main(String[] args) throws InterruptedException {
            System.out.println(Ports.claim(Integer.parseInt(args[0])) ? "claimed" : "has another");
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }
}
