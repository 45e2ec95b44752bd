package io.tributary.schemas;

import io.tributary.schemas.SubjectCheck.State;
import io.tributary.schemas.fault.RegistryAnswer;
import io.tributary.schemas.serde.RegistryUnavailableException;
import io.tributary.schemas.serde.SchemaRefusedException;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.ParsedSchema;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.SchemaMetadata;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.AvroRuntimeException;

/** Brings the schemas of the contract into a registry. */
public final class SchemaAdmin {
    private static final int CONFLICT = 409;

    private final SchemaRegistryClient client;
    private final TopicNames names;

    private SchemaAdmin(SchemaRegistryClient client, TopicNames names) {
        this.client = client;
        this.names = names;
    }

    /**
     * Holds every schema against all registered versions under the mode of its topic. The comparison is made here, so that it is
     * the contract's mode that counts, whatever the registry is set to. Nothing is changed.
     *
     * @throws RegistryUnavailableException when the registry does not answer
     */
    public static List<SubjectCheck> check(SchemaRegistryClient client, TopicNames names) {
        return new SchemaAdmin(client, names).check();
    }

    /** {@link #check(SchemaRegistryClient, TopicNames)} under the catalogue's own names. */
    public static List<SubjectCheck> check(SchemaRegistryClient client) {
        return check(client, TopicNames.PLAIN);
    }

    /**
     * Registers every schema under {@code <prefix><topic>-value} and sets the subject's mode; may be run again. Nothing is registered when
     * any of them is not compatible.
     *
     * @throws SchemaRefusedException when a schema is not compatible, or the registry does not take it
     * @throws RegistryUnavailableException when the registry does not answer
     */
    public static List<SubjectCheck> register(SchemaRegistryClient client, TopicNames names) {
        return new SchemaAdmin(client, names).register();
    }

    /** {@link #register(SchemaRegistryClient, TopicNames)} under the catalogue's own names. */
    public static List<SubjectCheck> register(SchemaRegistryClient client) {
        return register(client, TopicNames.PLAIN);
    }

    /** What the registry has of a topic's schema; id: null when it does not know the schema as it is. */
    private record Found(Topic<?> topic, SubjectCheck check, Integer id) {}

    private List<SubjectCheck> check() {
        return topics().stream().map(topic -> find(topic).check).toList();
    }

    private List<SubjectCheck> register() {
        List<Found> all = topics().stream().map(this::find).toList();
        all.stream()
                .map(Found::check)
                .filter(check -> check.state() == State.INCOMPATIBLE)
                .findFirst()
                .ifPresent(check -> {
                    throw new SchemaRefusedException(check + ": change the schema so that it stays compatible", null);
                });
        return all.stream().map(this::register).toList();
    }

    /** A schema that is registered was compatible with all before it; only one that is not has to be held against each of them. */
    private Found find(Topic<?> topic) {
        Integer id = registered(topic);
        return id == null
                ? new Found(topic, compare(topic), null)
                : new Found(topic, new SubjectCheck(names.subject(topic), State.REGISTERED, "id " + id), id);
    }

    /** The id of the topic's schema; null when the registry does not have it. */
    private Integer registered(Topic<?> topic) {
        return ask(
                topic, () -> unlessAbsent(() -> client.getId(names.subject(topic), PublishedSchema.of(topic)), null));
    }

    private SubjectCheck compare(Topic<?> topic) {
        AvroSchema schema = PublishedSchema.of(topic);
        List<ParsedSchemaHolder> registered = new ArrayList<>();
        for (int version : versions(topic)) {
            ParsedSchema parsed = ask(topic, () -> parse(topic, version));
            if (parsed.equals(schema)) {
                return new SubjectCheck(names.subject(topic), State.REGISTERED, "version " + version);
            }
            registered.add(new SimpleParsedSchemaHolder(parsed));
        }
        List<String> problems = schema.isCompatible(level(topic), registered);
        return problems.isEmpty()
                ? new SubjectCheck(
                        names.subject(topic), State.NEW, "compatible with " + registered.size() + " versions")
                : new SubjectCheck(
                        names.subject(topic), State.INCOMPATIBLE, level(topic) + ": " + String.join("; ", problems));
    }

