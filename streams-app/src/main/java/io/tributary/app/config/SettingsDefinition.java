package io.tributary.app.config;

import static io.tributary.app.config.SettingKeys.APPLICATION_PREFIX;
import static io.tributary.app.config.SettingKeys.BEAT_CLOCK;
import static io.tributary.app.config.SettingKeys.BEAT_INTERVAL_MS;
import static io.tributary.app.config.SettingKeys.BOOTSTRAP_SERVERS;
import static io.tributary.app.config.SettingKeys.COMMIT_INTERVAL_MS;
import static io.tributary.app.config.SettingKeys.DIRECTIVE_TTL_MS;
import static io.tributary.app.config.SettingKeys.GROUP_PROTOCOL;
import static io.tributary.app.config.SettingKeys.HEARTBEAT_INTERVAL_MS;
import static io.tributary.app.config.SettingKeys.INSTANCE_ID;
import static io.tributary.app.config.SettingKeys.MERCHANT_PARTITIONS;
import static io.tributary.app.config.SettingKeys.NOTICE_GENERAL_DAYS;
import static io.tributary.app.config.SettingKeys.NOTICE_IMPORTANT_DAYS;
import static io.tributary.app.config.SettingKeys.NOTICE_JURISDICTION;
import static io.tributary.app.config.SettingKeys.REPLICATION_FACTOR;
import static io.tributary.app.config.SettingKeys.ROLES;
import static io.tributary.app.config.SettingKeys.SCHEMA_REGISTRY_URL;
import static io.tributary.app.config.SettingKeys.SESSION_TIMEOUT_MS;
import static io.tributary.app.config.SettingKeys.SPREAD_MS;
import static io.tributary.app.config.SettingKeys.STANDBY_REPLICAS;
import static io.tributary.app.config.SettingKeys.STATE_DIR;
import static io.tributary.app.config.SettingKeys.THREADS;
import static io.tributary.app.config.SettingKeys.TOPIC_PREFIX;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.ValidString.in;

import io.tributary.schemas.TopicNames;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.ValidList;
import org.apache.kafka.common.config.ConfigException;

/**
 * Every setting: type, default, range, and what it does. The documentation is generated from here, from {@link MetricSettingsDefinition} and
 * from {@link HostSettingsDefinition}.
 */
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
        MetricSettingsDefinition.define(def);
        notice(def);
        HostSettingsDefinition.define(def);
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

    private static void requirePrefix(String name, Object value) {
        if (!TopicNames.isValid((String) value)) {
            throw new ConfigException(name, value, "not the start of a topic's name");
        }
    }
}
