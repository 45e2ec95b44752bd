package io.tributary.cli;

import io.tributary.app.config.SettingsException;
import io.tributary.app.config.StartupException;
import io.tributary.inputs.LostInputException;
import io.tributary.schemas.serde.RegistryUnavailableException;
import io.tributary.schemas.serde.SchemaRefusedException;
import io.tributary.text.ErrorText;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/** A command failed. The message is one line that ends with what to do. */
public final class CliError extends RuntimeException {
    public CliError(String message) {
        super(message);
    }

    public CliError(String message, Throwable cause) {
        super(message, cause);
    }

    /** What to tell a person about an error, a line per problem. */
    static List<String> lines(Throwable error) {
        if (error instanceof SettingsException settings) {
            return settings.problems();
        }
        if (error instanceof CliError
                || error instanceof StartupException
                || error instanceof LostInputException
                || error instanceof RegistryUnavailableException
                || error instanceof SchemaRefusedException
                || error instanceof IllegalArgumentException) {
            return List.of(String.valueOf(error.getMessage()));
        }
        if (error instanceof KafkaException) {
            return List.of("Kafka: " + ErrorText.of(error)
                    + "; start the brokers, or correct --bootstrap-servers or the kafka.* settings");
        }
        return List.of(error.getClass().getSimpleName() + ": " + ErrorText.of(error) + " (--verbose shows where)");
    }
}