    private SubjectCheck register(Found found) {
        Topic<?> topic = found.topic;
        int id = found.id != null ? found.id : add(topic);
        // Whoever registered it may have ended before it set the mode, and hands may have changed it since.
        boolean isSet = found.id != null && ask(topic, () -> hasLevel(topic));
        String level = level(topic).name;
        if (!isSet) {
            ask(
                    topic,
                    () -> settled(
                            () -> client.updateCompatibility(names.subject(topic), level), () -> requireLevel(topic)));
        }
        return new SubjectCheck(names.subject(topic), State.REGISTERED, "id " + id + ", " + level);
    }

    /** Writers ask for the id in the same words: what the client has heard once it answers while the registry is away. */
    private int add(Topic<?> topic) {
        AvroSchema schema = PublishedSchema.of(topic);
        int id = ask(
                topic,
                () -> settled(
                        () -> client.register(names.subject(topic), schema),
                        () -> client.getId(names.subject(topic), schema)));
        Integer heard = registered(topic);
        return heard == null ? id : heard;
    }

    private boolean hasLevel(Topic<?> topic) throws IOException, RestClientException {
        return level(topic).name.equals(unlessAbsent(() -> client.getCompatibility(names.subject(topic)), ""));
    }

    private static <R> R unlessAbsent(Question<R> question, R absent) throws IOException, RestClientException {
        try {
            return question.ask();
        } catch (RestClientException e) {
            if (RegistryAnswer.of(e) == RegistryAnswer.NOT_THERE) {
                return absent;
            }
            throw e;
        }
    }

    private String requireLevel(Topic<?> topic) throws IOException, RestClientException {
        String found = client.getCompatibility(names.subject(topic));
        if (!level(topic).name.equals(found)) {
            throw new RestClientException("compatibility is " + found, CONFLICT, CONFLICT);
        }
        return found;
    }

    /**
     * Instances that start side by side do the same: a registry may tell the second one of a conflict when what it asked for is
     * there already.
     */
    private static <R> R settled(Question<R> change, Question<R> lookUp) throws IOException, RestClientException {
        try {
            return change.ask();
        } catch (RestClientException e) {
            if (e.getStatus() != CONFLICT) {
                throw e;
            }
            try {
                return lookUp.ask();
            } catch (RestClientException absent) {
                throw e;
            }
        }
    }

    private ParsedSchema parse(Topic<?> topic, int version) throws IOException, RestClientException {
        SchemaMetadata metadata = client.getSchemaMetadata(names.subject(topic), version);
        String type = metadata.getSchemaType();
        if (type != null && !type.equals(AvroSchema.TYPE)) {
            throw new RestClientException("version " + version + " is of type " + type, CONFLICT, CONFLICT);
        }
        try {
            return new AvroSchema(metadata.getSchema());
        } catch (AvroRuntimeException e) {
            throw new RestClientException("version " + version + " is no Avro schema", CONFLICT, CONFLICT);
        }
    }

    private List<Integer> versions(Topic<?> topic) {
        return ask(
                topic,
                () -> Objects.requireNonNull(
                        unlessAbsent(() -> client.getAllVersions(names.subject(topic)), List.of()), "an empty answer"));
    }

    private static CompatibilityLevel level(Topic<?> topic) {
        return CompatibilityLevel.forName(topic.compatibility().name());
    }

    private static List<Topic<?>> topics() {
        return Topics.all().stream()
                .<Topic<?>>map(topic -> topic)
                .filter(Topic::hasSchema)
                .toList();
    }

    private <R> R ask(Topic<?> topic, Question<R> question) {
        try {
            return question.ask();
        } catch (RestClientException e) {
            if (RegistryAnswer.of(e) == RegistryAnswer.AWAY) {
                throw unavailable(e);
            }
            throw new SchemaRefusedException(
                    "the registry refused " + names.subject(topic) + " (" + e.getStatus() + ": " + e.getMessage() + ")",
                    e);
        } catch (IOException | RuntimeException e) {
            // The client falls over answers that are none, such as an empty one.
            throw unavailable(e);
        }
    }

    private static RegistryUnavailableException unavailable(Exception e) {
        return new RegistryUnavailableException(
                "the schema registry does not answer (" + RegistryAnswer.reason(e)
                        + "): check schema.registry.url and that the registry is up",
                e);
    }

    @FunctionalInterface
    private interface Question<R> {
        R ask() throws IOException, RestClientException;
    }
}
