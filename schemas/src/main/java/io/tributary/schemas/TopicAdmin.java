package io.tributary.schemas;

import io.tributary.schemas.TopicChange.Action;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Brings the topics of the contract about on a cluster. */
public final class TopicAdmin {
    private TopicAdmin() {}

    /** What {@link #apply(Admin, int, int)} would do. */
    public static List<TopicChange> plan(Admin admin, int merchantPartitions, int replication) {
        return plan(admin, new TopicLayout(merchantPartitions, replication, false));
    }

    /** Creates what is missing and changes settings that differ. */
    public static List<TopicChange> apply(Admin admin, int merchantPartitions, int replication) {
        return apply(admin, new TopicLayout(merchantPartitions, replication, false));
    }

    /**
     * One line for every topic of the catalogue, in its order.
     *
     * @throws KafkaException when the brokers do not answer
     */
    public static List<TopicChange> plan(Admin admin, TopicLayout layout) {
        TopicNames names = layout.names();
        Map<String, TopicDescription> existing = describe(admin, names);
        Map<String, Config> configs = configs(admin, existing.keySet());
        return Topics.all().stream()
                .map(topic -> change(topic, layout, existing.get(names.of(topic)), configs.get(names.of(topic))))
                .toList();
    }

    /**
     * Creates what is missing and changes settings that differ; may be run again, and by several at once. A topic whose partitions
     * differ is left alone: adding some would move keys away from their state.
     *
     * @return what was done
     * @throws KafkaException when the brokers do not answer, or refuse
     */
    public static List<TopicChange> apply(Admin admin, TopicLayout layout) {
        List<TopicChange> plan = plan(admin, layout);
        create(admin, layout, named(plan, layout.names(), Action.CREATE));
        alter(admin, layout, named(plan, layout.names(), Action.ALTER));
        return plan;
    }

    private static TopicChange change(Topic<?> topic, TopicLayout layout, TopicDescription existing, Config config) {
        String name = layout.names().of(topic);
        int partitions = topic.partitions(layout.merchantPartitions());
        Map<String, String> wanted = layout.config(topic);
        if (existing == null) {
            return new TopicChange(name, Action.CREATE, partitions + " partitions, " + text(wanted));
        }
        int present = existing.partitions().size();
        if (present != partitions) {
            String detail = "has " + present + " partitions, not " + partitions
                    + ": delete and create it again, or set merchant.partitions to what it has";
            return new TopicChange(name, Action.DIFFERS, detail);
        }
        Map<String, String> different = different(wanted, config);
        return different.isEmpty()
                ? new TopicChange(name, Action.OK, partitions + " partitions")
                : new TopicChange(name, Action.ALTER, "set " + text(different));
    }

    private static Map<String, String> different(Map<String, String> wanted, Config config) {
        Map<String, String> different = new HashMap<>(wanted);
        different
                .entrySet()
                .removeIf(setting -> Optional.ofNullable(config.get(setting.getKey()))
                        .map(ConfigEntry::value)
                        .filter(setting.getValue()::equals)
                        .isPresent());
        return different;
    }

    private static void create(Admin admin, TopicLayout layout, List<Topic<?>> topics) {
        List<NewTopic> fresh = topics.stream()
                .map(topic -> new NewTopic(
                                layout.names().of(topic), topic.partitions(layout.merchantPartitions()), (short)
                                        layout.replication())
                        .configs(layout.config(topic)))
                .toList();
        admin.createTopics(fresh).values().forEach((name, done) -> {
            try {
                get(done, "create topic " + name);
            } catch (TopicExistsException e) {
                // somebody else was quicker
            }
        });
    }

    private static void alter(Admin admin, TopicLayout layout, List<Topic<?>> topics) {
        Map<ConfigResource, Collection<AlterConfigOp>> operations = new HashMap<>();
        for (Topic<?> topic : topics) {
            List<AlterConfigOp> set = new ArrayList<>();
            layout.config(topic)
                    .forEach((key, value) ->
                            set.add(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET)));
            operations.put(resource(layout.names().of(topic)), set);
        }
        if (!operations.isEmpty()) {
            get(admin.incrementalAlterConfigs(operations).all(), "change topic settings");
        }
    }

    private static Map<String, TopicDescription> describe(Admin admin, TopicNames topicNames) {
        Set<String> names = get(admin.listTopics().names(), "list topics");
        List<String> ours = Topics.all().stream()
                .map(topicNames::of)
                .filter(names::contains)
                .toList();
        return get(admin.describeTopics(ours).allTopicNames(), "describe topics");
    }

    private static Map<String, Config> configs(Admin admin, Collection<String> names) {
        List<ConfigResource> resources =
                names.stream().map(TopicAdmin::resource).toList();
        return get(admin.describeConfigs(resources).all(), "describe topic settings").entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static List<Topic<?>> named(List<TopicChange> plan, TopicNames topicNames, Action action) {
        Set<String> names = plan.stream()
                .filter(change -> change.action() == action)
                .map(TopicChange::topic)
                .collect(Collectors.toSet());
        return Topics.all().stream()
                .filter(topic -> names.contains(topicNames.of(topic)))
                .collect(Collectors.toList());
    }

    private static String text(Map<String, String> config) {
        return config.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static <V> V get(KafkaFuture<V> future, String action) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted: could not " + action, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException exists) {
                throw exists;
            }
            throw new KafkaException("could not " + action + ": " + e.getCause().getMessage(), e.getCause());
        }
    }
}
