package io.tributary.cli;

import io.tributary.app.config.ConnectionSettings;
import io.tributary.app.config.SettingKeys;
import io.tributary.app.config.Settings;
import io.tributary.app.config.SettingsLoader;
import io.tributary.app.config.SettingsTable;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.schemas.serde.SerdeSettings;
import io.tributary.text.SecretMask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of every command that needs settings. */
public final class SettingsOptions {
    private static final String CONFIG_VARIABLE = "TRIBUTARY_CONFIG";
    /** Written by {@code local up} and removed by {@code local down}: what runs here is found by all commands. */
    private static final Path OF_LOCAL_STACK = Path.of(".local", "stack", "tributary.properties");

    private static final String COMMAND_PATIENCE_MS = "10000";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file with settings; default: the file that TRIBUTARY_CONFIG names, or else"
                    + " .local/stack/tributary.properties, which `local up` writes.")
    private Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting; may be repeated. `tributary config` lists them.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Short for --set bootstrap.servers=...")
    private String bootstrapServers;

    @Option(
            names = "--schema-registry-url",
            paramLabel = "URL",
            description = "Short for --set schema.registry.url=...")
    private String schemaRegistryUrl;

    /** The settings in force, from all sources. */
    public Settings load() {
        return load(System.getenv());
    }

    Settings load(Map<String, String> environment) {
        SettingsLoader loader = new SettingsLoader();
        String named = environment.get(CONFIG_VARIABLE);
        if (config != null) {
            loader.addFile(config);
        } else if (named != null && !named.isBlank()) {
            loader.addFile(Path.of(named));
        } else if (Files.exists(OF_LOCAL_STACK)) {
            loader.addFile(OF_LOCAL_STACK);
        }
        loader.addEnvironment(environment);
        refuseSecrets(set);
        loader.add("command line", set);
        if (bootstrapServers != null) {
            loader.add("command line, --bootstrap-servers", Map.of(SettingKeys.BOOTSTRAP_SERVERS, bootstrapServers));
        }
        if (schemaRegistryUrl != null) {
            loader.add(
                    "command line, --schema-registry-url", Map.of(SettingKeys.SCHEMA_REGISTRY_URL, schemaRegistryUrl));
        }
        return loader.load();
    }

    /** Command lines are seen by everybody on the machine. */
    private static void refuseSecrets(Map<String, String> set) {
        set.keySet().stream().filter(SecretMask::isSecret).findFirst().ifPresent(key -> {
            throw new IllegalArgumentException("--set " + key
                    + ": a secret on a command line can be seen by everybody on this machine; put it into the --config file, or into "
                    + SettingsTable.variable(key));
        });
    }

    /** A connection to the settings' brokers and registry. Commands give up sooner than a service. */
    public Connection connect() {
        return connect(COMMAND_PATIENCE_MS);
    }

    /** The same for a command that waits so long for a registry that does not answer, unless the settings say how long. */
    Connection connect(String registryPatienceMillis) {
        Settings settings = load();
        ConnectionSettings loaded = settings.connection();
        Map<String, String> registry = new HashMap<>(loaded.registry());
        registry.putIfAbsent(SerdeSettings.PATIENCE_MS, registryPatienceMillis);
        ConnectionSettings connection = new ConnectionSettings(
                loaded.bootstrapServers(), loaded.schemaRegistryUrl(), loaded.topics(), loaded.kafka(), registry);
        return new Connection(
                connection,
                Kafka.client(connection),
                AvroSerdes.connect(connection.schemaRegistryUrl(), connection.registry(), connection.topics()),
                connection.topics().prefix() + settings.streams().applicationPrefix());
    }

    /**
     * What commands need to talk to Kafka.
     *
     * @param client properties of plain clients
     * @param applications what ids of the service's applications begin with, and with them its transactional ids
     */
    public record Connection(
            ConnectionSettings settings, Map<String, Object> client, AvroSerdes serdes, String applications) {
        /** What topics are called on these brokers. */
        public TopicNames topics() {
            return settings.topics();
        }
    }
}
