package io.tributary.schemas.serde;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How serdes use the registry.
 *
 * @param autoRegister whether a serializer registers its schema at its first record (true) or only looks it up (false: somebody
 *     else registers, for example a deployment step)
 * @param patience how long one call waits for a registry that does not answer before it fails; not negative
 */
public record SerdeSettings(boolean autoRegister, Duration patience) {
    /** Key of {@link #autoRegister()} among the client settings: {@code true} or {@code false}, default true. */
    public static final String AUTO_REGISTER = "auto.register.schemas";
    /** Key of {@link #patience()} among the client settings: milliseconds, default 30000. */
    public static final String PATIENCE_MS = "patience.ms";

    public static final SerdeSettings DEFAULT = new SerdeSettings(true, Duration.ofSeconds(30));

    public SerdeSettings {
        if (patience.isNegative()) {
            throw new IllegalArgumentException(PATIENCE_MS + " is " + patience.toMillis() + ": must not be negative");
        }
    }

    /** Takes the settings out of client settings; what is not there has its default. */
    public static SerdeSettings from(Map<String, ?> client) {
        return new SerdeSettings(autoRegister(client), patience(client));
    }

    /** The client settings without the keys of this record. */
    static Map<String, Object> withoutOwnKeys(Map<String, ?> client) {
        Map<String, Object> rest = new HashMap<>(client);
        rest.remove(AUTO_REGISTER);
        rest.remove(PATIENCE_MS);
        return rest;
    }

    private static boolean autoRegister(Map<String, ?> client) {
        Object value = client.get(AUTO_REGISTER);
        String text = value == null ? "true" : value.toString();
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(AUTO_REGISTER + " is '" + text + "': must be true or false");
        }
        return text.equals("true");
    }

    private static Duration patience(Map<String, ?> client) {
        Object value = client.get(PATIENCE_MS);
        if (value == null) {
            return DEFAULT.patience();
        }
        try {
            return Duration.ofMillis(Long.parseLong(value.toString()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    PATIENCE_MS + " is '" + value + "': must be milliseconds, for example 30000", e);
        }
    }
}
