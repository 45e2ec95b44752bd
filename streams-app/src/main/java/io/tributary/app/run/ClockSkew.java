package io.tributary.app.run;

import io.tributary.domain.pool.BrokerClock;
import io.tributary.domain.pool.BrokerTime;
import io.tributary.schemas.Topic;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.Topics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How far this host's clock is ahead of the brokers': by the time that they put on records of this process as they append them, and
 * acknowledge with them. Reports of merchant tasks are such records, and those by which the pool asks for the time.
 */
final class ClockSkew implements BrokerClock {
    private final List<String> topics;
    private final LongSupplier steady;
    private final LongSupplier clock;
    private final BrokerTime brokers = new BrokerTime();

    /**
     * @param steady a clock that only goes forward, milliseconds
     * @param clock this host's, epoch milliseconds
     */
    ClockSkew(TopicNames names, LongSupplier steady, LongSupplier clock) {
        this.topics =
                Topics.all().stream().filter(Topic::brokerTime).map(names::of).toList();
        this.steady = steady;
        this.clock = clock;
    }

    /** That of this process. */
    static ClockSkew ofThisHost(TopicNames names) {
        return new ClockSkew(names, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), System::currentTimeMillis);
    }

    /** Whether a record is of those that tell. */
    boolean tells(ProducerRecord<?, ?> record) {
        return topics.contains(record.topic());
    }

    /** Listens to what becomes of such a record, which is sent now, and passes it on. */
    Callback listening(ProducerRecord<?, ?> record, Callback callback) {
        long sentAt = steady.getAsLong();
        return (sent, error) -> {
            if (error == null && sent != null && sent.hasTimestamp()) {
                acknowledged(record.timestamp(), sentAt, sent.timestamp());
            }
            if (callback != null) {
                callback.onCompletion(sent, error);
            }
        };
    }

    private synchronized void acknowledged(Long own, long sentAt, long time) {
        // A topic that keeps its clients' times gives back what it was sent.
        if (own != null && own == time) {
            brokers.appendedWithoutTime(steady());
        } else {
            brokers.appended(sentAt, steady(), time);
        }
    }

    @Override
    public long steady() {
        return steady.getAsLong();
    }

    @Override
    public synchronized Optional<Answer> answer() {
        return brokers.answer(steady());
    }

    /** Seconds ahead for sure, negative for behind; NaN while nothing is known. */
    double seconds() {
        return answer().filter(answer -> answer.bounds() != null)
                .map(answer -> answer.bounds().skew(steady(), clock.getAsLong()) / 1e3)
                .orElse(Double.NaN);
    }
}
