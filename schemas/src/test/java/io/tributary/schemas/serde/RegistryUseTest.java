package io.tributary.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.events.v1.Impression;
import io.tributary.schemas.PublishedSchema;
import io.tributary.schemas.Samples;
import io.tributary.schemas.SchemaAdmin;
import io.tributary.schemas.Topics;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class RegistryUseTest {
    private final CountingRegistry registry = new CountingRegistry();
    private final Impression impression = Samples.of(Topics.IMPRESSIONS, 1);

    @Test
    void shouldAskOncePerSchemaForAnyNumberOfRecordsAndSerdes() {
        AvroSerdes serdes = serdes(true, 1_000);
        for (int instance = 0; instance < 3; instance++) {
            Serde<Impression> serde = serdes.of(Topics.IMPRESSIONS);
            for (int i = 0; i < 1_000; i++) {
                roundTrip(serde);
            }
        }
        assertThat(registry.calls).as("whether it is there, its id, what it is").hasValue(3);
    }

    /** Else a first record of its topic would wait for a registry that went away after the start. */
    @Test
    void shouldAskNothingOfWhatWasRegisteredAtTheStart() throws Exception {
        try (FakeRegistry there = new FakeRegistry()) {
            there.then(200, "{\"id\":7,\"compatibilityLevel\":\"FULL_TRANSITIVE\"}");
            AvroSerdes serdes = AvroSerdes.connect(there.url(), Map.of());
            SchemaAdmin.register(serdes.client());
            int asked = there.asked.get();

            serdes.of(Topics.IMPRESSIONS).serializer().serialize("impressions", impression);

            assertThat(there.asked).hasValue(asked);
        }
    }

    @Test
    void shouldBeSharedByThreads() throws Exception {
        Serde<Impression> serde = serdes(true, 1_000).of(Topics.IMPRESSIONS);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                long seed = thread;
                runs.add(threads.submit(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        Impression value = Samples.of(Topics.IMPRESSIONS, seed + 10L * i);
                        byte[] bytes = serde.serializer().serialize("impressions", value);
                        assertThat(serde.deserializer().deserialize("impressions", bytes))
                                .isEqualTo(value);
                    }
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldWaitForARegistryThatComesBack() {
        Serde<Impression> serde = serdes(true, 30_000).of(Topics.IMPRESSIONS);
        registry.fail(2, new ConnectException("Connection refused"));
        roundTrip(serde);
        assertThat(registry.calls).hasValue(5);
        Serde<Impression> other = serdes(true, 30_000).of(Topics.IMPRESSIONS);
        registry.fail(1, new RestClientException("overloaded", 503, 50301));
        roundTrip(other);
    }

    @Test
    void shouldSayThatTheRegistryIsAwayAndNotThatTheRecordIsBad() {
        Serde<Impression> serde = serdes(true, 1_000).of(Topics.IMPRESSIONS);
        byte[] bytes = serde.serializer().serialize("impressions", impression);
        Serde<Impression> other = serdes(true, 120).of(Topics.IMPRESSIONS);
        registry.fail(Integer.MAX_VALUE, new IOException("Connection refused"));
        long start = System.nanoTime();
        assertThatThrownBy(() -> other.deserializer().deserialize("impressions", bytes))
                .isInstanceOf(RegistryUnavailableException.class)
                .isNotInstanceOf(SerializationException.class)
                .hasMessageContaining("did not answer within 120 ms (Connection refused)");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        assertThatThrownBy(() -> other.serializer().serialize("impressions", impression))
                .isInstanceOf(RegistryUnavailableException.class);
        registry.fail(0, null);
        assertThat(other.deserializer().deserialize("impressions", bytes)).isEqualTo(impression);
    }

    @Test
    void shouldNotAskAnUnreachableAddressForLongerThanAllowed() {
        AvroSerdes serdes = AvroSerdes.connect("http://127.0.0.1:1", Map.of(SerdeSettings.PATIENCE_MS, "100"));
        assertThatThrownBy(() -> serdes.of(Topics.IMPRESSIONS).serializer().serialize("impressions", impression))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("check schema.registry.url");
    }

    @Test
    void shouldStopWaitingWhenInterrupted() {
        Serde<Impression> serde = serdes(true, 30_000).of(Topics.IMPRESSIONS);
        registry.fail(Integer.MAX_VALUE, new IOException("Connection refused"));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> serde.serializer().serialize("impressions", impression))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shouldOnlyLookUpWhenItMayNotRegister() throws Exception {
        AvroSerdes serdes = serdes(false, 1_000);
        assertThatThrownBy(() -> serdes.of(Topics.IMPRESSIONS).serializer().serialize("impressions", impression))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("auto.register.schemas=true");
        assertThatThrownBy(() -> registry.getLatestSchemaMetadata(Topics.IMPRESSIONS.subject()))
                .isInstanceOf(RestClientException.class);
        registry.register(Topics.IMPRESSIONS.subject(), PublishedSchema.of(Topics.IMPRESSIONS));
        roundTrip(serdes.of(Topics.IMPRESSIONS));
    }

    @Test
    void shouldSayThatTheRegistryRefusedTheSchema() {
        registry.fail(1, new RestClientException("incompatible", 409, 409));
        Serde<Impression> serde = serdes(true, 1_000).of(Topics.IMPRESSIONS);
        assertThatThrownBy(() -> serde.serializer().serialize("impressions", impression))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("impressions-value (incompatible");
    }

    @Test
    void shouldRefuseWrongSettings() {
        assertThatThrownBy(() -> AvroSerdes.connect(" , ", Map.of()))
                .hasMessageContaining("schema.registry.url is empty");
        assertThatThrownBy(() -> SerdeSettings.from(Map.of("patience.ms", "soon")))
                .hasMessageContaining("patience.ms is 'soon'");
        assertThatThrownBy(() -> SerdeSettings.from(Map.of("patience.ms", -1)))
                .hasMessageContaining("patience.ms is -1");
        assertThatThrownBy(() -> SerdeSettings.from(Map.of("auto.register.schemas", "yes")))
                .hasMessageContaining("auto.register.schemas is 'yes'");
    }

    private AvroSerdes serdes(boolean autoRegister, long patienceMillis) {
        return AvroSerdes.using(registry, new SerdeSettings(autoRegister, Duration.ofMillis(patienceMillis)));
    }

    private void roundTrip(Serde<Impression> serde) {
        byte[] bytes = serde.serializer().serialize("impressions", impression);
        assertThat(serde.deserializer().deserialize("impressions", bytes)).isEqualTo(impression);
    }
}
