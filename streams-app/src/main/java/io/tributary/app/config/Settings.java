package io.tributary.app.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * All settings of an instance, valid. Read with {@link SettingsLoader}.
 *
 * @param notice how long before they take effect changes of programmes must be published
 * @param logLevel detail of the log
 * @param logJson whether the log is JSON, one object a line
 * @param traces whether and where the way of records is told
 * @param origins every key that is set or has a default, with the value as it may be shown and where it came from
 */
public record Settings(
        ConnectionSettings connection,
        StreamsSettings streams,
        BeatSettings beat,
        MetricSettings metric,
        NoticeSettings notice,
        HttpSettings http,
        String logLevel,
        boolean logJson,
        TraceSettings traces,
        Map<String, Origin> origins) {

    /**
     * Where a value came from.
     *
     * @param shown the value with secrets masked
     * @param source defaults, a file, an environment variable or the command line
     */
    public record Origin(String shown, String source) {}

    public Settings {
        origins = Map.copyOf(origins);
    }

    /** Settings from these values over the defaults; nothing else is read. For tests and embedding. */
    public static Settings of(Map<String, String> values) {
        return new SettingsLoader().add("arguments", values).load();
    }

    /** Id of the application that runs this role: its consumer group, and the start of its transactional ids and internal topics. */
    public String applicationId(Role role) {
        return connection.topics().prefix() + streams.applicationPrefix() + "-" + role.id();
    }

    /** Every value as it may be shown, by key, in order. */
    public Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        origins.forEach((key, origin) -> shown.put(key, origin.shown()));
        return shown;
    }
}
