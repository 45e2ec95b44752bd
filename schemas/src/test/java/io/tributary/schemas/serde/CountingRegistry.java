package io.tributary.schemas.serde;

import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.ParsedSchema;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry in memory that counts its calls, and can be away for a number of them. */
final class CountingRegistry extends MockSchemaRegistryClient {
    final AtomicInteger calls = new AtomicInteger();
    private volatile int failures;
    private volatile Exception failure;

    /** The next calls fail in this way. */
    void fail(int times, Exception how) {
        failure = how;
        failures = times;
    }

    @Override
    public int register(String subject, ParsedSchema schema) throws IOException, RestClientException {
        called();
        return super.register(subject, schema);
    }

    @Override
    public int getId(String subject, ParsedSchema schema) throws IOException, RestClientException {
        called();
        return super.getId(subject, schema);
    }

    @Override
    public ParsedSchema getSchemaById(int id) throws IOException, RestClientException {
        called();
        return super.getSchemaById(id);
    }

    private synchronized void called() throws IOException, RestClientException {
        calls.incrementAndGet();
        if (failures > 0) {
            failures--;
            if (failure instanceof IOException away) {
                throw away;
            }
            throw (RestClientException) failure;
        }
    }
}
