package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.pool.v1.PoolReport;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.testkit.BrokerAnswers;
import io.tributary.testkit.Cluster;
import io.tributary.testkit.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What merchant tasks answer to beats, and how far they have come with their input. */
final class Reports implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(20);
    private static final List<Topic<?>> INPUTS = List.of(
            Topics.IMPRESSIONS,
            Topics.ORDERS,
            Topics.IVT_VERDICTS,
            Topics.MERCHANTS,
            Topics.MERCHANT_EVENTS,
            Topics.FEEDBACK);

    private final TopicReader<PoolReport> reader;
    private final Admin admin;
    private final String group;
    private final int tasks;
    private final Map<Integer, PoolReport> latest = new TreeMap<>();

    /** @param prefix the service's application.prefix */
    Reports(Cluster cluster, AvroSerdes serdes, String prefix, int tasks) {
        this.reader = TopicReader.fromEnd(cluster, serdes, Topics.POOL_REPORTS);
        this.admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
        this.group = prefix + "-merchant";
        this.tasks = tasks;
    }

    /** Takes in what has arrived. */
    Map<Integer, PoolReport> poll() {
        reader.poll(WAIT, report -> latest.put(report.getTask(), report));
        return latest;
    }

    long latestBeat() {
        return poll().values().stream().mapToLong(PoolReport::getBeat).max().orElse(0);
    }

    /** Waits until each of these tasks has answered a beat after this one. */
    void awaitAfter(long beat, Collection<Integer> waited, Duration atMost) {
        await(atMost)
                .untilAsserted(() -> assertThat(behind(waited, PoolReport::getBeat, beat + 1))
                        .as("tasks that answered no beat after %d, with their last one", beat)
                        .isEmpty());
    }

    /** Waits until all tasks have answered a beat of this time or later. */
    void awaitTime(long time, Duration atMost) {
        await(atMost)
                .untilAsserted(() -> assertThat(behind(allTasks(), PoolReport::getTime, time))
                        .as("tasks that answered no beat of time %d or later, with the time of their last one", time)
                        .isEmpty());
    }

    /** Tasks whose latest report is below a bound, with what it says; 0 where there is none. */
    private Map<Integer, Long> behind(Collection<Integer> waited, ToLongFunction<PoolReport> value, long bound) {
        poll();
        Map<Integer, Long> behind = new TreeMap<>();
        for (int task : waited) {
            PoolReport report = latest.get(task);
            long reached = report == null ? 0 : value.applyAsLong(report);
            if (reached < bound) {
                behind.put(task, reached);
            }
        }
        return behind;
    }

    /** The same, and false when they have not in that time. */
    boolean answerTime(long time, Duration atMost) {
        try {
            awaitTime(time, atMost);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** Waits until everything that is on the input topics now has been worked off, and booked by a beat after that. */
    void awaitDrained(Duration atMost) {
        Map<TopicPartition, Long> ends = inputEnds();
        await(atMost).untilAsserted(() -> {
            poll();
            assertThat(uncommitted(ends))
                    .as("inputs not worked off, with ends and offsets")
                    .isEmpty();
        });
        long beat = latestBeat();
        // The first beat after it may have been on its way before the last record: the second one has all of it.
        awaitAfter(beat + 1, allTasks(), atMost);
    }

    Collection<Integer> allTasks() {
        return java.util.stream.IntStream.range(0, tasks).boxed().toList();
    }

    private Map<TopicPartition, Long> inputEnds() {
        Map<TopicPartition, OffsetSpec> latestOffsets = new HashMap<>();
        for (Topic<?> topic : INPUTS) {
            for (int partition = 0; partition < tasks; partition++) {
                latestOffsets.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        BrokerAnswers.await(admin.listOffsets(latestOffsets).all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private List<String> uncommitted(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                BrokerAnswers.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        List<String> behind = new ArrayList<>();
        ends.forEach((partition, end) -> {
            OffsetAndMetadata offset = committed.get(partition);
            if (end > 0 && (offset == null || offset.offset() < end)) {
                behind.add(partition + " " + end + " " + offset);
            }
        });
        return behind;
    }

    private static org.awaitility.core.ConditionFactory await(Duration atMost) {
        return Awaitility.await()
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(20))
                .atMost(atMost);
    }

    @Override
    public void close() {
        reader.close();
        admin.close();
    }
}
