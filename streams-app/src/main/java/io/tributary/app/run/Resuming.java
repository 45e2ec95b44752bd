package io.tributary.app.run;

import io.tributary.app.config.Role;
import io.tributary.app.config.Settings;
import io.tributary.app.config.StartupException;
import io.tributary.domain.state.StateVersion;
import io.tributary.inputs.InputSet;
import io.tributary.inputs.InputWatch;
import io.tributary.inputs.LostInputException;
import io.tributary.inputs.PartitionReader;
import io.tributary.inputs.PositionTrail;
import io.tributary.inputs.Resumption;
import io.tributary.inputs.Resumption.Resumed;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.Topics;
import io.tributary.text.LogEvents;
import io.tributary.topology.TopicKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the roles of this instance go on: see {@link Resumption}. */
final class Resuming {
    private static final Logger LOG = LoggerFactory.getLogger(Resuming.class);
    private static final Duration READ_AT_MOST = Duration.ofMinutes(2);

    private final Settings settings;
    private final PositionTrail trail;
    private final Map<Role, Resumed> roles = new EnumMap<>(Role.class);

    private Resuming(Settings settings) {
        this.settings = settings;
        this.trail = RoleInputs.trail(settings);
    }

    /**
     * Has every role of this instance stand where its state does.
     *
     * @throws StartupException when one cannot go on without wrong numbers
     */
    static Resuming of(Settings settings, Patience patience, Consumer<String> progress) {
        Resuming resuming = new Resuming(settings);
        long begin = System.nanoTime();
        Map<String, Object> client = StreamsConfigs.client(settings.connection());
        try (Admin admin = Admin.create(client)) {
            Resumption resumption = new Resumption(admin, client, resuming.trail, progress);
            patience.await("Kafka", "start the brokers or correct bootstrap.servers", () -> {
                resumption.createTopic(settings.streams().replicationFactor());
                return null;
            });
            Map<Role, InputSet> inputs = new EnumMap<>(Role.class);
            settings.streams().roles().forEach(role -> inputs.put(role, RoleInputs.of(role, settings)));
            Map<String, Resumed> resumed = patience.await(
                    "the inputs' positions",
                    "start the brokers, or see `tributary positions plan`",
                    () -> refusing(() -> resumption.resume(inputs.values(), Topics.MERCHANTS.retentionMillis())));
            inputs.forEach((role, set) -> resuming.roles.put(role, resumed.get(set.group())));
        }
        resuming.roles.forEach(resuming::compareLocal);
        LOG.info(
                LogEvents.INPUTS_COMPARED,
                "Inputs compared with their positions in {} ms",
                (System.nanoTime() - begin) / 1_000_000);
        return resuming;
    }

    private static <T> T refusing(Supplier<T> resumption) {
        try {
            return resumption.get();
        } catch (LostInputException e) {
            throw new StartupException(e.getMessage(), e);
        }
    }

    private void compareLocal(Role role, Resumed resumed) {
        LocalOrigin now = new LocalOrigin(resumed.clusterId(), resumed.changelogId(), StateVersion.current());
        LocalOrigin known = LocalOrigin.read(stateDir(), role);
        if (known.isElsewhere(now)) {
            throw new StartupException("state.dir " + stateDir().toAbsolutePath() + " holds stores of another cluster ("
                    + known.cluster() + ", bootstrap.servers leads to " + now.cluster()
                    + "): name a folder of this one's own, or delete it");
        }
        if (!known.isStaleFor(now)) {
            now.write(stateDir(), role);
        }
    }

    /** Id of the changelog that is there, empty before the first start. */
    String changelogId(Role role) {
        return roles.get(role).changelogId();
    }

    /** Whether local stores are copies of a changelog that is not there any more. */
    boolean isLocalStale(Role role) {
        Resumed resumed = roles.get(role);
        return LocalOrigin.read(stateDir(), role)
                .isStaleFor(new LocalOrigin(resumed.clusterId(), resumed.changelogId(), StateVersion.current()));
    }

    /** Notes what the local stores are copies of from now on. */
    void localIs(Role role, String changelogId) {
        new LocalOrigin(roles.get(role).clusterId(), changelogId, StateVersion.current()).write(stateDir(), role);
    }

    /**
     * What a consumer without an offset does. There is none after the first start: all offsets are set before an application begins,
     * except those of topics that Streams makes for its first life.
     */
    String offsetReset(Role role) {
        return roles.get(role).begun() ? "none" : "earliest";
    }

    PositionTrail trail() {
        return trail;
    }

    /** What processors of the role ask compacted topics for. */
    TopicKeys keys(Role role) {
        // Rules are few, and read at each start of the pool: nobody knows for how long it did not run.
        Set<Integer> reviewed = role == Role.POOL ? Set.of(0) : roles.get(role).reviewed();
        PartitionReader reader = new PartitionReader(StreamsConfigs.client(settings.connection()), READ_AT_MOST);
        TopicNames names = settings.connection().topics();
        return (topic, partition) ->
                reviewed.contains(partition) ? Optional.of(reader.keys(names.of(topic), partition)) : Optional.empty();
    }

    /** Watches the topics of the roles; the watch is to be closed. */
    InputWatch watch(BiConsumer<Role, String> lost) {
        Map<String, Object> client = StreamsConfigs.client(settings.connection());
        InputWatch watch = new InputWatch(
                Admin.create(client), client, trail, (inputs, line) -> lost.accept(roleOf(inputs), line));
        roles.keySet().forEach(role -> watch.add(RoleInputs.of(role, settings), (inputs, id) -> localIs(role, id)));
        return watch;
    }

    private Role roleOf(InputSet inputs) {
        return roles.keySet().stream()
                .filter(role -> settings.applicationId(role).equals(inputs.group()))
                .findFirst()
                .orElseThrow();
    }

    private Path stateDir() {
        return settings.streams().stateDir();
    }
}
