package io.tributary.schemas.serde;

import io.tributary.schemas.security.RegistryAccess;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.ParsedSchema;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.SchemaVersionFetcher;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.rest.RestService;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.security.basicauth.BasicAuthCredentialProvider;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.security.bearerauth.BearerAuthCredentialProvider;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.AvroRuntimeException;

/**
 * Confluent's client, but that it tells a schema which is no use from a registry which does not answer: it has one kind of error for a
 * schema of another type, for one that cannot be parsed and for a connection that broke.
 */
final class StrictRegistryClient extends CachedSchemaRegistryClient {
    private final AvroSchemaProvider avro = new AvroSchemaProvider();

    StrictRegistryClient(List<String> urls, int cache, Map<String, ?> config, RegistryAccess access) {
        this(new RestService(urls), cache, config, access);
    }

    private StrictRegistryClient(RestService connections, int cache, Map<String, ?> config, RegistryAccess access) {
        super(connections, cache, config);
        // After the client has set what it makes of its settings itself.
        secure(connections, access);
        avro.configure(Map.of("schemaVersionFetcher", (SchemaVersionFetcher) this));
    }

    /**
     * Confluent's client finds its ways to log in as services of the class path, which do not come with its classes under another name,
     * and reads their files once.
     */
    private static void secure(RestService connections, RegistryAccess access) {
        access.sockets().ifPresent(connections::setSslSocketFactory);
        access.userInfo().ifPresent(user -> connections.setBasicAuthCredentialProvider(basic(user)));
        access.token().ifPresent(token -> connections.setBearerAuthCredentialProvider(bearer(token)));
    }

    private static BasicAuthCredentialProvider basic(Supplier<String> userInfo) {
        return new BasicAuthCredentialProvider() {
            @Override
            public String alias() {
                return "TRIBUTARY";
            }

            @Override
            public String getUserInfo(URL url) {
                return userInfo.get();
            }

            @Override
            public void configure(Map<String, ?> configs) {
                // Everything is known already.
            }
        };
    }

    private static BearerAuthCredentialProvider bearer(Supplier<String> token) {
        return new BearerAuthCredentialProvider() {
            @Override
            public String getBearerToken(URL url) {
                return token.get();
            }

            @Override
            public void configure(Map<String, ?> configs) {
                // Everything is known already.
            }
        };
    }

    /**
     * @return empty when the answer has no schema in it, which is then no registry's
     * @throws UnreadableRecordException when it has one that Avro records cannot have been written with
     */
    @Override
    public Optional<ParsedSchema> parseSchema(Schema schema) {
        if (schema.getSchema() == null) {
            return Optional.empty();
        }
        if (schema.getSchemaType() != null && !AvroSchema.TYPE.equals(schema.getSchemaType())) {
            throw new UnreadableRecordException("is of type " + schema.getSchemaType() + ", not AVRO");
        }
        try {
            return Optional.of(avro.parseSchemaOrElseThrow(schema, false, false));
        } catch (AvroRuntimeException | StackOverflowError e) {
            throw new UnreadableRecordException("is not a valid Avro schema: " + e.getMessage(), e);
        }
    }
}
