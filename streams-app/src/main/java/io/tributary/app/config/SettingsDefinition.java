package io.tributary.app.config;

import static io.tributary.app.config.SettingKeys.APPLICATION_PREFIX;
import static io.tributary.app.config.SettingKeys.BEAT_CLOCK;
import static io.tributary.app.config.SettingKeys.BEAT_INTERVAL_MS;
import static io.tributary.app.config.SettingKeys.BOOTSTRAP_SERVERS;
import static io.tributary.app.config.SettingKeys.COMMIT_INTERVAL_MS;
import static io.tributary.app.config.SettingKeys.DIRECTIVE_TTL_MS;
import static io.tributary.app.config.SettingKeys.GROUP_PROTOCOL;
import static io.tributary.app.config.SettingKeys.HEARTBEAT_INTERVAL_MS;
import static io.tributary.app.config.SettingKeys.HTTP_ADVERTISED_HOST;
import static io.tributary.app.config.SettingKeys.HTTP_HOST;
import static io.tributary.app.config.SettingKeys.HTTP_OIDC_AUDIENCE;
import static io.tributary.app.config.SettingKeys.HTTP_OIDC_ISSUER;
import static io.tributary.app.config.SettingKeys.HTTP_OIDC_JWKS;
import static io.tributary.app.config.SettingKeys.HTTP_PORT;
import static io.tributary.app.config.SettingKeys.HTTP_TLS_FOLDER;
import static io.tributary.app.config.SettingKeys.HTTP_TOKEN_FILE;
import static io.tributary.app.config.SettingKeys.INSTANCE_ID;
import static io.tributary.app.config.SettingKeys.LOG_FORMAT;
import static io.tributary.app.config.SettingKeys.LOG_LEVEL;
import static io.tributary.app.config.SettingKeys.MERCHANT_PARTITIONS;
import static io.tributary.app.config.SettingKeys.METRICS_DISCLOSURE_THRESHOLD;
import static io.tributary.app.config.SettingKeys.METRICS_GRACE_MS;
import static io.tributary.app.config.SettingKeys.METRICS_RESTATE_MS;
import static io.tributary.app.config.SettingKeys.METRICS_SPREAD_MS;
import static io.tributary.app.config.SettingKeys.METRICS_TIME_ZONE;
import static io.tributary.app.config.SettingKeys.METRICS_UPLIFT_INTERVAL_MS;
import static io.tributary.app.config.SettingKeys.NOTICE_GENERAL_DAYS;
import static io.tributary.app.config.SettingKeys.NOTICE_IMPORTANT_DAYS;
import static io.tributary.app.config.SettingKeys.NOTICE_JURISDICTION;
import static io.tributary.app.config.SettingKeys.REPLICATION_FACTOR;
import static io.tributary.app.config.SettingKeys.ROLES;
import static io.tributary.app.config.SettingKeys.SCHEMA_REGISTRY_URL;
import static io.tributary.app.config.SettingKeys.SESSION_TIMEOUT_MS;
import static io.tributary.app.config.SettingKeys.SHUTDOWN_TIMEOUT_MS;
import static io.tributary.app.config.SettingKeys.SPREAD_MS;
import static io.tributary.app.config.SettingKeys.STANDBY_REPLICAS;
import static io.tributary.app.config.SettingKeys.STARTUP_TIMEOUT_MS;
import static io.tributary.app.config.SettingKeys.STATE_DIR;
import static io.tributary.app.config.SettingKeys.THREADS;
import static io.tributary.app.config.SettingKeys.TOPIC_PREFIX;
import static io.tributary.app.config.SettingKeys.TRACES_ENDPOINT;
import static io.tributary.app.config.SettingKeys.TRACES_ONE_IN;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.ValidString.in;

import io.tributary.schemas.TopicNames;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.ValidList;
import org.apache.kafka.common.config.ConfigException;

/** Every setting: type, default, range, and what it does. The documentation is generated from here. */
final class SettingsDefinition {
    private static final int DAY = 86_400_000;

    private SettingsDefinition() {}

