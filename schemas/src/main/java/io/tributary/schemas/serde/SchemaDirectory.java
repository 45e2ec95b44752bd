package io.tributary.schemas.serde;

import io.tributary.schemas.PublishedSchema;
import io.tributary.schemas.Topic;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.fault.RegistryAnswer;
import io.tributary.schemas.fault.Waits;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.ParsedSchema;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;

/** Asks the registry once per schema and remembers; waits for a registry that is away. Shared by all threads. */
final class SchemaDirectory {
    private final SchemaRegistryClient client;
    private final SerdeSettings settings;
    private final TopicNames names;
    private final PatientQuestions registry;
    private final MissingSchemas missing;
    private final ConcurrentMap<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> ids = new ConcurrentHashMap<>();

    SchemaDirectory(SchemaRegistryClient client, SerdeSettings settings, TopicNames names, Waits waits) {
        this.client = client;
        this.settings = settings;
        this.names = names;
        this.registry = new PatientQuestions(settings.patience(), waits);
        this.missing = new MissingSchemas(settings.confirmAfter(), System::nanoTime);
    }

    /** Id under which the topic's own schema is registered. */
    int idOf(Topic<?> topic) {
        Integer known = ids.get(names.subject(topic));
        if (known != null) {
            return known;
        }
        AvroSchema schema = PublishedSchema.of(topic);
        try {
            int id = registry.ask(() -> id(names.subject(topic), schema));
            ids.put(names.subject(topic), id);
            return id;
        } catch (RestClientException e) {
            throw new SchemaRefusedException(refusal(topic, e), e);
        }
    }

    /** What {@link io.tributary.schemas.SchemaAdmin} has asked is answered by the client itself, also while the registry is away. */
    private int id(String subject, AvroSchema schema) throws IOException, RestClientException {
        try {
            return client.getId(subject, schema);
        } catch (RestClientException e) {
            boolean isNew = RegistryAnswer.of(e) == RegistryAnswer.NOT_THERE;
            if (!isNew || !settings.autoRegister()) {
                throw e;
            }
            return client.register(subject, schema);
        }
    }

    /** Writer schema of that id; {@code from} names the topic in errors. */
    Schema byId(int id, String from) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        if (id < 0) {
            throw new UnreadableRecordException(from + ": schema id " + id + " is negative: no registry gives such");
        }
        if (missing.isKnown(id)) {
            throw unknown(id, from, null);
        }
        Schema found = avro(id, from, parsed(id, from));
        missing.found(id);
        schemas.put(id, found);
        return found;
    }

    private ParsedSchema parsed(int id, String from) {
        try {
            return question(id, from);
        } catch (RestClientException first) {
            requireNotThere(first);
        }
        registry.pause(missing.confirmAfter(id), "schema id " + id + " of " + from + " is not there; asking again");
        try {
            return question(id, from);
        } catch (RestClientException again) {
            requireNotThere(again);
            missing.confirmed(id);
            throw unknown(id, from, again);
        }
    }

    private ParsedSchema question(int id, String from) throws RestClientException {
        try {
            return registry.ask(() -> client.getSchemaById(id));
        } catch (UnreadableRecordException e) {
            throw new UnreadableRecordException(from + ": schema id " + id + " " + e.getMessage(), e);
        }
    }

    /** A registry that refuses to say what a schema is has not said that there is none. */
    private static void requireNotThere(RestClientException e) {
        if (RegistryAnswer.of(e) != RegistryAnswer.NOT_THERE) {
            throw PatientQuestions.unavailable("refuses to answer", e);
        }
    }

    private static UnknownSchemaException unknown(int id, String from, RestClientException e) {
        String said = e == null ? "asked within the last minute" : e.getMessage();
        return new UnknownSchemaException(from + ": the registry has no schema with id " + id + " (" + said + ")", e);
    }

    private static Schema avro(int id, String from, ParsedSchema parsed) {
        if (parsed instanceof AvroSchema avro && avro.rawSchema() != null) {
            return avro.rawSchema();
        }
        throw new UnreadableRecordException(
                from + ": schema id " + id + " is of type " + parsed.schemaType() + ", not AVRO");
    }

    private String refusal(Topic<?> topic, RestClientException e) {
        if (!settings.autoRegister()) {
            return "the registry does not have the schema of " + names.subject(topic) + " (" + e.getMessage()
                    + "): register it first, or set " + SerdeSettings.AUTO_REGISTER + "=true";
        }
        return "the registry refused the schema of " + names.subject(topic) + " (" + e.getMessage()
                + "): check it against the registered versions";
    }
}
