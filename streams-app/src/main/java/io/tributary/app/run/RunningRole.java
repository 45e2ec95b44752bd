package io.tributary.app.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.tributary.app.config.Role;
import io.tributary.app.config.Settings;
import io.tributary.app.config.StartupException;
import io.tributary.http.Health;
import io.tributary.inputs.PositionTrail;
import io.tributary.store.disk.DamagedFolder;
import io.tributary.text.ErrorText;
import io.tributary.text.LogEvents;
import io.tributary.topology.Names;
import io.tributary.topology.TopicKeys;
import io.tributary.topology.batch.MicroBatcher;
import io.tributary.topology.merchant.MerchantTopology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One role's Kafka Streams application in this process. */
final class RunningRole {
    private static final Logger LOG = LoggerFactory.getLogger(RunningRole.class);

    private final Role role;
    private final String applicationId;
    private final boolean staticMember;
    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;
    private final RestoreProgress restore = new RestoreProgress();
    private final ThreadFailures failures;
    /** Why it cannot go on, empty while it can. */
    private volatile String lost = "";

    private volatile long lostAt;

    private RunningRole(
            Role role,
            Settings settings,
            Topology topology,
            ThreadFailures.Surroundings surroundings,
            Resuming resuming) {
        MeterRegistry meters = surroundings.meters();
        this.role = role;
        this.applicationId = settings.applicationId(role);
        this.staticMember = !settings.streams().instanceId().isEmpty();
        this.failures = new ThreadFailures(role, System::nanoTime, surroundings);
        this.streams = streams(role, settings, topology, surroundings, resuming);
        streams.setUncaughtExceptionHandler(failures);
        streams.setGlobalStateRestoreListener(restore);
        streams.setStateListener(
                (now, before) -> LOG.info(LogEvents.ROLE_STATE, "Role {}: {} -> {}", role.id(), before, now));
        this.metrics = new KafkaStreamsMetrics(streams, Tags.of("role", role.id()));
        metrics.bindTo(meters);
        restore.bindTo(meters, role);
        DeadLetterMeters.show(meters, topology);
    }

