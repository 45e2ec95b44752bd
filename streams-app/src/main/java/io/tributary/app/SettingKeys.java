package io.tributary.app;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.ValidString.in;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.ValidList;
import org.apache.kafka.common.config.ConfigException;

/** Every setting: name, type, default, range, and what it does. The documentation is generated from here. */
public final class SettingKeys {
    public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    public static final String SCHEMA_REGISTRY_URL = "schema.registry.url";
    public static final String APPLICATION_PREFIX = "application.prefix";
    public static final String INSTANCE_ID = "instance.id";
    public static final String ROLES = "roles";
    public static final String STATE_DIR = "state.dir";
    public static final String MERCHANT_PARTITIONS = "merchant.partitions";
    public static final String REPLICATION_FACTOR = "replication.factor";
    public static final String STANDBY_REPLICAS = "standby.replicas";
    public static final String THREADS = "threads";
    public static final String COMMIT_INTERVAL_MS = "commit.interval.ms";
    public static final String BEAT_INTERVAL_MS = "beat.interval.ms";
    public static final String BEAT_CLOCK = "beat.clock";
    public static final String DIRECTIVE_TTL_MS = "directive.ttl.ms";
    public static final String METRICS_GRACE_MS = "metrics.grace.ms";
    public static final String METRICS_TIME_ZONE = "metrics.time.zone";
    public static final String HTTP_HOST = "http.host";
    public static final String HTTP_PORT = "http.port";
    public static final String GROUP_PROTOCOL = "group.protocol";
    public static final String SESSION_TIMEOUT_MS = "session.timeout.ms";
    public static final String HEARTBEAT_INTERVAL_MS = "heartbeat.interval.ms";
    public static final String SHUTDOWN_TIMEOUT_MS = "shutdown.timeout.ms";
    public static final String STARTUP_TIMEOUT_MS = "startup.timeout.ms";
    public static final String LOG_LEVEL = "log.level";

    /** Settings with this prefix go to every Kafka client, without it. */
    public static final String KAFKA_PREFIX = "kafka.";
    /** Settings with this prefix go to the registry client, without it. */
    public static final String REGISTRY_PREFIX = "registry.";

    private static final int DAY = 86_400_000;

    private SettingKeys() {}

    /** A fresh definition of all settings but the passed-through ones. */
    public static ConfigDef definition() {
        ConfigDef def = new ConfigDef();
        connection(def);
        streams(def);
        group(def);
        beat(def);
        surroundings(def);
        return def;
    }

    private static void connection(ConfigDef def) {
        def.define(
                BOOTSTRAP_SERVERS,
                ConfigDef.Type.STRING,
                "localhost:9092",
                HIGH,
                "Kafka brokers: host:port, several separated by commas.");
        def.define(
                SCHEMA_REGISTRY_URL,
                ConfigDef.Type.STRING,
                "http://localhost:8081",
                HIGH,
                "Schema Registry with Confluent's API (for Apicurio: http://HOST:8080/apis/ccompat/v7).");
    }

    private static void streams(ConfigDef def) {
        def.define(
                APPLICATION_PREFIX,
                ConfigDef.Type.STRING,
                "tributary",
                HIGH,
                "Start of the application ids <prefix>-merchant, <prefix>-pool, <prefix>-rollup, of their consumer groups and"
                        + " internal topics. All instances that share work have the same.");
        def.define(
                ROLES,
                ConfigDef.Type.LIST,
                "merchant,pool,rollup",
                ValidList.in("merchant", "pool", "rollup"),
                HIGH,
                "What this instance runs. Every role must run somewhere.");
        def.define(
                STATE_DIR,
                ConfigDef.Type.STRING,
                "state",
                HIGH,
                "Folder of the local stores; kept over restarts it saves restoring them.");
        def.define(
                MERCHANT_PARTITIONS,
                ConfigDef.Type.INT,
                4,
                between(1, 1024),
                HIGH,
                "Partitions of every merchant-keyed topic: the most merchant tasks that can share the work. Fixed once the topics"
                        + " exist.");
        def.define(
                REPLICATION_FACTOR,
                ConfigDef.Type.INT,
                1,
                between(-1, 10),
                HIGH,
                "Replicas of every topic; 3 in production, -1 takes the broker's default.");
        def.define(
                STANDBY_REPLICAS,
                ConfigDef.Type.INT,
                0,
                between(0, 5),
                MEDIUM,
                "Warm copies of every store on other instances; with group.protocol=streams the broker sets them instead.");
        def.define(
                THREADS,
                ConfigDef.Type.INT,
                1,
                between(1, 64),
                MEDIUM,
                "Stream threads of the merchant role; more than merchant.partitions stay idle. The other roles use one.");
        def.define(
                COMMIT_INTERVAL_MS,
                ConfigDef.Type.INT,
                100,
                between(10, 60_000),
                MEDIUM,
                "Milliseconds between commits: lower is sooner visible, higher is more throughput.");
    }

