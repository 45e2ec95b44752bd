package io.tributary.app.config;

import io.tributary.app.config.Settings.Origin;
import io.tributary.app.config.StreamsSettings.GroupProtocol;
import io.tributary.schemas.TopicNames;
import io.tributary.text.Nearest;
import io.tributary.text.SecretMask;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;

/**
 * Layers settings: defaults, then each source in the order it was added, later ones win. Unknown keys are refused, because a
 * setting that is misspelt is a setting that silently keeps its default.
 */
public final class SettingsLoader {
    private static final String ENV_PREFIX = "TRIBUTARY_";
    /** Read by the scripts and the command line themselves. */
    private static final Set<String> RESERVED_ENV = Set.of("TRIBUTARY_CONFIG", "TRIBUTARY_JAVA_OPTS");
    /** Kubernetes sets these in every pod when a Service is named tributary. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("TRIBUTARY_(SERVICE_(HOST|PORT)(_.*)?|PORT(_\\d+_(TCP|UDP).*)?)");

    private record Value(String text, String source) {}

    private final ConfigDef definition = SettingsDefinition.create();
    private final Map<String, Value> values = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    /** Adds a properties file. */
    public SettingsLoader addFile(Path file) {
        PropertiesFile.read(file).forEach(entry -> put(entry.key(), entry.value(), "file " + entry.where()));
        return this;
    }