    /** All settings but the passed-through ones. */
    static ConfigDef create() {
        ConfigDef def = new ConfigDef();
        connection(def);
        streams(def);
        group(def);
        beat(def);
        notice(def);
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
        def.define(
                TOPIC_PREFIX,
                ConfigDef.Type.STRING,
                "",
                LambdaValidator.with(
                        SettingsDefinition::requirePrefix,
                        () -> "letters, digits, dots, hyphens and underscores, at most 60, for example staging-"),
                HIGH,
                "Start of every topic, registry subject, consumer group, transactional id and internal topic: with one of its own"
                        + " an environment shares brokers and registry with others and sees nothing of theirs. Recommender hosts"
                        + " need the same: BoostTableSettings.withTopicPrefix.");
    }

    private static void streams(ConfigDef def) {
        def.define(
                APPLICATION_PREFIX,
                ConfigDef.Type.STRING,
                "tributary",
                HIGH,
                "Start (after topic.prefix) of the application ids <prefix>-merchant, -pool, -rollup, -entity and -experiment, of their consumer groups,"
                        + " internal topics and transactional ids, also of those that commands use: one prefixed ACL of each kind takes"
                        + " them all. All instances that share work have the same.");
        def.define(
                ROLES,
                ConfigDef.Type.LIST,
                "merchant,pool,rollup,entity,experiment",
                ValidList.in("merchant", "pool", "rollup", "entity", "experiment"),
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
                "Warm copies of every store on other instances; 0 with group.protocol=streams, where the brokers keep it as the group's"
                        + " streams.num.standby.replicas.");
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
                "Milliseconds from one commit to the next: lower is sooner visible, higher is more throughput.");
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
                "Rebalance protocol. With streams (KIP-1071) the brokers assign the tasks: brokers 4.2 or newer, 4.4 with instance.id."
                        + " Then impressions are taken one by one, not in micro-batches, which costs throughput; and sessions,"
                        + " heartbeats and standbys are settings of the group at the brokers (streams.session.timeout.ms,"
                        + " streams.heartbeat.interval.ms, streams.num.standby.replicas).");
        def.define(
                SESSION_TIMEOUT_MS,
                ConfigDef.Type.INT,
                6_000,
                between(1_000, 300_000),
                MEDIUM,
                "Milliseconds of silence after which an instance's work goes to others; not below the broker's"
                        + " group.min.session.timeout.ms. With group.protocol=streams it is only how long a transaction may stay open.");
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
                SPREAD_MS,
                ConfigDef.Type.LONG,
                15_000L,
                between(0, 60_000),
                MEDIUM,
                "Milliseconds over which directives are spread that are to be refreshed at once: each merchant's is refreshed up to"
                        + " this much earlier, at a moment of its own.");
        def.define(
                METRICS_GRACE_MS,
                ConfigDef.Type.LONG,
                600_000L,
                between(0, 7L * DAY),
                MEDIUM,
                "Milliseconds a metric window waits for late records before it is FINAL.");
        def.define(
                METRICS_SPREAD_MS,
                ConfigDef.Type.LONG,
                800L,
                between(0, 60_000),
                MEDIUM,
                "Milliseconds over which rows of a minute, hour or day that ended are spread: each merchant's come up to this much later,"
                        + " at a moment of its own. With more, what else is decided at a minute's end waits less; with 800 and a beat a"
                        + " second rows come within two seconds.");
        def.define(
                METRICS_RESTATE_MS,
                ConfigDef.Type.LONG,
                30L * DAY,
                between(7L * DAY, 90L * DAY),
                MEDIUM,
                "Milliseconds after the end of a day in which refunds, late records and verdicts of invalid traffic still restate its hours"
                        + " and the day itself. What comes later is counted (beyondHorizon). Each day costs disk: see METRICS.md.");
        def.define(
                METRICS_UPLIFT_INTERVAL_MS,
                ConfigDef.Type.LONG,
                600_000L,
                between(60_000, DAY),
                LOW,
                "Milliseconds of the service's time between two publications of what support caused (topic uplift). Tasks tell of"
                        + " their counts once a minute, so that less is of no use.");
        def.define(
                METRICS_DISCLOSURE_THRESHOLD,
                ConfigDef.Type.INT,
                20,
                between(1, 1_000),
                MEDIUM,
                "Fewest merchants of a group whose figures are published; smaller ones are withheld, and so is what would give them"
                        + " away by subtraction. 1: nothing is withheld.");
        def.define(
                METRICS_TIME_ZONE,
                ConfigDef.Type.STRING,
                "Asia/Shanghai",
                LambdaValidator.with(SettingsDefinition::requireZone, () -> "an IANA time zone"),
                MEDIUM,
                "Zone in which the days of the metrics begin.");
    }

    private static void notice(ConfigDef def) {
        def.define(
                NOTICE_JURISDICTION,
                ConfigDef.Type.STRING,
                "CN",
                in("CN", "EU", "NONE"),
                MEDIUM,
                "Whose law says how long before it takes effect a change of a programme must be published: CN, 7 days, or 15 for"
                        + " what may take something from merchants; EU, 15 days; NONE, for trying things out. A programme's first"
                        + " version owes no notice. `programmes apply` and `end` keep to it.");
        def.define(
                NOTICE_GENERAL_DAYS,
                ConfigDef.Type.INT,
                0,
                between(0, 365),
                LOW,
                "Days of notice that the operator wants for a change that takes nothing from anybody, where they are more than the"
                        + " law's.");
        def.define(
                NOTICE_IMPORTANT_DAYS,
                ConfigDef.Type.INT,
                0,
                between(0, 365),
                LOW,
                "The same for a change that may take something from merchants. --force with a reason shortens this, never the law's.");
    }

    private static void surroundings(ConfigDef def) {
        def.define(
                HTTP_HOST,
                ConfigDef.Type.STRING,
                "127.0.0.1",
                MEDIUM,
                "Address for health, metrics and status. Only health is told to everybody: the rest to whoever asks from this machine,"
                        + " and with a token (http.token.file, http.oidc.*) to others.");
        def.define(
                HTTP_PORT,
                ConfigDef.Type.INT,
                8080,
                between(0, 65_535),
                MEDIUM,
                "Port for health, metrics and status; 0 picks a free one.");
        access(def);
        def.define(
                HTTP_ADVERTISED_HOST,
                ConfigDef.Type.STRING,
                "",
                LOW,
                "Name under which other instances and `state show MERCHANT` reach this one's port, for example the pod's. Empty:"
                        + " http.host, or this machine's name where that is 0.0.0.0.");
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
        def.define(
                LOG_FORMAT,
                ConfigDef.Type.STRING,
                "text",
                in("text", "json"),
                LOW,
                "text: lines with date, zone, level, instance and message; json: an object a line, for collectors.");
        def.define(
                TRACES_ENDPOINT,
                ConfigDef.Type.STRING,
                "",
                LOW,
                "Where the way of some records through the merchant role is sent as spans: a collector's address for OTLP over HTTP,"
                        + " such as http://collector:4318/v1/traces. Empty: there are no traces, and they cost nothing. They need the"
                        + " classic group protocol.");
        def.define(
                TRACES_ONE_IN,
                ConfigDef.Type.INT,
                100_000,
                between(0, Integer.MAX_VALUE),
                LOW,
                "Of so many records of a partition one is traced, beside those whose header traceparent says that their producer"
                        + " records them; 0: only these.");
    }

    private static void access(ConfigDef def) {
        def.define(
                HTTP_TLS_FOLDER,
                ConfigDef.Type.STRING,
                "",
                MEDIUM,
                "Folder with tls.crt and tls.key in PEM, as Kubernetes mounts a secret of type tls: serves HTTPS. Files that have"
                        + " changed are used from the next connection on. Empty: plain HTTP.");
        def.define(
                HTTP_TOKEN_FILE,
                ConfigDef.Type.STRING,
                "",
                MEDIUM,
                "File with bearer tokens, one a line, of whoever may read metrics, settings and status from other machines; read"
                        + " again when it has changed. Lines that begin with # are passed over.");
        def.define(
                HTTP_OIDC_ISSUER,
                ConfigDef.Type.STRING,
                "",
                MEDIUM,
                "Issuer (iss) whose signed tokens are taken, too.");
        def.define(HTTP_OIDC_AUDIENCE, ConfigDef.Type.STRING, "", MEDIUM, "Whom these tokens must be meant for (aud).");
        def.define(
                HTTP_OIDC_JWKS,
                ConfigDef.Type.STRING,
                "",
                MEDIUM,
                "The issuer's public keys (JWKS): an https address, or a file, which is read again when it has changed.");
    }

    private static void requirePrefix(String name, Object value) {
        if (!TopicNames.isValid((String) value)) {
            throw new ConfigException(name, value, "not the start of a topic's name");
        }
    }

    private static void requireZone(String name, Object value) {
        try {
            ZoneId.of((String) value);
        } catch (DateTimeException e) {
            throw new ConfigException(name, value, "not a time zone");
        }
    }
}
