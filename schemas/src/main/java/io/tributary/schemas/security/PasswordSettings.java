package io.tributary.schemas.security;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;

/** TLS settings that Kafka keeps as passwords, which print themselves as hidden. */
final class PasswordSettings {
    private static final ConfigDef TLS = tls();

    private PasswordSettings() {}

    static Password of(String secret) {
        return new Password(secret);
    }

    /** Settings that are given as text, in the types in which Kafka's engine factory expects them, with Kafka's defaults for the rest. */
    static Map<String, Object> parsed(Map<String, ?> settings) {
        Map<String, Object> known = new HashMap<>();
        Set<String> names = TLS.names();
        settings.forEach((key, value) -> {
            if (names.contains(key)) {
                known.put(key, value);
            }
        });
        return TLS.parse(known);
    }

    private static ConfigDef tls() {
        ConfigDef def = new ConfigDef();
        SslConfigs.addClientSslSupport(def);
        return def;
    }
}
