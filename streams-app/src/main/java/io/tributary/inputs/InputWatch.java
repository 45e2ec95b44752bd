package io.tributary.inputs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then whether inputs and changelogs are still the topics that they were. Kafka's clients go on with one that was deleted
 * and made again as if nothing had happened, and Streams makes a changelog anew.
 */
public final class InputWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InputWatch.class);
    private static final long EVERY_SECONDS = 5;

    private final Admin admin;
    private final Brokers brokers;
    private final PositionLog log;
    private final PositionTrail trail;
    private final BiConsumer<InputSet, String> lost;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "input-watch");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param lost is told once of an application that cannot go on, in a line
     */
    public InputWatch(Admin admin, Map<String, Object> client, PositionTrail trail, BiConsumer<InputSet, String> lost) {
        this.admin = admin;
        this.brokers = new Brokers(admin);
        this.log = new PositionLog(client, trail);
        this.trail = trail;
        this.lost = lost;
    }

    /**
     * Begins to watch an application's topics.
     *
     * @param noted is told the id of the changelog when there is one
     */
    public void add(InputSet set, BiConsumer<InputSet, String> noted) {
        Watched watched = new Watched(set, noted);
        executor.scheduleWithFixedDelay(watched::look, 1, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private final class Watched {
        private final InputSet set;
        private final BiConsumer<InputSet, String> noted;
        private final Map<String, Integer> partitions = new HashMap<>();
        /** Of the last look: a broker that has just started may know less than another. */
        private String before = "";

        private boolean over;

        private Watched(InputSet set, BiConsumer<InputSet, String> noted) {
            this.set = set;
            this.noted = noted;
        }

        private void look() {
            if (over) {
                return;
            }
            try {
                String trouble = trouble();
                over = !trouble.isEmpty() && trouble.equals(before);
                before = trouble;
                if (over) {
                    lost.accept(
                            set,
                            set.group() + ": " + trouble + ". `tributary positions plan` says what a start would do");
                }
            } catch (RuntimeException e) {
                // Whatever it is, the next look is in a few seconds: a watch that ends in silence would be worse.
                LOG.debug("{}: its topics were not looked at: {}", set.group(), e.getMessage());
            }
        }

        private String trouble() {
            List<String> asked = new ArrayList<>(set.inputs().keySet());
            asked.add(set.changelog());
            Map<String, TopicDescription> found = brokers.topics(asked);
            List<ProducerRecord<byte[], byte[]>> notes = new ArrayList<>();
            String trouble = "";
            for (String topic : asked) {
                String known = trail.idOf(topic);
                String id =
                        found.containsKey(topic) ? found.get(topic).topicId().toString() : "";
                if (known.isEmpty() && !id.isEmpty()) {
                    note(topic, id, notes);
                } else if (!known.equals(id)) {
                    trouble = topic + (id.isEmpty() ? " was deleted" : " was deleted and made again");
                } else if (hasGrown(topic, found.get(topic))) {
                    trouble = topic + " has got more partitions: its keys are not where their state is";
                }
            }
            log.write(notes);
            return trouble;
        }

        private boolean hasGrown(String topic, TopicDescription found) {
            if (found == null) {
                // Not made yet, as changelogs are when first needed: from none to some is no growth.
                return false;
            }
            int now = found.partitions().size();
            return now > partitions.computeIfAbsent(topic, first -> now);
        }

        private void note(String topic, String id, List<ProducerRecord<byte[], byte[]>> notes) {
            trail.reads(topic, id);
            if (topic.equals(set.changelog())) {
                notes.add(trail.record(Positions.key(set.group(), topic), id));
                noted.accept(set, id);
            }
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        admin.close(Duration.ZERO);
    }
}
