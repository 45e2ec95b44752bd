package io.tributary.app;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.serde.RegistryUnavailableException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ThreadFailuresTest {
    private final AtomicLong nanos = new AtomicLong();
    private final ThreadFailures failures = new ThreadFailures(Role.MERCHANT, nanos::get);

    @Test
    void shouldReplaceThreadsUntilTheyFailTooOften() {
        for (int i = 0; i < ThreadFailures.MOST; i++) {
            assertThat(failures.handle(new StreamsException("boom"))).isEqualTo(REPLACE_THREAD);
        }
        assertThat(failures.handle(new StreamsException("boom"))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(failures.last()).isEqualTo("boom");
    }

    @Test
    void shouldForgetOldFailures() {
        for (int i = 0; i < 3 * ThreadFailures.MOST; i++) {
            nanos.addAndGet(ThreadFailures.WINDOW.toNanos() / 2);
            assertThat(failures.handle(new StreamsException("now and then"))).isEqualTo(REPLACE_THREAD);
        }
    }

    @Test
    void shouldWaitForTheRegistryForEver() {
        StreamsException away =
                new StreamsException(new RegistryUnavailableException("away", new IOException("refused")));
        for (int i = 0; i < 10 * ThreadFailures.MOST; i++) {
            assertThat(failures.handle(away)).isEqualTo(REPLACE_THREAD);
        }
        assertThat(failures.last()).isEqualTo("away");
    }
}
