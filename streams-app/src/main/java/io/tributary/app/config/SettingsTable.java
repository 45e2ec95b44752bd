package io.tributary.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** The settings as documentation, in the order in which they are defined. */
public final class SettingsTable {
    /**
     * One documented setting.
     *
     * @param range values it takes
     * @param environment variable that sets it
     */
    public record Row(String key, String type, String defaultValue, String range, String environment, String doc) {}

    private SettingsTable() {}

    /** All settings; passed-through ones are described by their prefix. */
    public static List<Row> rows() {
        ConfigDef definition = SettingsDefinition.create();
        List<Row> rows = new ArrayList<>();
        definition.configKeys().values().forEach(key -> rows.add(row(key)));
        rows.add(new Row(
                SettingKeys.KAFKA_PREFIX + "*",
                "string",
                "",
                "any",
                "TRIBUTARY_KAFKA_*",
                "Passed to every Kafka client without the prefix, for example kafka.security.protocol. Four are more than"
                        + " Kafka's own: kafka.sasl.credentials.folder, a folder with the files username and password, read at each"
                        + " login; kafka.sasl.token.file, a file with a token for OAUTHBEARER, read before the one in use ends;"
                        + " kafka.sasl.client.secret.file, a file with the secret for the issuer of tokens, read at each login; and"
                        + " locations of key and trust stores may be folders with tls.crt and tls.key, or ca.crt. Files of TLS"
                        + " are read again when they have changed. See deploy/security."));
        rows.add(
                new Row(
                        SettingKeys.REGISTRY_PREFIX + "*",
                        "string",
                        "",
                        "any",
                        "TRIBUTARY_REGISTRY_*",
                        "Passed to the Schema Registry client without the prefix. registry.basic.auth.user.info (user:password) or"
                                + " registry.basic.auth.credentials.folder (files username and password); registry.bearer.auth.token or"
                                + " registry.bearer.auth.token.file; registry.ssl.* as for Kafka. Files are read again. See deploy/security."));
        return rows;
    }

    private static Row row(ConfigKey key) {
        return new Row(
                key.name,
                key.type.name().toLowerCase(Locale.ROOT),
                defaultOf(key),
                range(key),
                variable(key.name),
                key.documentation);
    }

    /** The environment variable of a key. */
    public static String variable(String key) {
        return "TRIBUTARY_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    static String range(ConfigKey key) {
        String type = key.type == ConfigDef.Type.INT || key.type == ConfigDef.Type.LONG ? "a whole number" : "";
        if (key.validator == null) {
            return type.isEmpty() ? "text" : type;
        }
        String range = key.validator.toString().replace(",...,", " to ");
        return (type + " " + range).trim();
    }

    static String defaultOf(ConfigKey key) {
        Object value = key.defaultValue;
        if (value instanceof List<?> list) {
            return String.join(",", list.stream().map(Object::toString).toList());
        }
        return String.valueOf(value);
    }
}
