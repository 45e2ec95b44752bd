package io.tributary.app.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Which permissions a client lacks. Kafka's errors say of a resource that something on it is denied, and not what: so the brokers are asked
 * what this client may do. Each client may ask that of itself. All that is asked of one kind of resource is one request, and all requests are
 * under way at once, so that a start waits for one round trip, and for a second where a topic is hidden.
 */
public final class AccessCheck {
    /** What names of the resources that are asked for stand for begin with. */
    private static final String PROBE = "permission-check";

    private static final Set<AclOperation> SETTINGS = Set.of(AclOperation.DESCRIBE_CONFIGS, AclOperation.ALTER_CONFIGS);

    private final Admin admin;
    private final Function<Permission, List<String>> examples;

    /**
     * @param examples names that exist, or will, of resources that a prefixed permission is for
     */
    public AccessCheck(Admin admin, Function<Permission, List<String>> examples) {
        this.admin = admin;
        this.examples = examples;
    }

    /**
     * Those of the permissions that this client has not, in their order. What cannot be told, as of topics that do not exist yet, is taken
     * to be there.
     *
     * @throws KafkaException when the brokers do not answer
     */
    public List<Permission> missing(Collection<Permission> needed) {
        Map<Boolean, List<Permission>> topics = needed.stream()
                .filter(each -> each.type() == ResourceType.TOPIC)
                .collect(Collectors.partitioningBy(each -> each.operation() == AclOperation.CREATE));
        List<Permission> groups = of(needed, ResourceType.GROUP);
        List<Permission> transactions = of(needed, ResourceType.TRANSACTIONAL_ID);
        // What is asked first, and what is made of the answers then.
        List<Asked> all = List.of(
                create(topics.get(true)), topics(topics.get(false)), groups(groups), transactions(transactions));
        Set<Permission> missing = new TreeSet<>();
        for (Asked asked : all) {
            asked.permissions().stream().filter(asked.lacks()).forEach(missing::add);
        }
        return List.copyOf(missing);
    }

    /**
     * Permissions that the brokers were asked about.
     *
     * @param lacks whether this client has one not; waits for the answer
     */
    private record Asked(List<Permission> permissions, Predicate<Permission> lacks) {
        static final Asked NOTHING = new Asked(List.of(), each -> false);
    }

    private static List<Permission> of(Collection<Permission> needed, ResourceType type) {
        return needed.stream().filter(each -> each.type() == type).toList();
    }

    /** By making topics that are not made: those that are there already are told so only to whoever might make them. */
    private Asked create(List<Permission> permissions) {
        if (permissions.isEmpty()) {
            return Asked.NOTHING;
        }
        List<NewTopic> topics = permissions.stream()
                .map(each -> new NewTopic(example(each), Optional.of(1), Optional.empty()))
                .toList();
        Map<String, KafkaFuture<Void>> made = admin.createTopics(topics, new CreateTopicsOptions().validateOnly(true))
                .values();
        return new Asked(permissions, each -> Answers.isDenied(made.get(example(each))));
    }

    private Asked topics(List<Permission> permissions) {
        if (permissions.isEmpty()) {
            return Asked.NOTHING;
        }
        Map<String, KafkaFuture<TopicDescription>> found = admin.describeTopics(
                        names(permissions), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        Map<String, KafkaFuture<Config>> settings = new HashMap<>();
        return new Asked(permissions, each -> {
            if (settings.isEmpty() && SETTINGS.contains(each.operation())) {
                settings.putAll(settings(hidden(found)));
            }
            return names(each).stream().anyMatch(name -> {
                Optional<Set<AclOperation>> allowed = operations(found.get(name));
                return lacks(allowed, each.operation())
                        && !(SETTINGS.contains(each.operation())
                                && allowed.orElseThrow().isEmpty()
                                && !Answers.isDenied(settings.get(name)));
            });
        });
    }

    /**
     * Of a topic that may not be described it is not said what else may be done; its settings may be seen all the same.
     */
    private static List<String> hidden(Map<String, KafkaFuture<TopicDescription>> found) {
        return found.entrySet().stream()
                .filter(each -> operations(each.getValue()).filter(Set::isEmpty).isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, KafkaFuture<Config>> settings(List<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        return admin.describeConfigs(resources).values().entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().name(), Map.Entry::getValue));
    }

    private static Optional<Set<AclOperation>> operations(KafkaFuture<TopicDescription> found) {
        return Answers.operations(found, TopicDescription::authorizedOperations);
    }

    private Asked groups(List<Permission> permissions) {
        if (permissions.isEmpty()) {
            return Asked.NOTHING;
        }
        Map<String, KafkaFuture<ConsumerGroupDescription>> found = admin.describeConsumerGroups(
                        names(permissions), new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                .describedGroups();
        return new Asked(
                permissions,
                each -> names(each).stream()
                        .anyMatch(name -> lacks(
                                Answers.operations(found.get(name), ConsumerGroupDescription::authorizedOperations),
                                each.operation())));
    }

    /** What may be written may be described, and nothing else asks for these ids. */
    private Asked transactions(List<Permission> permissions) {
        if (permissions.isEmpty()) {
            return Asked.NOTHING;
        }
        List<String> ids =
                permissions.stream().map(AccessCheck::example).distinct().toList();
        DescribeTransactionsResult found = admin.describeTransactions(ids);
        return new Asked(permissions, each -> Answers.isDenied(found.description(example(each))));
    }

    private static String example(Permission permission) {
        return permission.prefixed() ? permission.name() + PROBE : permission.name();
    }

    private Set<String> names(Collection<Permission> permissions) {
        return permissions.stream().flatMap(each -> names(each).stream()).collect(Collectors.toSet());
    }

    private List<String> names(Permission permission) {
        return permission.prefixed() ? examples.apply(permission) : List.of(permission.name());
    }

    /** Whether it is denied; of what is not there yet nobody knows. */
    private static boolean lacks(Optional<Set<AclOperation>> allowed, AclOperation operation) {
        return allowed.isPresent() && !allowed.get().contains(operation);
    }
}
