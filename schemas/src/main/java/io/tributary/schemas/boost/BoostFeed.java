package io.tributary.schemas.boost;

import io.tributary.schemas.Topic;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the three topics from their beginning in one thread and says how far it has come. A failure starts it over with an empty
 * view: tombstones may have been compacted away meanwhile, so what was known cannot be trusted.
 */
final class BoostFeed implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(BoostFeed.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(1);
    private static final long PAUSE_MILLIS = 1_000;
    /** What it has applied may be this old, or a tenth of the silence allowed, before it lags. */
    private static final long LEAST_LAG_MILLIS = 3_000;
    /** Offsets before the end, of which half are transaction markers: surely more than one beat. */
    private static final long BEATS_READ = 200;

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final TopicNames names;
    private final BoostView view;
    private final BoostDecoder decoder;
    private final Freshness freshness;
    private Map<TopicPartition, Long> positions = Map.of();
    private final CountDownLatch closing = new CountDownLatch(1);
    private Consumer<byte[], byte[]> consumer;
    private volatile boolean loaded;
    private volatile long behind = Long.MAX_VALUE;

    /**
     * What is followed by one consumer.
     *
     * @param ends where the partitions ended at the start
     */
    record Pursuit(
            Consumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> ends,
            EndMarks marks) {}

    BoostFeed(Supplier<Consumer<byte[], byte[]>> consumers, BoostView view, BoostDecoder decoder) {
        this.consumers = consumers;
        this.names = decoder.names();
        this.view = view;
        this.decoder = decoder;
        this.freshness = new Freshness(Math.max(LEAST_LAG_MILLIS, view.silenceMillis() / 10), System.nanoTime());
    }

    /** Whether everything that existed at the start has been applied; until then there may be stops not yet read. */
    boolean loaded() {
        return loaded;
    }

    /** Whether it applies what has been there for some time: nobody knows what it has not read yet. */
    boolean lags() {
        return freshness.lags(System.nanoTime());
    }

    /** Since it is known to have applied all that there was to be read. */
    double ageSeconds() {
        return freshness.ageNanos(System.nanoTime()) / 1e9;
    }

    long behind() {
        return behind;
    }

    @Override
    public void run() {
        while (!isClosed()) {
            try (Consumer<byte[], byte[]> current = open()) {
                follow(current);
            } catch (WakeupException e) {
                LOG.debug("Woken up to close");
            } catch (RuntimeException e) {
                LOG.warn("Following the boosts failed, starting over in {} ms", PAUSE_MILLIS, e);
                startOver();
            }
        }
    }

    /** Waits until the positions have reached the offsets; false when the time is over or the feed is closed. */
    synchronized boolean await(Map<TopicPartition, Long> offsets, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!isClosed() && !(loaded && reached(offsets))) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return !isClosed();
    }

    /** Partitions followed, empty until they are known. */
    synchronized Set<TopicPartition> partitions() {
        return positions.keySet();
    }

    synchronized void close() {
        closing.countDown();
        if (consumer != null) {
            consumer.wakeup();
        }
        notifyAll();
    }

    private void follow(Consumer<byte[], byte[]> current) {
        Pursuit pursuit = begin(current);
        if (pursuit == null) {
            pause();
        }
        while (pursuit != null && !isClosed()) {
            step(pursuit);
        }
    }

    /** Null while the topics do not exist. */
    Pursuit begin(Consumer<byte[], byte[]> current) {
        List<TopicPartition> partitions = discover(current);
        if (partitions.isEmpty()) {
            return null;
        }
        current.assign(partitions);
        current.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = current.endOffsets(partitions);
        skipOldBeats(current, ends);
        return new Pursuit(current, partitions, ends, new EndMarks());
    }

    /** Takes what has come. */
    void step(Pursuit pursuit) {
        HostClock clock = view.clock();
        if (!clock.isServiceTime()) {
            mark(pursuit, clock);
        }
        for (ConsumerRecord<byte[], byte[]> message : pursuit.consumer.poll(POLL)) {
            boolean live = clock.isServiceTime() || pursuit.marks.isLive(message.offset(), clock.elapsedMillis());
            decoder.apply(message, live);
        }
        publish(pursuit.consumer, pursuit.partitions, pursuit.ends);
    }

    /** Brokers that do not answer bring no beats either. */
    private void mark(Pursuit pursuit, HostClock clock) {
        long asked = clock.elapsedMillis();
        if (pursuit.marks.isDue(asked)) {
            TopicPartition beats = beats();
            try {
                Map<TopicPartition, Long> end = pursuit.consumer.endOffsets(List.of(beats), ANSWER);
                pursuit.marks.add(asked, end.get(beats));
            } catch (TimeoutException e) {
                LOG.debug("The end of {} is not known: {}", beats, e.getMessage());
            }
        }
    }

    private TopicPartition beats() {
        return new TopicPartition(names.of(Topics.BEATS), 0);
    }

    /** Only the newest beat counts; the other topics are needed from their beginning. */
    private void skipOldBeats(Consumer<byte[], byte[]> current, Map<TopicPartition, Long> ends) {
        TopicPartition beats = beats();
        long first = current.beginningOffsets(List.of(beats)).get(beats);
        current.seek(beats, Math.max(first, ends.get(beats) - BEATS_READ));
    }

    /** All of directives and controls, one of the copies of the beats; empty until all three topics exist. */
    private List<TopicPartition> discover(Consumer<byte[], byte[]> current) {
        List<TopicPartition> found = new ArrayList<>();
        for (Topic<?> each : List.of(Topics.BOOST_DIRECTIVES, Topics.CONTROLS, Topics.BEATS)) {
            String topic = names.of(each);
            List<PartitionInfo> infos = current.partitionsFor(topic);
            if (infos == null || infos.isEmpty()) {
                LOG.info("Topic {} does not exist yet: no boosts", topic);
                return List.of();
            }
            infos.stream()
                    .filter(info -> info.partition() == 0 || each != Topics.BEATS)
                    .forEach(info -> found.add(new TopicPartition(topic, info.partition())));
        }
        return found;
    }

    private void publish(
            Consumer<byte[], byte[]> current, List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> now = new HashMap<>();
        Map<TopicPartition, Long> known = new HashMap<>();
        long lag = 0;
        for (TopicPartition partition : partitions) {
            now.put(partition, current.position(partition));
            long left = current.currentLag(partition).orElse(0);
            known.put(partition, now.get(partition) + left);
            lag += left;
        }
        freshness.note(now, known, System.nanoTime());
        behind = lag;
        synchronized (this) {
            positions = now;
            loaded = loaded || reached(ends);
            notifyAll();
        }
    }

    private synchronized boolean reached(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), -1L) >= end.getValue());
    }

    private synchronized Consumer<byte[], byte[]> open() {
        consumer = consumers.get();
        return consumer;
    }

    private void startOver() {
        synchronized (this) {
            loaded = false;
            positions = Map.of();
        }
        behind = Long.MAX_VALUE;
        freshness.startOver();
        view.clear();
        pause();
    }

    private void pause() {
        try {
            if (closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("Closed while waiting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }
}
