package io.tributary.schemas.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigException;

/** Small files with a secret in them. They are read each time they are needed, since they may be replaced. */
final class SecretFile {
    private static final long LARGEST = 1 << 20;

    private SecretFile() {}

    /**
     * The text without white space around it.
     *
     * @throws ConfigException naming the file, never what is in it
     */
    static String read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new ConfigException(file + " is larger than a secret: check which file is named");
            }
            String text = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (text.isEmpty()) {
                throw new ConfigException(file + " is empty");
            }
            return text;
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }
}
