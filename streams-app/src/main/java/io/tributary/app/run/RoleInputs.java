package io.tributary.app.run;

import io.tributary.app.config.Role;
import io.tributary.app.config.Settings;
import io.tributary.domain.input.InputKind;
import io.tributary.inputs.InputSet;
import io.tributary.inputs.PositionTrail;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topic.Cleanup;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.Topics;
import io.tributary.topology.Names;
import io.tributary.topology.entity.EntityTopology;
import io.tributary.topology.experiment.ExperimentTopology;
import io.tributary.topology.merchant.MerchantTopology;
import io.tributary.topology.pool.PoolTopology;
import io.tributary.topology.rollup.RollupTopology;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each role reads, and where it keeps what it made of it. */
public final class RoleInputs {
    private static final Set<Topic<?>> SIGNALS = Set.of(Topics.BEATS, Topics.POOL_REPORTS, Topics.ENTITY_SHARES);

    private RoleInputs() {}

    /** Whether each record of the topic says all anew, so that an old one would only take back what newer ones said. */
    public static boolean isSignal(Topic<?> topic) {
        return SIGNALS.contains(topic);
    }

    /** The inputs of a role under these settings. */
    public static InputSet of(Role role, Settings settings) {
        String application = settings.applicationId(role);
        TopicNames names = settings.connection().topics();
        return switch (role) {
            case MERCHANT -> keyed(application, Names.TASK_STORE, names, MerchantTopology.inputs());
            case POOL ->
                keyed(
                        application,
                        PoolTopology.STORE,
                        names,
                        List.of(Topics.PROGRAMMES, Topics.REFERENCE_LISTS, Topics.CONTROLS, Topics.POOL_REPORTS));
            case ROLLUP -> rollup(application, names);
            case ENTITY -> keyed(application, EntityTopology.STORE, names, List.of(Topics.ENTITY_SHOPS));
            case EXPERIMENT -> keyed(application, ExperimentTopology.STORE, names, ExperimentTopology.inputs());
        };
    }

    /** Name of the topic of positions under these settings. */
    public static PositionTrail trail(Settings settings) {
        return new PositionTrail(PositionTrail.topic(
                settings.connection().topics().prefix() + settings.streams().applicationPrefix()));
    }

    private static InputSet keyed(String application, String store, TopicNames names, List<? extends Topic<?>> topics) {
        Map<String, InputKind> inputs = new LinkedHashMap<>();
        topics.forEach(topic -> inputs.put(names.of(topic), kind(topic)));
        return new InputSet(application, inputs, Set.of(), changelog(application, store), inputs.keySet());
    }

    private static InputSet rollup(String application, TopicNames names) {
        Set<String> internal = Stream.of(
                        RollupTopology.REPARTITION,
                        RollupTopology.AWARENESS,
                        RollupTopology.DECISIONS,
                        RollupTopology.BENEFITS)
                .map(name -> application + "-" + name + "-repartition")
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, InputKind> inputs = new LinkedHashMap<>();
        List.of(
                        Topics.CONVERSION_METRICS,
                        Topics.MERCHANT_DAYS,
                        Topics.AWARENESS,
                        Topics.MERCHANT_EVENTS,
                        Topics.DECISIONS,
                        Topics.BENEFITS)
                .forEach(topic -> inputs.put(names.of(topic), InputKind.EVENTS));
        internal.forEach(topic -> inputs.put(topic, InputKind.EVENTS));
        Set<String> ofStore = new LinkedHashSet<>(internal);
        ofStore.add(names.of(Topics.MERCHANT_DAYS));
        return new InputSet(application, inputs, internal, changelog(application, RollupTopology.STORE), ofStore);
    }

    private static String changelog(String application, String store) {
        return application + "-" + store + "-changelog";
    }

    private static InputKind kind(Topic<?> topic) {
        if (isSignal(topic)) {
            return InputKind.SIGNALS;
        }
        return topic.cleanup() == Cleanup.COMPACT ? InputKind.COMPACTED : InputKind.EVENTS;
    }
}
