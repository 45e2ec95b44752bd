package io.tributary.text;

import java.util.Locale;
import java.util.regex.Pattern;

/** Keeps secrets out of logs, of {@code /config} and of error messages. */
public final class SecretMask {
    /** What is shown instead of a secret; Kafka's own word for it. */
    public static final String HIDDEN = "[hidden]";

    private static final Pattern SECRET_KEY = Pattern.compile(
            "password|passphrase|secret|token|credential|jaas|user\\.?info|certificate|api\\.?key|private|keystore\\.key");
    /** Where a secret lies is none. */
    private static final Pattern PLACE = Pattern.compile("[._-](file|folder|location|url|class)$");

    private static final Pattern PARAMETER =
            Pattern.compile("(?i)(?<=[?&;])([^=&;\\s]*(?:" + SECRET_KEY.pattern() + ")[^=&;\\s]*=)[^&;\\s]*");
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]+@");

    private SecretMask() {}

    /** The value as it may be shown under this key. */
    public static String show(String key, String value) {
        if (isSecret(key)) {
            return value.isEmpty() ? "" : HIDDEN;
        }
        return url(value);
    }

    /** Whether what is set under this key is to be seen by nobody. */
    public static boolean isSecret(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return SECRET_KEY.matcher(lower).find() && !PLACE.matcher(lower).find();
    }

    /** Hides user names and passwords inside of addresses, also those of parameters such as {@code ?password=...}. */
    public static String url(String value) {
        return PARAMETER
                .matcher(USER_INFO.matcher(value).replaceAll(HIDDEN + "@"))
                .replaceAll("$1" + HIDDEN);
    }
}
