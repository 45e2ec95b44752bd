package io.tributary.app.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How far this host's clock is ahead of the brokers', on any instance that answers beats: by the time that they put on its pool reports
 * and acknowledge with them. The least of a few seconds counts, since whatever delays an acknowledgement adds to it.
 */
final class ClockSkew {
    private static final long MEMORY_MILLIS = 5_000;
    /** What was last heard says nothing after so long, milliseconds. */
    private static final long STALE_MILLIS = 30_000;

    private final String topic;
    private final LongSupplier steady;
    private final LongSupplier clock;
    private final Deque<Heard> heard = new ArrayDeque<>();

    private record Heard(long at, long ahead) {}

    /**
     * @param topic whose records get the broker's time
     * @param steady a clock that only goes forward, milliseconds
     * @param clock this host's, epoch milliseconds
     */
    ClockSkew(String topic, LongSupplier steady, LongSupplier clock) {
        this.topic = topic;
        this.steady = steady;
        this.clock = clock;
    }

    /** Whether a record is of those that tell. */
    boolean tells(ProducerRecord<?, ?> record) {
        return record.topic().equals(topic);
    }

    /** Listens to what becomes of such a record, and passes it on. */
    Callback listening(ProducerRecord<?, ?> record, Callback callback) {
        return (sent, error) -> {
            // A topic that keeps its clients' times gives back what it was sent.
            boolean own = sent == null
                    || !sent.hasTimestamp()
                    || Long.valueOf(sent.timestamp()).equals(record.timestamp());
            if (error == null && !own) {
                appended(sent.timestamp());
            }
            if (callback != null) {
                callback.onCompletion(sent, error);
            }
        };
    }

    /** @param time at which a broker has appended what was just acknowledged, epoch milliseconds */
    synchronized void appended(long time) {
        long now = steady.getAsLong();
        while (!heard.isEmpty() && now - heard.peekFirst().at > MEMORY_MILLIS) {
            heard.removeFirst();
        }
        heard.addLast(new Heard(now, clock.getAsLong() - time));
    }

    /** Seconds ahead, negative for behind; NaN while nothing is known. */
    synchronized double seconds() {
        boolean known = !heard.isEmpty() && steady.getAsLong() - heard.peekLast().at <= STALE_MILLIS;
        return known ? heard.stream().mapToLong(Heard::ahead).min().orElseThrow() / 1e3 : Double.NaN;
    }
}
