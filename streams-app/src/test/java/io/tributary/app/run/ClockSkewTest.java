package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ClockSkewTest {
    private static final long NOW = 1_800_000_000_000L;

    private final AtomicLong steady = new AtomicLong(7_000);
    private final AtomicLong clock = new AtomicLong(NOW);
    private final ClockSkew skew = new ClockSkew("reports", steady::get, clock::get);
    private final ProducerRecord<byte[], byte[]> report =
            new ProducerRecord<>("reports", 0, NOW - 50, new byte[0], new byte[0]);

    @Test
    void shouldKnowNothingAtFirst() {
        assertThat(skew.seconds()).isNaN();
    }

    @Test
    void shouldCountTheLeastDelayedAcknowledgement() {
        skew.appended(NOW - 3_900);
        skew.appended(NOW - 3_000);
        skew.appended(NOW - 3_400);

        assertThat(skew.seconds()).isEqualTo(3.0);
    }

    @Test
    void shouldFollowAClockThatIsSet() {
        skew.appended(NOW);
        steady.addAndGet(6_000);
        clock.addAndGet(6_000 + 86_400_000);
        skew.appended(NOW + 6_000);

        assertThat(skew.seconds()).isEqualTo(86_400.0);
    }

    @Test
    void shouldForgetWhatIsOld() {
        skew.appended(NOW);
        steady.addAndGet(30_001);

        assertThat(skew.seconds()).isNaN();
    }

    @Test
    void shouldListenToReportsThatBrokersGiveTheirTime() {
        AtomicInteger passed = new AtomicInteger();
        assertThat(skew.tells(report)).isTrue();
        skew.listening(report, (sent, error) -> passed.incrementAndGet()).onCompletion(sent(NOW - 20), null);

        assertThat(passed).hasValue(1);
        assertThat(skew.seconds()).isEqualTo(0.02);
    }

    @Test
    void shouldLearnNothingFromOthers() {
        assertThat(skew.tells(new ProducerRecord<>("ledger", new byte[0]))).isFalse();
        // The topic keeps its clients' times.
        skew.listening(report, null).onCompletion(sent(NOW - 50), null);
        skew.listening(report, null).onCompletion(sent(-1), null);
        skew.listening(report, null).onCompletion(sent(NOW), new IllegalStateException("not sent"));

        assertThat(skew.seconds()).isNaN();
    }

    private static RecordMetadata sent(long time) {
        return new RecordMetadata(new TopicPartition("reports", 0), 1, 0, time, 0, 0);
    }
}
