package io.tributary.schemas.serde;

import io.tributary.events.v1.Impression;
import io.tributary.schemas.ContractModel;
import io.tributary.schemas.Topic;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.Topics;
import io.tributary.schemas.fault.Waits;
import io.tributary.schemas.security.RegistryAccess;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Serdes of the contract's topics in Confluent's wire format. The registry is asked once per schema, never per record. All serdes
 * are thread-safe.
 *
 * <p>Reading fails with {@link UnreadableRecordException} when the bytes are bad, and with {@link RegistryUnavailableException}
 * when the registry stays away; writing fails with {@link SchemaRefusedException} when the registry does not take the schema.
 */
public final class AvroSerdes {
    private static final int CLIENT_CACHE = 1_000;
    private static final String MISSING_ID_TTL = "missing.id.cache.ttl.sec";

    private final SchemaDirectory directory;
    private final SchemaRegistryClient client;
    private final TopicNames names;

    private AvroSerdes(SchemaRegistryClient client, SerdeSettings settings, TopicNames names, Waits waits) {
        this.client = client;
        this.names = names;
        this.directory = new SchemaDirectory(client, settings, names, waits);
    }

    /**
     * Serdes on a real registry. Nothing is sent before the first record.
     *
     * @param registryUrl one or more addresses, separated by commas
     * @param clientConfig settings of Confluent's client, and those of {@link SerdeSettings}
     * @throws IllegalArgumentException when the address is empty or a setting is wrong
     */
    public static AvroSerdes connect(String registryUrl, Map<String, ?> clientConfig) {
        return connect(registryUrl, clientConfig, TopicNames.PLAIN);
    }

    /** The same for an environment whose topics have a prefix, and with them the subjects of their schemas. */
    public static AvroSerdes connect(String registryUrl, Map<String, ?> clientConfig, TopicNames names) {
        return connect(registryUrl, clientConfig, names, new Waits());
    }

    /**
     * The same for a process that says what it waits for.
     *
     * @param waits is told when a thread waits for the registry; closing it ends all waiting
     */
    public static AvroSerdes connect(String registryUrl, Map<String, ?> clientConfig, TopicNames names, Waits waits) {
        return new AvroSerdes(client(registryUrl, clientConfig), SerdeSettings.from(clientConfig), names, waits);
    }

    /** Serdes on the given client, with default settings. */
    public static AvroSerdes using(SchemaRegistryClient client) {
        return using(client, SerdeSettings.DEFAULT);
    }

    /** Serdes on the given client. */
    public static AvroSerdes using(SchemaRegistryClient client, SerdeSettings settings) {
        return using(client, settings, new Waits());
    }

    /** Serdes on the given client for a process that says what it waits for. */
    public static AvroSerdes using(SchemaRegistryClient client, SerdeSettings settings, Waits waits) {
        return new AvroSerdes(client, settings, TopicNames.PLAIN, waits);
    }

    /** Serdes on a registry in memory, for tests and TopologyTestDriver: they read only what was written with them. */
    public static AvroSerdes inMemory() {
        return inMemory(TopicNames.PLAIN);
    }

    /** The same for an environment whose topics have a prefix. */
    public static AvroSerdes inMemory(TopicNames names) {
        SerdeSettings atOnce = new SerdeSettings(true, Duration.ZERO, Duration.ZERO);
        return new AvroSerdes(new MockSchemaRegistryClient(), atOnce, names, new Waits());
    }

    /** The registry client these serdes use, for {@link io.tributary.schemas.SchemaAdmin}. */
    public SchemaRegistryClient client() {
        return client;
    }

    /** What the topics are called whose values these serdes write and read. */
    public TopicNames names() {
        return names;
    }

    /** Serde of a topic's values. Every version of the schema that is compatible is read into the generated class. */
    public <T extends SpecificRecord> Serde<T> of(Topic<T> topic) {
        return Serdes.serdeFrom(
                new RecordSerializer<>(topic, directory),
                new RecordDeserializer<T>(directory, writer -> reader(topic, writer)));
    }

    /**
     * Reads impressions without making strings of their ids. Each thread has one {@link ImpressionView}, which is good until that
     * thread reads the next.
     */
    public Deserializer<ImpressionView> impressionViews() {
        return new RecordDeserializer<>(
                directory,
                writer -> ImpressionReader.reads(writer)
                        ? ImpressionReader.view()
                        : new OldImpressionReader(reader(Topics.IMPRESSIONS, writer)));
    }

    /**
     * Reads values of any topic: into the generated class where the contract has the record, otherwise into a
     * {@link org.apache.avro.generic.GenericRecord}.
     */
    public Deserializer<Object> any() {
        Map<String, Schema> known = Topics.all().stream()
                .filter(Topic::hasSchema)
                .map(Topic::schema)
                .collect(Collectors.toMap(Schema::getFullName, schema -> schema));
        return new RecordDeserializer<>(directory, writer -> anyReader(writer, known.get(writer.getFullName())));
    }

    @SuppressWarnings("unchecked")
    private static <T extends SpecificRecord> DatumReader<T> reader(Topic<T> topic, Schema writer) {
        boolean asIs = topic.valueType() == Impression.class && ImpressionReader.reads(writer);
        return asIs
                ? (DatumReader<T>) ImpressionReader.whole()
                : new SpecificDatumReader<>(writer, topic.schema(), ContractModel.get());
    }

    private static DatumReader<Object> anyReader(Schema writer, Schema generated) {
        return generated == null
                ? new GenericDatumReader<>(writer)
                : new SpecificDatumReader<>(writer, generated, ContractModel.get());
    }

    private static SchemaRegistryClient client(String registryUrl, Map<String, ?> clientConfig) {
        List<String> urls = Arrays.stream(registryUrl.split(","))
                .map(String::trim)
                .filter(url -> !url.isEmpty())
                .toList();
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("schema.registry.url is empty: give the address of the schema registry");
        }
        Map<String, Object> config = new HashMap<>();
        RegistryAccess access = RegistryAccess.from(SerdeSettings.withoutOwnKeys(clientConfig), config);
        // The client would answer the second question by itself; MissingSchemas keeps what was said twice.
        config.put(MISSING_ID_TTL, 0L);
        return new StrictRegistryClient(urls, CLIENT_CACHE, config, access);
    }
}
