package io.tributary.schemas.serde;

import org.apache.kafka.common.KafkaException;

/**
 * The schema registry did not answer for as long as {@link SerdeSettings#patience()} allows. The record may be good: stop and
 * read it again later, do not put it in the dead letters.
 */
public class RegistryUnavailableException extends KafkaException {
    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
