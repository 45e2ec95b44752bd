package io.tributary.schemas.boost;

import static io.tributary.schemas.boost.Boosts.beat;
import static io.tributary.schemas.boost.Boosts.boost;
import static io.tributary.schemas.boost.Boosts.directive;
import static io.tributary.schemas.boost.Boosts.programme;

import io.tributary.common.v1.Surface;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * A host that follows a service through Kafka, in one thread and in simulated time. The service sends a beat a second while it lives; its
 * clock, and the host's date, may say anything; the host may stand still in any call.
 */
final class SkewedHost {
    static final long SILENCE = 30_000;

    private static final TopicPartition BEATS = new TopicPartition("beats", 0);
    private static final TopicPartition DIRECTIVES = new TopicPartition("boost-directives", 0);
    private static final Set<TopicPartition> ALL = Set.of(BEATS, DIRECTIVES, new TopicPartition("controls", 0));

    private final AvroSerdes serdes = AvroSerdes.inMemory();
    private final Log log = new Log();
    private final Random random;
    private final BoostView view;
    private final BoostFeed feed;
    private BoostFeed.Pursuit pursuit;

    /** True time, which nobody knows. */
    private long now;

    private long serviceAhead;
    private long hostAhead;
    private boolean alive = true;
    private boolean jumping;
    private long nextBeat = 1;
    private long number;
    private long lastSent = Long.MIN_VALUE;
    private long stall;

    SkewedHost(long seed) {
        random = new Random(seed);
        view = new BoostView(SILENCE, new HostClock() {
            @Override
            public long elapsedMillis() {
                return now + 123_456_789;
            }

            @Override
            public long wallMillis() {
                return now + hostAhead + (jumping ? random.nextInt(-1_000_000_000, 1_000_000_000) : 0);
            }
        });
        feed = new BoostFeed(() -> log, view, new BoostDecoder(view, serdes));
    }

    SkewedHost service(long ahead) {
        serviceAhead = ahead;
        return this;
    }

    SkewedHost host(long ahead) {
        hostAhead = ahead;
        return this;
    }

    /** The host's date says something else each time it is asked. */
    SkewedHost jumping() {
        jumping = true;
        return this;
    }

    void kill() {
        alive = false;
    }

    void revive() {
        alive = true;
        nextBeat = now;
    }

    /** A directive that holds for so long from now on the service's clock. */
    void direct(long lifeMillis) {
        log.append(Topics.BOOST_DIRECTIVES, DIRECTIVES, "m", directive(now + serviceAhead + lifeMillis, boost("p")));
    }

    void startHost() {
        pursuit = feed.begin(log);
    }

    /** Time in which the host reads nothing. */
    void pass(long millis) {
        long until = now + millis;
        while (nextBeat <= until) {
            now = Math.max(now, nextBeat);
            if (alive) {
                log.append(Topics.BEATS, BEATS, null, beat(++number, now + serviceAhead, programme("p", true, 0.5)));
                lastSent = now;
            }
            nextBeat += 1_000;
        }
        now = until;
    }

    /** Time in which the host reads as it should. */
    void follow(long millis) {
        long until = now + millis;
        while (now < until) {
            feed.step(pursuit);
        }
    }

    /** One round of reading, in the midst of which the host stands still for so long. */
    void stall(long millis) {
        stall = millis;
        feed.step(pursuit);
        stall = 0;
    }

    boolean boosts() {
        return feed.loaded() && !view.boost("m", Surface.FEED, 500).isNone();
    }

    Staleness staleness() {
        return view.staleness();
    }

    /** Since the last beat was sent, in true time; the host cannot know. */
    long sinceBeat() {
        return lastSent == Long.MIN_VALUE ? Long.MAX_VALUE : now - lastSent;
    }

    /** The broker: each question takes 10 ms, and somewhere in it the host may stand still. */
    private final class Log extends MockConsumer<byte[], byte[]> {
        private final Map<TopicPartition, Long> ends =
                ALL.stream().collect(Collectors.toMap(partition -> partition, partition -> 0L));
        private final List<ConsumerRecord<byte[], byte[]>> unread = new ArrayList<>();

        Log() {
            super("earliest");
            ALL.forEach(partition -> {
                updateBeginningOffsets(Map.of(partition, 0L));
                updatePartitions(
                        partition.topic(), List.of(new PartitionInfo(partition.topic(), 0, Node.noNode(), null, null)));
            });
            updateEndOffsets(ends);
        }

        <T extends SpecificRecord> void append(Topic<T> topic, TopicPartition to, String key, T value) {
            byte[] bytes = serdes.of(topic).serializer().serialize(topic.name(), value);
            byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
            long offset = ends.merge(to, 1L, Long::sum) - 1;
            unread.add(new ConsumerRecord<>(to.topic(), 0, offset, keyBytes, bytes));
            updateEndOffsets(ends);
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(
                Collection<TopicPartition> partitions, Duration timeout) {
            standStill();
            pass(5);
            Map<TopicPartition, Long> answer =
                    partitions.stream().collect(Collectors.toMap(partition -> partition, ends::get));
            pass(5);
            standStill();
            return answer;
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            pass(10);
            standStill();
            unread.stream()
                    .filter(each -> each.offset() >= position(new TopicPartition(each.topic(), each.partition())))
                    .forEach(this::addRecord);
            unread.clear();
            ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
            standStill();
            return records;
        }

        private void standStill() {
            if (stall > 0 && random.nextInt(3) == 0) {
                pass(stall);
            }
        }
    }

    /** Skews that were seen, and some that nobody wants to see. */
    static Stream<Long> skews() {
        return Stream.of(0L, 31_000L, -31_000L, 3_600_000L, -3_600_000L, 86_400_000L * 365, -86_400_000L * 365);
    }
}
