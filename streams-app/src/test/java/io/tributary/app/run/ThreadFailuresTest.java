package io.tributary.app.run;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tributary.app.config.Role;
import io.tributary.domain.state.UnreadableStateException;
import io.tributary.schemas.fault.Waits;
import io.tributary.schemas.serde.RegistryUnavailableException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThreadFailuresTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger exits = new AtomicInteger();
    private final Waits waits = new Waits();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ThreadFailures failures = new ThreadFailures(
            Role.MERCHANT, nanos::get, new ThreadFailures.Surroundings(waits, meters, exits::incrementAndGet));

    /** So that pauses are none. */
    @BeforeEach
    void endWaiting() {
        waits.close();
    }

    @Test
    void shouldReplaceThreadsUntilTheyFailTooOften() {
        assertThat(failures.lastAt()).isZero();
        for (int i = 0; i < ThreadFailures.MOST; i++) {
            assertThat(failures.handle(new StreamsException("boom"))).isEqualTo(REPLACE_THREAD);
        }
        assertThat(failures.handle(new StreamsException("boom"))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(failures.last()).isEqualTo("boom");
        assertThat(failures.lastAt()).isPositive();
        assertThat(meters.get("tributary.thread.failures")
                        .tags("role", "merchant", "fault", "unexpected")
                        .counter()
                        .count())
                .isEqualTo(ThreadFailures.MOST + 1);
    }

    /** An alert on how fast a counter rises does not see one that begins with its first failure. */
    @Test
    void shouldShowItsCountersBeforeTheFirstFailure() {
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ThreadFailures fresh = new ThreadFailures(
                Role.POOL, nanos::get, new ThreadFailures.Surroundings(waits, prometheus, exits::incrementAndGet));
        assertThat(prometheus.scrape())
                .contains("tributary_thread_failures_total{fault=\"same-name\",role=\"pool\"} 0.0")
                .contains("tributary_aborts_total{fault=\"transaction-lost\",role=\"pool\"} 0.0");

        fresh.handle(new StreamsException(new SerializationException("a handler has missed it")));
        assertThat(prometheus.scrape())
                .contains("tributary_thread_failures_total{fault=\"unreadable-record\",role=\"pool\"} 1.0")
                .doesNotContain("tributary_dead_letters");
    }

    @Test
    void shouldForgetOldFailures() {
        for (int i = 0; i < 3 * ThreadFailures.MOST; i++) {
            nanos.addAndGet(ThreadFailures.WINDOW.toNanos() / 2);
            assertThat(failures.handle(new StreamsException("now and then"))).isEqualTo(REPLACE_THREAD);
        }
    }

    static Exception[] ofTheEnvironment() {
        return new Exception[] {
            new RegistryUnavailableException("away", new IOException("refused")),
            new InvalidTxnStateException("the coordinator aborted it"),
            new TimeoutException("60000 ms"),
            new TopicAuthorizationException("impressions"),
            new MissingSourceTopicException("a broker that has just started does not know it yet")
        };
    }

    @ParameterizedTest
    @MethodSource("ofTheEnvironment")
    void shouldGoOnForEverWithWhatTheEnvironmentDoes(Exception cause) {
        StreamsException error = new StreamsException(cause);
        for (int i = 0; i < 10 * ThreadFailures.MOST; i++) {
            assertThat(failures.handle(error)).isEqualTo(REPLACE_THREAD);
        }
        assertThat(failures.handle(new StreamsException("one of ours"))).isEqualTo(REPLACE_THREAD);
        assertThat(meters.find("tributary.aborts").counters().stream()
                        .mapToDouble(each -> each.count())
                        .sum())
                .isEqualTo(10 * ThreadFailures.MOST);
        assertThat(waits.now()).isEmpty();
    }

    @Test
    void shouldShutDownAtOnceWhatTryingAgainCannotHelp() {
        assertThat(failures.handle(new StreamsException(new UnsupportedVersionException("too old"))))
                .isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void shouldShutDownAtOnceAndNameTheRemedyWhenTheStateIsOfAnotherVersion() {
        UnreadableStateException cause = new UnreadableStateException("a record of the store is of version 9");

        assertThat(failures.handle(new StreamsException("task 0_0", cause))).isEqualTo(SHUTDOWN_CLIENT);

        assertThat(failures.last())
                .startsWith("a record of the store is of version 9")
                .contains("`tributary state rebuild`")
                .doesNotContain("\n");
    }

    @Test
    void shouldExitAtOnceWithoutMemory() {
        failures.handle(new StreamsException(new OutOfMemoryError("Direct buffer memory")));

        assertThat(exits).hasValue(1);
    }
}
