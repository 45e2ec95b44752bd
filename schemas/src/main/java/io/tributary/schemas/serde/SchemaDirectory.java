package io.tributary.schemas.serde;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.tributary.schemas.PublishedSchema;
import io.tributary.schemas.Topic;
import io.tributary.schemas.TopicNames;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the registry once per schema and remembers; waits for a registry that is away. Shared by all threads. */
final class SchemaDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaDirectory.class);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final SchemaRegistryClient client;
    private final SerdeSettings settings;
    private final TopicNames names;
    private final ConcurrentMap<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> ids = new ConcurrentHashMap<>();

    SchemaDirectory(SchemaRegistryClient client, SerdeSettings settings, TopicNames names) {
        this.client = client;
        this.settings = settings;
        this.names = names;
    }

    /** Id under which the topic's own schema is registered. */
    int idOf(Topic<?> topic) {
        Integer known = ids.get(names.subject(topic));
        if (known != null) {
            return known;
        }
        AvroSchema schema = PublishedSchema.of(topic);
        try {
            int id = patiently(() -> settings.autoRegister()
                    ? client.register(names.subject(topic), schema)
                    : client.getId(names.subject(topic), schema));
            ids.put(names.subject(topic), id);
            return id;
        } catch (RestClientException e) {
            throw new SchemaRefusedException(refusal(topic, e), e);
        }
    }

    /** Writer schema of that id; {@code from} names the topic in errors. */
    Schema byId(int id, String from) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        try {
            ParsedSchema parsed = patiently(() -> client.getSchemaById(id));
            if (!(parsed instanceof AvroSchema avro)) {
                throw new UnreadableRecordException(
                        from + ": schema id " + id + " is of type " + parsed.schemaType() + ", not AVRO");
            }
            schemas.put(id, avro.rawSchema());
            return avro.rawSchema();
        } catch (RestClientException e) {
            throw new UnreadableRecordException(
                    from + ": the registry has no schema with id " + id + " (" + e.getMessage() + ")", e);
        }
    }

    private String refusal(Topic<?> topic, RestClientException e) {
        if (!settings.autoRegister()) {
            return "the registry does not have the schema of " + names.subject(topic) + " (" + e.getMessage()
                    + "): register it first, or set " + SerdeSettings.AUTO_REGISTER + "=true";
        }
        return "the registry refused the schema of " + names.subject(topic) + " (" + e.getMessage()
                + "): check it against the registered versions";
    }

    /** Repeats the call while the registry is away; passes on only what the registry itself will answer again. */
    private <R> R patiently(Call<R> call) throws RestClientException {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            Exception failure;
            try {
                return call.run();
            } catch (RestClientException e) {
                if (isFinal(e)) {
                    throw e;
                }
                failure = e;
            } catch (IOException e) {
                failure = e;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw unavailable(failure);
            }
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(left) + 1;
            LOG.warn(
                    "The schema registry does not answer ({}); asking for another {} ms",
                    failure.getMessage(),
                    leftMillis);
            pause(Math.min(pause, leftMillis), failure);
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
    }

    private RegistryUnavailableException unavailable(Exception failure) {
        return new RegistryUnavailableException(
                "the schema registry did not answer within "
                        + settings.patience().toMillis() + " ms (" + failure.getMessage()
                        + "): check schema.registry.url and that the registry is up",
                failure);
    }

    private static void pause(long millis, Exception failure) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("interrupted while waiting for the schema registry", failure);
        }
    }

    /** 404: no such schema; 409, 422: refused. Anything else (server errors, throttling, authorisation) may pass. */
    private static boolean isFinal(RestClientException e) {
        return switch (e.getStatus()) {
            case 404, 409, 422 -> true;
            default -> false;
        };
    }

    @FunctionalInterface
    private interface Call<R> {
        R run() throws IOException, RestClientException;
    }
}