    private static void group(ConfigDef def) {
        def.define(
                INSTANCE_ID,
                ConfigDef.Type.STRING,
                "",
                MEDIUM,
                "Name of this instance, unique and the same after a restart (for example the pod's): makes it a static member of"
                        + " its groups, so that a restart causes no rebalance. Empty: dynamic member.");
        def.define(
                GROUP_PROTOCOL,
                ConfigDef.Type.STRING,
                "classic",
                in("classic", "streams"),
                LOW,
                "Rebalance protocol; streams (KIP-1071) needs brokers 4.2 or newer.");
        def.define(
                SESSION_TIMEOUT_MS,
                ConfigDef.Type.INT,
                6_000,
                between(1_000, 300_000),
                MEDIUM,
                "Milliseconds of silence after which an instance's work goes to others; not below the broker's"
                        + " group.min.session.timeout.ms. Unused with group.protocol=streams.");
        def.define(
                HEARTBEAT_INTERVAL_MS,
                ConfigDef.Type.INT,
                1_500,
                between(100, 100_000),
                MEDIUM,
                "Milliseconds between heartbeats to the group, at most half of session.timeout.ms.");
    }

    private static void beat(ConfigDef def) {
        def.define(
                BEAT_INTERVAL_MS,
                ConfigDef.Type.LONG,
                1_000L,
                between(50, 60_000),
                MEDIUM,
                "Milliseconds between two beats of the pool.");
        def.define(
                BEAT_CLOCK,
                ConfigDef.Type.STRING,
                "wall",
                in("wall", "event"),
                LOW,
                "What starts a beat: wall (production), or event: CLOCK records on the topic controls (replay, simulation).");
        def.define(
                DIRECTIVE_TTL_MS,
                ConfigDef.Type.LONG,
                300_000L,
                between(1_000, 30L * DAY),
                MEDIUM,
                "Milliseconds a directive lives without being refreshed: how long a boost outlasts a dead service at most.");
        def.define(
                METRICS_GRACE_MS,
                ConfigDef.Type.LONG,
                600_000L,
                between(0, 7L * DAY),
                MEDIUM,
                "Milliseconds a metric window waits for late records before it is FINAL.");
        def.define(
                METRICS_TIME_ZONE,
                ConfigDef.Type.STRING,
                "Asia/Shanghai",
                LambdaValidator.with(SettingKeys::requireZone, () -> "an IANA time zone"),
                MEDIUM,
                "Zone in which the days of the metrics begin.");
    }

    private static void surroundings(ConfigDef def) {
        def.define(
                HTTP_HOST,
                ConfigDef.Type.STRING,
                "127.0.0.1",
                MEDIUM,
                "Address for health, metrics and status. There is no login: open it (0.0.0.0) only inside a trusted network.");
        def.define(
                HTTP_PORT,
                ConfigDef.Type.INT,
                8080,
                between(0, 65_535),
                MEDIUM,
                "Port for health, metrics and status; 0 picks a free one.");
        def.define(
                STARTUP_TIMEOUT_MS,
                ConfigDef.Type.INT,
                300_000,
                between(0, DAY),
                LOW,
                "Milliseconds to wait for brokers and registry at the start before giving up; 0 waits for ever.");
        def.define(
                SHUTDOWN_TIMEOUT_MS,
                ConfigDef.Type.INT,
                30_000,
                between(1_000, 600_000),
                LOW,
                "Milliseconds a graceful stop may take; afterwards open transactions are left for the broker to abort.");
        def.define(
                LOG_LEVEL,
                ConfigDef.Type.STRING,
                "INFO",
                in("TRACE", "DEBUG", "INFO", "WARN", "ERROR"),
                LOW,
                "Detail of this service's log on standard error.");
    }

    private static void requireZone(String name, Object value) {
        try {
            ZoneId.of((String) value);
        } catch (DateTimeException e) {
            throw new ConfigException(name, value, "not a time zone");
        }
    }
}
