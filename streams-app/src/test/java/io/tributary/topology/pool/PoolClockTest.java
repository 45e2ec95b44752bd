package io.tributary.topology.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.pool.BrokerBounds;
import io.tributary.domain.pool.BrokerClock.Answer;
import io.tributary.pool.v1.Beat;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pool whose host's clock is not the brokers'. */
class PoolClockTest {
    private static final long HOUR = 3_600_000;
    /** Brokers, whose clocks are right, give their first answer after so long, milliseconds. */
    private static final long SILENT = 1_500;
    /** When the last answer came, by the clock that only goes forward. */
    private long answeredAt = PoolFixture.BEGUN + SILENT;

    private final PoolFixture pool = new PoolFixture(this::answer);

    private Optional<Answer> answer(long steady) {
        long right = PoolFixture.DAWN - PoolFixture.BEGUN;
        return steady < PoolFixture.BEGUN + SILENT
                ? Optional.empty()
                : Optional.of(new Answer(answeredAt, new BrokerBounds(right - 5, right + 5)));
    }

    private long trueTime() {
        return PoolFixture.DAWN + pool.steady.get() - PoolFixture.BEGUN;
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void shouldBeatByTheBrokersFromTheFirstBeatOn() {
        pool.driver.advanceWallClockTime(Duration.ofMillis(HOUR));
        for (int i = 0; i < 20; i++) {
            pool.pass(Duration.ofSeconds(1));
            for (Beat beat : pool.beats.readValuesToList()) {
                assertThat(Math.abs(beat.getTime() - trueTime())).isLessThanOrEqualTo(2_000);
                pool.answer(beat, 3);
            }
        }
    }

    @Test
    void shouldNotBeatBeforeBrokersHaveAnswered() {
        pool.pass(Duration.ofSeconds(1));
        assertThat(pool.beats.isEmpty()).isTrue();

        pool.pass(Duration.ofSeconds(1));
        assertThat(pool.beats.readValue().getTime()).isEqualTo(trueTime());
    }

    @Test
    void shouldNotBelieveAClockThatIsSetWhileItRuns() {
        pool.pass(Duration.ofSeconds(2));
        pool.beats.readValuesToList();

        pool.driver.advanceWallClockTime(Duration.ofMillis(HOUR));
        pool.steady.addAndGet(10);
        for (Beat beat : pool.beats.readValuesToList()) {
            assertThat(Math.abs(beat.getTime() - trueTime())).isLessThanOrEqualTo(2_000);
        }
    }

    @Test
    void shouldAskForTheBrokersTimeWhenNobodyElseDoes() {
        var asked = pool.driver.createOutputTopic("controls", new StringDeserializer(), new StringDeserializer());
        pool.pass(Duration.ofSeconds(1));
        assertThat(asked.readKeyValuesToList()).extracting(ask -> ask.key).containsExactly("CLOCK");

        answeredAt = pool.steady.get();
        for (int second = 1; second < 20; second++) {
            pool.pass(Duration.ofSeconds(1));
        }
        assertThat(asked.isEmpty()).as("answered less than 20 s ago").isTrue();
        pool.pass(Duration.ofSeconds(1));
        assertThat(asked.readKeyValuesToList()).hasSize(1);
    }

    @Test
    void shouldGoOnBeatingWhenTheClockIsSetBackAndNobodyAnswers() {
        pool.pass(Duration.ofSeconds(1));
        pool.apply(PoolFixture.programme("newcomer", 1).build());
        long last = pool.tick().getNumber();
        for (int i = 0; i < 10; i++) {
            pool.pass(Duration.ofSeconds(1));
        }
        assertThat(pool.beats.readValuesToList().stream().mapToLong(Beat::getNumber))
                .allMatch(number -> number > last)
                .hasSizeGreaterThan(8);
    }
}
