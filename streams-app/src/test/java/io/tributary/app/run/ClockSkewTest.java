package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.pool.BrokerBounds;
import io.tributary.domain.pool.BrokerClock.Answer;
import io.tributary.schemas.TopicNames;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ClockSkewTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final long BEGUN = 7_000;

    private final AtomicLong steady = new AtomicLong(BEGUN);
    private final AtomicLong clock = new AtomicLong(NOW);
    private final ClockSkew skew = new ClockSkew(new TopicNames("shop-"), steady::get, clock::get);
    private final ProducerRecord<byte[], byte[]> report =
            new ProducerRecord<>("shop-pool-reports", 0, NOW - 50, new byte[0], new byte[0]);

    @Test
    void shouldKnowNothingAtFirst() {
        assertThat(skew.seconds()).isNaN();
        assertThat(skew.answer()).isEmpty();
    }

    @Test
    void shouldTellBetweenWhatBoundsTheBrokersClockIs() {
        appended(400, NOW + 100, 2_000);

        assertThat(skew.answer())
                .contains(new Answer(BEGUN + 2_400, new BrokerBounds(NOW - BEGUN - 2_301, NOW - BEGUN + 101)));
        assertThat(skew.seconds()).as("a late answer is no skew").isZero();
    }

    @Test
    void shouldTellHowFarAClockIsAheadOrBehind() {
        clock.addAndGet(86_400_000);
        appended(10, NOW + 10, 10);
        assertThat(skew.seconds()).isEqualTo(86_399.989);

        clock.addAndGet(-2 * 86_400_000L);
        assertThat(skew.seconds()).as("set while it runs").isEqualTo(-86_399.989);
    }

    @Test
    void shouldForgetWhatIsOld() {
        appended(1, NOW + 1, 1);
        pass(60_001);

        assertThat(skew.seconds()).isNaN();
    }

    @Test
    void shouldListenToWhatBrokersGiveTheirTime() {
        AtomicInteger passed = new AtomicInteger();
        assertThat(skew.tells(report)).isTrue();
        assertThat(skew.tells(new ProducerRecord<>("shop-controls", new byte[0])))
                .isTrue();
        assertThat(skew.tells(new ProducerRecord<>("shop-ledger", new byte[0]))).isFalse();
        skew.listening(report, (sent, error) -> passed.incrementAndGet()).onCompletion(sent(NOW - 20), null);

        assertThat(passed).hasValue(1);
        assertThat(skew.answer()).isPresent();
    }

    @Test
    void shouldLearnNoTimeWhereTheTopicKeepsItsClients() {
        skew.listening(report, null).onCompletion(sent(NOW - 50), null);

        assertThat(skew.answer()).contains(new Answer(BEGUN, null));
        assertThat(skew.seconds()).isNaN();
    }

    @Test
    void shouldLearnNothingFromWhatWasNotSent() {
        skew.listening(report, null).onCompletion(sent(-1), null);
        skew.listening(report, null).onCompletion(sent(NOW), new IllegalStateException("not sent"));
        skew.listening(report, null).onCompletion(null, new IllegalStateException("not sent"));

        assertThat(skew.answer()).isEmpty();
    }

    /** A report that a broker appends some time after it was sent, and that is acknowledged some time later. */
    private void appended(long after, long time, long later) {
        Callback listening = skew.listening(report, null);
        pass(after + later);
        listening.onCompletion(sent(time), null);
    }

    private void pass(long millis) {
        steady.addAndGet(millis);
        clock.addAndGet(millis);
    }

    private static RecordMetadata sent(long time) {
        return new RecordMetadata(new TopicPartition("shop-pool-reports", 0), 1, 0, time, 0, 0);
    }
}