    private static KafkaStreams streams(
            Role role,
            Settings settings,
            Topology topology,
            ThreadFailures.Surroundings surroundings,
            Resuming resuming) {
        Properties props = StreamsConfigs.of(settings, role, surroundings.meters());
        props.putAll(surroundings.streams());
        props.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), resuming.offsetReset(role));
        props.put(TopicKeys.CONFIG, resuming.keys(role));
        KafkaStreams streams =
                new KafkaStreams(topology, props, clients(role, settings, resuming.trail(), surroundings.observers()));
        if (resuming.isLocalStale(role)) {
            LOG.warn(
                    LogEvents.STATE_MADE_ANEW,
                    "Role {}: its local stores in {} are copies of a changelog that is gone, or of state of another version: made anew",
                    role.id(),
                    settings.streams().stateDir().toAbsolutePath());
            streams.cleanUp();
            resuming.localIs(role, resuming.changelogId(role));
        }
        return streams;
    }

    private static KafkaClientSupplier clients(
            Role role, Settings settings, PositionTrail trail, ClientObservers observers) {
        if (!StreamsConfigs.isMicroBatched(settings, role)) {
            return new ServiceClients(trail, observers.withoutTraces());
        }
        MicroBatcher batcher = new MicroBatcher(
                MerchantTopology.microBatched(settings.connection().topics()),
                settings.beat().intervalMillis());
        return new MicroBatchClients(batcher, trail, observers);
    }

    /**
     * Starts it. Local state that is damaged is set aside, and read again from its changelogs.
     *
     * @param topology makes one for each attempt
     * @throws StartupException when it cannot start
     */
    static RunningRole start(
            Role role,
            Settings settings,
            Supplier<Topology> topology,
            ThreadFailures.Surroundings surroundings,
            Resuming resuming) {
        try {
            return attempt(role, settings, topology.get(), surroundings, resuming);
        } catch (RuntimeException e) {
            if (!DamagedFolder.isMeantBy(e)) {
                throw cannotStart(role, settings, e);
            }
            Path stores = settings.streams().stateDir().resolve(role.id()).resolve(settings.applicationId(role));
            DamagedFolder.setAside(stores, ErrorText.of(e));
        }
        try {
            return attempt(role, settings, topology.get(), surroundings, resuming);
        } catch (RuntimeException e) {
            throw cannotStart(role, settings, e);
        }
    }

    private static RunningRole attempt(
            Role role,
            Settings settings,
            Topology topology,
            ThreadFailures.Surroundings surroundings,
            Resuming resuming) {
        RunningRole running = new RunningRole(role, settings, topology, surroundings, resuming);
        try {
            running.streams.start();
            return running;
        } catch (RuntimeException e) {
            running.close(Duration.ofSeconds(1));
            throw e;
        }
    }

    private static StartupException cannotStart(Role role, Settings settings, RuntimeException cause) {
        String folder = settings.streams().stateDir().toAbsolutePath().toString();
        String remedy = String.valueOf(cause.getMessage()).contains("same state directory")
                ? "another process uses state.dir " + folder + ": give this one a folder of its own"
                : ErrorText.of(cause) + "; check the settings and that state.dir " + folder + " can be written";
        return new StartupException("role " + role.id() + " cannot start: " + remedy, cause);
    }

    boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Whether it stopped by itself and will not come back. */
    boolean isFailed() {
        if (!lost.isEmpty()) {
            return true;
        }
        return switch (streams.state()) {
            case ERROR, PENDING_ERROR, NOT_RUNNING, PENDING_SHUTDOWN -> true;
            default -> false;
        };
    }

    /** Since a stream thread last sent a heartbeat to its group; zero where none was sent yet. */
    Duration brokerSilence() {
        double seconds = streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("last-heartbeat-seconds-ago"))
                .mapToDouble(metric -> metric.metricValue() instanceof Number value ? value.doubleValue() : 0)
                .max()
                .orElse(0);
        return Duration.ofMillis((long) (1_000 * Math.max(0, seconds)));
    }

    Health.RoleStatus status() {
        return new Health.RoleStatus(
                role.id(),
                applicationId,
                streams.state().name(),
                tasks(ThreadMetadata::activeTasks),
                tasks(ThreadMetadata::standbyTasks),
                restore.stores(),
                lost.isEmpty() ? failures.last() : lost,
                lost.isEmpty() ? failures.lastAt() : lostAt);
    }

    private List<String> tasks(Function<ThreadMetadata, java.util.Set<TaskMetadata>> kind) {
        try {
            return streams.metadataForLocalThreads().stream()
                    .flatMap(thread -> kind.apply(thread).stream())
                    .map(task -> task.taskId().toString())
                    .sorted()
                    .toList();
        } catch (IllegalStateException e) {
            return List.of(); // Streams has no answer while it starts or stops.
        }
    }

    /** Stops it, because it would go on with wrong numbers. */
    void stop(String why) {
        lostAt = System.currentTimeMillis();
        lost = why;
        LOG.error(LogEvents.ROLE_SHUT_DOWN, "Role {} is stopped: {}", role.id(), why);
        streams.close(CloseOptions.timeout(Duration.ZERO));
    }

    /** Commits and stops. False when that took longer than allowed. */
    boolean close(Duration atMost) {
        metrics.close();
        restore.close();
        // A dynamic member that stays in the group would keep its tasks idle until its session ends.
        GroupMembershipOperation membership =
                staticMember ? GroupMembershipOperation.REMAIN_IN_GROUP : GroupMembershipOperation.LEAVE_GROUP;
        return streams.close(CloseOptions.timeout(atMost).withGroupMembershipOperation(membership));
    }

    Role role() {
        return role;
    }

    /**
     * Which instance has the task of a merchant.
     *
     * @return {@link KeyQueryMetadata#NOT_AVAILABLE} while tasks move
     * @throws IllegalStateException while it starts or stops
     */
    KeyQueryMetadata owner(String merchantId) {
        return streams.queryMetadataForKey(Names.TASK_STORE, merchantId, new StringSerializer());
    }
}
