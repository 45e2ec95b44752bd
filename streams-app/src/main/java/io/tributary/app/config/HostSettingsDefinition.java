package io.tributary.app.config;

import static io.tributary.app.config.SettingKeys.HTTP_ADVERTISED_HOST;
import static io.tributary.app.config.SettingKeys.HTTP_HOST;
import static io.tributary.app.config.SettingKeys.HTTP_OIDC_AUDIENCE;
import static io.tributary.app.config.SettingKeys.HTTP_OIDC_ISSUER;
import static io.tributary.app.config.SettingKeys.HTTP_OIDC_JWKS;
import static io.tributary.app.config.SettingKeys.HTTP_PORT;
import static io.tributary.app.config.SettingKeys.HTTP_TLS_FOLDER;
import static io.tributary.app.config.SettingKeys.HTTP_TOKEN_FILE;
import static io.tributary.app.config.SettingKeys.LOG_FORMAT;
import static io.tributary.app.config.SettingKeys.LOG_LEVEL;
import static io.tributary.app.config.SettingKeys.SHUTDOWN_TIMEOUT_MS;
import static io.tributary.app.config.SettingKeys.STARTUP_TIMEOUT_MS;
import static io.tributary.app.config.SettingKeys.TRACES_ENDPOINT;
import static io.tributary.app.config.SettingKeys.TRACES_ONE_IN;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.ValidString.in;

import org.apache.kafka.common.config.ConfigDef;

/** Settings of what is around the service: its HTTP port, its log, its traces, and how long it waits at start and stop. */
final class HostSettingsDefinition {
    private static final int DAY = 86_400_000;

    private HostSettingsDefinition() {}

    static void define(ConfigDef def) {
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
}
