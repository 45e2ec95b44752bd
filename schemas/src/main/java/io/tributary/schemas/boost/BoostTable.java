package io.tributary.schemas.boost;

import io.tributary.common.v1.Surface;
import io.tributary.events.v1.ItemFacts;
import io.tributary.schemas.serde.AvroSerdes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a recommender host holds: the boosts in force, followed from the topics by a daemon thread. Reading takes no lock and sends
 * nothing.
 *
 * <p>It never fails towards boosting: until everything that existed at the start has been read, when it comes to lag behind what is
 * there to be read, when the brokers or the service fall silent, or after it is closed, the answer is {@link AppliedBoost#NONE}.
 */
public final class BoostTable implements BoostSource, AutoCloseable {
    /** The gauge that every host shows its monitoring; Prometheus reads it as {@code tributary_boost_table_age_seconds}. */
    public static final String AGE_GAUGE = "tributary.boost.table.age";

    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final BoostView view;
    private final BoostFeed feed;
    private final Admin admin;
    private final Thread thread;
    private volatile boolean closed;

    private BoostTable(BoostView view, BoostFeed feed, Admin admin) {
        this.view = view;
        this.feed = feed;
        this.admin = admin;
        this.thread = new Thread(feed, "tributary-boost-table");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Starts following the topics and returns at once; see {@link #awaitCaughtUp} for waiting. */
    public static BoostTable start(BoostTableSettings settings) {
        BoostView view = new BoostView(settings.silenceMillis(), settings.clock());
        AvroSerdes serdes = AvroSerdes.connect(settings.registryUrl(), settings.registry(), settings.topics());
        BoostFeed feed = new BoostFeed(() -> consumer(settings), view, new BoostDecoder(view, serdes));
        return new BoostTable(view, feed, Admin.create(settings.kafka()));
    }

    @Override
    public AppliedBoost boost(String merchantId, Surface surface, int bucket) {
        return closed || !feed.loaded() || feed.lags() ? AppliedBoost.NONE : view.boost(merchantId, surface, bucket);
    }

    @Override
    public AppliedBoost boost(String merchantId, BoostRequest request, ItemFacts item) {
        return closed || !feed.loaded() || feed.lags() ? AppliedBoost.NONE : view.boost(merchantId, request, item);
    }

    /** How fresh the answers are, and whether boosts are withheld because of it. */
    public Staleness staleness() {
        Staleness seen = view.staleness();
        boolean silent = closed || !feed.loaded() || feed.lags() || seen.silent();
        return new Staleness(seen.beat(), seen.beatTime(), seen.ageMillis(), feed.behind(), silent, seen.skewMillis());
    }

    /**
     * How old is what the answers come from, seconds: the value of {@link #AGE_GAUGE}. This class knows no library of meters; with
     * Micrometer a host says
     *
     * <pre>
     *   Gauge.builder(BoostTable.AGE_GAUGE, table, BoostTable::ageSeconds).baseUnit("seconds").register(meters);
     * </pre>
     *
     * @return since the last live beat, or since all that there was to be read had been applied, whichever is longer ago; plus infinity
     *     before the first live beat, while not everything is loaded, and after it is closed
     */
    public double ageSeconds() {
        long beatMillis = view.staleness().ageMillis();
        boolean known = !closed && feed.loaded() && beatMillis != Long.MAX_VALUE;
        return known ? Math.max(beatMillis / 1e3, feed.ageSeconds()) : Double.POSITIVE_INFINITY;
    }

    /**
     * Waits until everything that was committed before the call has been applied.
     *
     * @return whether that was so in time; false, too, when the table is closed or the brokers do not answer
     */
    public boolean awaitCaughtUp(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            return feed.await(Map.of(), left(deadline)) && feed.await(ends(left(deadline)), left(deadline));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** Stops following; within a few seconds. */
    @Override
    public void close() {
        closed = true;
        feed.close();
        try {
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        admin.close(CLOSE);
    }

    /**
     * Ends of the partitions including open transactions: a transaction that has committed may still lack its markers in some
     * partitions, where the end of what is readable would be before it.
     */
    private Map<TopicPartition, Long> ends(Duration atMost)
            throws InterruptedException, ExecutionException, TimeoutException {
        Collection<TopicPartition> partitions = feed.partitions();
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest)
                .all()
                .get(atMost.toMillis(), TimeUnit.MILLISECONDS)
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    private static Consumer<byte[], byte[]> consumer(BoostTableSettings settings) {
        Map<String, Object> config = settings.kafka();
        config.putIfAbsent("client.id", "tributary-boost-table");
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", "false");
        config.put("auto.offset.reset", "earliest");
        config.put("allow.auto.create.topics", "false");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
