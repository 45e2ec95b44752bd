package io.tributary.app.run;

import io.tributary.app.config.ConnectionSettings;
import io.tributary.app.config.Settings;
import io.tributary.app.config.StartupException;
import io.tributary.schemas.SchemaAdmin;
import io.tributary.schemas.TopicAdmin;
import io.tributary.schemas.TopicChange;
import io.tributary.schemas.TopicChange.Action;
import io.tributary.schemas.fault.Fault;
import io.tributary.schemas.fault.Waits;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.schemas.serde.SchemaRefusedException;
import io.tributary.schemas.serde.SerdeSettings;
import io.tributary.text.SecretMask;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** What must be there before the roles start: brokers, topics, registry, schemas. */
final class Startup {
    private static final int ANSWER_SECONDS = 5;

    private Startup() {}

    /** What roles start with. */
    record Prepared(AvroSerdes serdes, Resuming resuming) {}

    /**
     * Waits for brokers and registry, applies the contract to both and has the roles stand where their state does; all that at a time:
     * a restart is an outage, and each takes a while.
     */
    static Prepared prepare(Settings settings, Consumer<String> progress, Waits waits) {
        Patience patience = patience(settings, progress);
        ExecutorService aside = Executors.newSingleThreadExecutor(task -> new Thread(task, "registry"));
        try {
            Future<AvroSerdes> serdes = aside.submit(() -> registry(settings.connection(), patience, waits));
            Resuming resuming = brokers(settings, patience, progress, waits);
            return new Prepared(serdes.get(), resuming);
        } catch (StartupException e) {
            throw explained(e, settings);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("stopped while waiting for the schema registry", e);
        } finally {
            aside.shutdownNow();
        }
    }

    /** What was not there yet when it was looked for what this client may do is there now. */
    private static StartupException explained(StartupException refused, Settings settings) {
        if (refused.getCause() == null || Fault.of(refused.getCause()) != Fault.ACCESS_DENIED) {
            return refused;
        }
        return new Denials(settings, AccessRole.SERVICE)
                .line()
                .map(line -> new StartupException(line, refused))
                .orElse(refused);
    }

    /** As long as the settings allow to wait for what is out there. */
    private static Patience patience(Settings settings, Consumer<String> progress) {
        return new Patience(Duration.ofMillis(settings.streams().startupTimeoutMillis()), progress);
    }

    /** Its wait is one from the first attempt on: whoever watches cannot tell an instance that never starts otherwise. */
    private static Resuming brokers(Settings settings, Patience patience, Consumer<String> progress, Waits waits) {
        String kafka = "Kafka at " + settings.connection().bootstrapServers();
        return waits.during(WaitMeters.BROKERS, kafka, () -> {
            patience.await(kafka, "start the brokers or correct bootstrap.servers", () -> topics(settings, progress));
            return Resuming.of(settings, patience, progress);
        });
    }

    private static AvroSerdes registry(ConnectionSettings connection, Patience patience, Waits waits) {
        Map<String, String> client = new HashMap<>(connection.registry());
        // A stream thread has nothing better to do than to wait.
        client.putIfAbsent(SerdeSettings.PATIENCE_MS, Long.toString(SerdeSettings.FOR_EVER.toMillis()));
        AvroSerdes serdes = AvroSerdes.connect(connection.schemaRegistryUrl(), client, connection.topics(), waits);
        String registry = "the schema registry at " + SecretMask.url(connection.schemaRegistryUrl());
        return waits.during(WaitMeters.REGISTRY, registry, () -> {
            patience.await(registry, "start it or correct schema.registry.url", () -> schemas(serdes));
            return serdes;
        });
    }

    private static Void topics(Settings settings, Consumer<String> progress) throws Exception {
        List<TopicChange> changes;
        try (Admin admin = Admin.create(StreamsConfigs.client(settings.connection()))) {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_SECONDS * 1_000))
                    .nodes()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
            Optional<String> denied = new Denials(settings, AccessRole.SERVICE).line(admin);
            if (denied.isPresent()) {
                throw new StartupException(denied.get());
            }
            changes = TopicAdmin.apply(admin, StreamsConfigs.topicLayout(settings));
        }
        List<String> differing = changes.stream()
                .filter(change -> change.action() == Action.DIFFERS)
                .map(change -> change.topic() + " " + change.detail())
                .toList();
        if (!differing.isEmpty()) {
            throw new StartupException(String.join("; ", differing));
        }
        List<String> created = changes.stream()
                .filter(change -> change.action() == Action.CREATE)
                .map(TopicChange::topic)
                .toList();
        if (!created.isEmpty()) {
            progress.accept("created topics: " + String.join(", ", created));
        }
        return null;
    }

    private static Void schemas(AvroSerdes serdes) {
        try {
            SchemaAdmin.register(serdes.client(), serdes.names());
            return null;
        } catch (SchemaRefusedException e) {
            throw new StartupException(e.getMessage(), e);
        }
    }
}