    /** Adds {@code TRIBUTARY_*} of an environment: upper case, dots as underscores. */
    public SettingsLoader addEnvironment(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (name.startsWith(ENV_PREFIX)
                    && !RESERVED_ENV.contains(name)
                    && !SERVICE_LINK.matcher(name).matches()) {
                String key = name.substring(ENV_PREFIX.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.');
                put(key, value, "environment " + name);
            }
        });
        return this;
    }

    /** Adds values from a source that the name describes, for example "command line". */
    public SettingsLoader add(String source, Map<String, String> given) {
        given.forEach((key, value) -> put(key, value, source));
        return this;
    }

    private void put(String key, String value, String source) {
        if (definition.names().contains(key) || isPassedThrough(key)) {
            values.put(key, new Value(value.trim(), source));
        } else {
            problems.add(key + " (" + source + "): no such setting" + suggestion(key));
        }
    }

    private static boolean isPassedThrough(String key) {
        return isBelow(SettingKeys.KAFKA_PREFIX, key) || isBelow(SettingKeys.REGISTRY_PREFIX, key);
    }

    private static boolean isBelow(String prefix, String key) {
        return key.startsWith(prefix) && key.length() > prefix.length();
    }

    private String suggestion(String key) {
        return Nearest.to(key, definition.names())
                .map(near -> "; did you mean " + near + "?")
                .orElse("; `tributary config` lists them, Kafka's own take the prefix kafka.");
    }

    /** Valid settings. Throws {@link SettingsException} with a line for every value that is wrong. */
    public Settings load() {
        Map<String, Object> parsed = new LinkedHashMap<>();
        definition.configKeys().forEach((name, key) -> parsed.put(name, parse(key)));
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return build(parsed);
    }

    private Object parse(ConfigKey key) {
        Value value = values.get(key.name);
        if (value == null) {
            return key.defaultValue;
        }
        try {
            Object parsed = ConfigDef.parseType(key.name, value.text(), key.type);
            if (key.validator != null) {
                key.validator.ensureValid(key.name, parsed);
            }
            return parsed;
        } catch (ConfigException e) {
            problems.add(String.format(
                    "%s = \"%s\" (%s): expected %s, default %s",
                    key.name,
                    SecretMask.show(key.name, value.text()),
                    value.source(),
                    SettingsTable.range(key),
                    SettingsTable.defaultOf(key)));
            return null;
        }
    }

    private Settings build(Map<String, Object> parsed) {
        try {
            return new Settings(
                    new ConnectionSettings(
                            text(parsed, SettingKeys.BOOTSTRAP_SERVERS),
                            text(parsed, SettingKeys.SCHEMA_REGISTRY_URL),
                            new TopicNames(text(parsed, SettingKeys.TOPIC_PREFIX)),
                            below(SettingKeys.KAFKA_PREFIX),
                            below(SettingKeys.REGISTRY_PREFIX)),
                    streams(parsed),
                    new BeatSettings(
                            (Long) parsed.get(SettingKeys.BEAT_INTERVAL_MS),
                            BeatSettings.Clock.valueOf(upper(parsed, SettingKeys.BEAT_CLOCK)),
                            (Long) parsed.get(SettingKeys.DIRECTIVE_TTL_MS),
                            (Long) parsed.get(SettingKeys.SPREAD_MS)),
                    new MetricSettings(
                            (Long) parsed.get(SettingKeys.METRICS_GRACE_MS),
                            (Long) parsed.get(SettingKeys.METRICS_SPREAD_MS),
                            (Long) parsed.get(SettingKeys.METRICS_RESTATE_MS),
                            (Long) parsed.get(SettingKeys.METRICS_UPLIFT_INTERVAL_MS),
                            (Integer) parsed.get(SettingKeys.METRICS_DISCLOSURE_THRESHOLD),
                            ZoneId.of(text(parsed, SettingKeys.METRICS_TIME_ZONE))),
                    new NoticeSettings(
                            text(parsed, SettingKeys.NOTICE_JURISDICTION),
                            (Integer) parsed.get(SettingKeys.NOTICE_GENERAL_DAYS),
                            (Integer) parsed.get(SettingKeys.NOTICE_IMPORTANT_DAYS)),
                    new HttpSettings(
                            text(parsed, SettingKeys.HTTP_HOST),
                            (Integer) parsed.get(SettingKeys.HTTP_PORT),
                            text(parsed, SettingKeys.HTTP_ADVERTISED_HOST),
                            access(parsed)),
                    text(parsed, SettingKeys.LOG_LEVEL),
                    text(parsed, SettingKeys.LOG_FORMAT).equals("json"),
                    new TraceSettings(
                            text(parsed, SettingKeys.TRACES_ENDPOINT), (Integer) parsed.get(SettingKeys.TRACES_ONE_IN)),
                    origins());
        } catch (SettingsException e) {
            throw new SettingsException(
                    e.problems().stream().map(this::withSource).toList());
        }
    }

    private String withSource(String problem) {
        String key = problem.substring(0, problem.indexOf(' '));
        Value value = values.get(key);
        return value == null ? problem : problem.replaceFirst("\": ", "\" (" + value.source() + "): ");
    }

    private static HttpAccess access(Map<String, Object> parsed) {
        return new HttpAccess(
                text(parsed, SettingKeys.HTTP_TLS_FOLDER),
                text(parsed, SettingKeys.HTTP_TOKEN_FILE),
                text(parsed, SettingKeys.HTTP_OIDC_ISSUER),
                text(parsed, SettingKeys.HTTP_OIDC_AUDIENCE),
                text(parsed, SettingKeys.HTTP_OIDC_JWKS));
    }

    private StreamsSettings streams(Map<String, Object> parsed) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Object role : (List<?>) parsed.get(SettingKeys.ROLES)) {
            roles.add(Role.valueOf(role.toString().toUpperCase(Locale.ROOT)));
        }
        return new StreamsSettings(
                text(parsed, SettingKeys.APPLICATION_PREFIX),
                text(parsed, SettingKeys.INSTANCE_ID),
                roles,
                Path.of(text(parsed, SettingKeys.STATE_DIR)),
                (Integer) parsed.get(SettingKeys.MERCHANT_PARTITIONS),
                (Integer) parsed.get(SettingKeys.REPLICATION_FACTOR),
                (Integer) parsed.get(SettingKeys.STANDBY_REPLICAS),
                (Integer) parsed.get(SettingKeys.THREADS),
                (Integer) parsed.get(SettingKeys.COMMIT_INTERVAL_MS),
                GroupProtocol.valueOf(upper(parsed, SettingKeys.GROUP_PROTOCOL)),
                (Integer) parsed.get(SettingKeys.SESSION_TIMEOUT_MS),
                (Integer) parsed.get(SettingKeys.HEARTBEAT_INTERVAL_MS),
                (Integer) parsed.get(SettingKeys.SHUTDOWN_TIMEOUT_MS),
                (Integer) parsed.get(SettingKeys.STARTUP_TIMEOUT_MS));
    }

    private Map<String, Origin> origins() {
        Map<String, Origin> origins = new TreeMap<>();
        definition
                .configKeys()
                .forEach((name, key) -> origins.put(name, new Origin(SettingsTable.defaultOf(key), "default")));
        values.forEach((name, value) ->
                origins.put(name, new Origin(SecretMask.show(name, value.text()), value.source())));
        return origins;
    }

    private Map<String, String> below(String prefix) {
        Map<String, String> below = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                below.put(key.substring(prefix.length()), value.text());
            }
        });
        return below;
    }

    private static String text(Map<String, Object> parsed, String key) {
        return (String) parsed.get(key);
    }

    private static String upper(Map<String, Object> parsed, String key) {
        return text(parsed, key).toUpperCase(Locale.ROOT);
    }
}
