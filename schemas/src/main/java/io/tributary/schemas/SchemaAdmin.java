package io.tributary.schemas;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.tributary.schemas.SubjectCheck.State;
import io.tributary.schemas.serde.RegistryUnavailableException;
import io.tributary.schemas.serde.SchemaRefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Brings the schemas of the contract into a registry. */
public final class SchemaAdmin {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;

    private SchemaAdmin() {}

    /**
     * Holds every schema against all registered versions under the mode of its topic. The comparison is made here, so that it is
     * the contract's mode that counts, whatever the registry is set to. Nothing is changed.
     *
     * @throws RegistryUnavailableException when the registry does not answer
     */
    public static List<SubjectCheck> check(SchemaRegistryClient client) {
        return topics().stream().map(topic -> check(client, topic)).toList();
    }

    /**
     * Registers every schema under {@code <topic>-value} and sets the subject's mode; may be run again. Nothing is registered when
     * any of them is not compatible.
     *
     * @throws SchemaRefusedException when a schema is not compatible, or the registry does not take it
     * @throws RegistryUnavailableException when the registry does not answer
     */
    public static List<SubjectCheck> register(SchemaRegistryClient client) {
        check(client).stream()
                .filter(check -> check.state() == State.INCOMPATIBLE)
                .findFirst()
                .ifPresent(check -> {
                    throw new SchemaRefusedException(check + ": change the schema so that it stays compatible", null);
                });
        return topics().stream().map(topic -> register(client, topic)).toList();
    }

    private static SubjectCheck check(SchemaRegistryClient client, Topic<?> topic) {
        AvroSchema schema = PublishedSchema.of(topic);
        List<ParsedSchemaHolder> registered = new ArrayList<>();
        for (int version : versions(client, topic)) {
            ParsedSchema parsed = ask(topic, () -> parse(client, topic, version));
            if (parsed.equals(schema)) {
                return new SubjectCheck(topic.subject(), State.REGISTERED, "version " + version);
            }
            registered.add(new SimpleParsedSchemaHolder(parsed));
        }
        List<String> problems = schema.isCompatible(level(topic), registered);
        return problems.isEmpty()
                ? new SubjectCheck(topic.subject(), State.NEW, "compatible with " + registered.size() + " versions")
                : new SubjectCheck(
                        topic.subject(), State.INCOMPATIBLE, level(topic) + ": " + String.join("; ", problems));
    }

    private static SubjectCheck register(SchemaRegistryClient client, Topic<?> topic) {
        AvroSchema schema = PublishedSchema.of(topic);
        int id = ask(
                topic,
                () -> settled(
                        () -> client.register(topic.subject(), schema), () -> client.getId(topic.subject(), schema)));
        String level = level(topic).name;
        ask(
                topic,
                () -> settled(
                        () -> client.updateCompatibility(topic.subject(), level), () -> requireLevel(client, topic)));
        return new SubjectCheck(topic.subject(), State.REGISTERED, "id " + id + ", " + level);
    }

    private static String requireLevel(SchemaRegistryClient client, Topic<?> topic)
            throws IOException, RestClientException {
        String found = client.getCompatibility(topic.subject());
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

    private static ParsedSchema parse(SchemaRegistryClient client, Topic<?> topic, int version)
            throws IOException, RestClientException {
        SchemaMetadata metadata = client.getSchemaMetadata(topic.subject(), version);
        return new AvroSchema(metadata.getSchema());
    }

    private static List<Integer> versions(SchemaRegistryClient client, Topic<?> topic) {
        return ask(topic, () -> {
            try {
                return client.getAllVersions(topic.subject());
            } catch (RestClientException e) {
                if (e.getStatus() == NOT_FOUND) {
                    return List.of();
                }
                throw e;
            }
        });
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

    private static <R> R ask(Topic<?> topic, Question<R> question) {
        try {
            return question.ask();
        } catch (RestClientException e) {
            if (e.getStatus() >= SERVER_ERROR) {
                throw unavailable(e);
            }
            throw new SchemaRefusedException(
                    "the registry refused " + topic.subject() + " (" + e.getStatus() + ": " + e.getMessage() + ")", e);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private static RegistryUnavailableException unavailable(Exception e) {
        return new RegistryUnavailableException(
                "the schema registry does not answer (" + e.getMessage()
                        + "): check schema.registry.url and that the registry is up",
                e);
    }

    @FunctionalInterface
    private interface Question<R> {
        R ask() throws IOException, RestClientException;
    }
}
