package io.tributary.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store as a plain one, that a processor puts records into, under the layers and the calls of Kafka Streams. */
class CommittedStoreInTopologyTest {
    private static final String NAME = "orders";
    private static final TopicPartition CHANGELOG = new TopicPartition("app-" + NAME + "-changelog", 0);

    @TempDir
    private Path folder;

    private CommittedStore store;

    /** Hands out the store the test looks into, one that writes as soon as it may. */
    private final class Supplier implements KeyValueBytesStoreSupplier {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            store = new CommittedStore(NAME, 0, 1, Runnable::run);
            return store;
        }

        @Override
        public String metricsScope() {
            return "committed";
        }
    }

    private static final class Keeper implements Processor<String, String, Void, Void> {
        private KeyValueStore<String, String> kept;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            kept = context.getStateStore(NAME);
        }

        @Override
        public void process(Record<String, String> record) {
            kept.put(record.key(), record.value());
        }
    }

    @Test
    void shouldHearOfCommitsThroughTheLayers() {
        KeyValueStore<String, String> outermost = builder().build();
        store.open(folder);
        store.put(Bytes.wrap(new byte[] {1}), new byte[] {1});
        store.put(Bytes.wrap(new byte[] {2}), new byte[] {2});
        assertThat(store.committedOffset(CHANGELOG)).isEqualTo(DiskTable.BEGINNING);

        ((CachedStateStore<?, ?>) outermost).flushCache();
        // The outermost layer measures, which it can only when it is initialised.
        ((WrappedStateStore<?, ?, ?>) outermost).wrapped().commit(Map.of(CHANGELOG, 7L));
        store.put(Bytes.wrap(new byte[] {3}), new byte[] {3});

        assertThat(store.committedOffset(CHANGELOG)).isEqualTo(7);
        store.close();
    }

    @Test
    void shouldHearOfCommitsAndOffsets() {
        try (TopologyTestDriver driver = driver(builder().withLoggingEnabled(Map.of()))) {
            TestInputTopic<String, String> in =
                    driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            in.pipeInput("a", "1");
            in.pipeInput("a", "2");
            in.pipeInput("b", "3");
            // The last one is committed, too; that it is, the next put would show.
            assertThat(store.committedOffset(CHANGELOG)).isEqualTo(1);
            assertThat(driver.<String, String>getKeyValueStore(NAME).get("a")).isEqualTo("2");
        }
        assertThat(store.isOpen()).isFalse();
    }

    private StoreBuilder<KeyValueStore<String, String>> builder() {
        return Stores.keyValueStoreBuilder(new Supplier(), Serdes.String(), Serdes.String());
    }

    private TopologyTestDriver driver(StoreBuilder<KeyValueStore<String, String>> builder) {
        Topology topology = new Topology();
        topology.addSource("source", new StringDeserializer(), new StringDeserializer(), "in");
        topology.addProcessor("keeper", Keeper::new, "source");
        topology.addStateStore(builder, "keeper");
        Properties props = new Properties();
        props.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        props.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        props.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        props.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        return new TopologyTestDriver(topology, props);
    }
}
