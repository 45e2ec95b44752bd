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
 * @param confirmAfter how long after the registry said that it has no such schema it is asked again, before the record is blamed; not
 *     negative
 */
public record SerdeSettings(boolean autoRegister, Duration patience, Duration confirmAfter) {
    /** Key of {@link #autoRegister()} among the client settings: {@code true} or {@code false}, default true. */
    public static final String AUTO_REGISTER = "auto.register.schemas";
    /** Key of {@link #patience()} among the client settings: milliseconds, default 30000. */
    public static final String PATIENCE_MS = "patience.ms";

    /** Key of {@link #confirmAfter()} among the client settings: milliseconds, default 3000. */
    public static final String CONFIRM_MS = "confirm.ms";
    /** A patience that does not end. */
    public static final Duration FOR_EVER = Duration.ofDays(36_500);

    private static final Duration CONFIRM_AFTER = Duration.ofSeconds(3);

    public static final SerdeSettings DEFAULT = new SerdeSettings(true, Duration.ofSeconds(30), CONFIRM_AFTER);

    public SerdeSettings {
        requireNotNegative(PATIENCE_MS, patience);
        requireNotNegative(CONFIRM_MS, confirmAfter);
    }

    /** With the default time of confirmation. */
    public SerdeSettings(boolean autoRegister, Duration patience) {
        this(autoRegister, patience, CONFIRM_AFTER);
    }

    /** Takes the settings out of client settings; what is not there has its default. */
    public static SerdeSettings from(Map<String, ?> client) {
        return new SerdeSettings(
                autoRegister(client),
                duration(client, PATIENCE_MS, DEFAULT.patience()),
                duration(client, CONFIRM_MS, DEFAULT.confirmAfter()));
    }

    private static void requireNotNegative(String key, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(key + " is " + value.toMillis() + ": must not be negative");
        }
    }

    /** The client settings without the keys of this record. */
    static Map<String, Object> withoutOwnKeys(Map<String, ?> client) {
        Map<String, Object> rest = new HashMap<>(client);
        rest.remove(AUTO_REGISTER);
        rest.remove(PATIENCE_MS);
        rest.remove(CONFIRM_MS);
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

    private static Duration duration(Map<String, ?> client, String key, Duration otherwise) {
        Object value = client.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            Duration given = Duration.ofMillis(Long.parseLong(value.toString()));
            return given.compareTo(FOR_EVER) < 0 ? given : FOR_EVER;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " is '" + value + "': must be milliseconds, for example 30000", e);
        }
    }
}
