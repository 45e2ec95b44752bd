package io.tributary.app.config;

/** Names of the settings; {@link SettingsDefinition} says what they do. */
public final class SettingKeys {
    public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    public static final String SCHEMA_REGISTRY_URL = "schema.registry.url";
    public static final String TOPIC_PREFIX = "topic.prefix";
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
    public static final String SPREAD_MS = "spread.ms";
    public static final String METRICS_RESTATE_MS = "metrics.restate.ms";
    public static final String METRICS_GRACE_MS = "metrics.grace.ms";
    public static final String METRICS_SPREAD_MS = "metrics.spread.ms";
    public static final String METRICS_UPLIFT_INTERVAL_MS = "metrics.uplift.interval.ms";
    public static final String METRICS_DISCLOSURE_THRESHOLD = "metrics.disclosure.threshold";
    public static final String METRICS_TIME_ZONE = "metrics.time.zone";
    public static final String NOTICE_JURISDICTION = "notice.jurisdiction";
    public static final String NOTICE_GENERAL_DAYS = "notice.general.days";
    public static final String NOTICE_IMPORTANT_DAYS = "notice.important.days";
    public static final String HTTP_HOST = "http.host";
    public static final String HTTP_PORT = "http.port";
    public static final String HTTP_ADVERTISED_HOST = "http.advertised.host";
    public static final String HTTP_TLS_FOLDER = "http.tls.folder";
    public static final String HTTP_TOKEN_FILE = "http.token.file";
    public static final String HTTP_OIDC_ISSUER = "http.oidc.issuer";
    public static final String HTTP_OIDC_AUDIENCE = "http.oidc.audience";
    public static final String HTTP_OIDC_JWKS = "http.oidc.jwks";
    public static final String GROUP_PROTOCOL = "group.protocol";
    public static final String SESSION_TIMEOUT_MS = "session.timeout.ms";
    public static final String HEARTBEAT_INTERVAL_MS = "heartbeat.interval.ms";
    public static final String SHUTDOWN_TIMEOUT_MS = "shutdown.timeout.ms";
    public static final String STARTUP_TIMEOUT_MS = "startup.timeout.ms";
    public static final String LOG_LEVEL = "log.level";
    public static final String LOG_FORMAT = "log.format";
    public static final String TRACES_ENDPOINT = "traces.endpoint";
    public static final String TRACES_ONE_IN = "traces.one.in";

    /** Settings with this prefix go to every Kafka client, without it. */
    public static final String KAFKA_PREFIX = "kafka.";
    /** Settings with this prefix go to the registry client, without it. */
    public static final String REGISTRY_PREFIX = "registry.";

    private SettingKeys() {}
}
