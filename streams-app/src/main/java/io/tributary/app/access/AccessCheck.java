package io.tributary.app.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Which permissions a client lacks. Kafka's errors say of a resource that something on it is denied, and not what: so the brokers are asked
 * what this client may do. Each client may ask that of itself.
 */
public final class AccessCheck {
    private static final int ANSWER_SECONDS = 10;
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
        Set<Permission> missing = new TreeSet<>();
        Map<ResourceType, List<Permission>> byType = needed.stream().collect(Collectors.groupingBy(Permission::type));
        byType.forEach((type, permissions) -> {
            switch (type) {
                case TOPIC -> topics(permissions, missing);
                case GROUP -> groups(permissions, missing);
                case TRANSACTIONAL_ID -> transactions(permissions, missing);
                default -> throw new IllegalArgumentException("nothing is asked of " + type);
            }
        });
        return List.copyOf(missing);
    }

    private void topics(List<Permission> permissions, Set<Permission> missing) {
        Set<String> names = permissions.stream()
                .filter(each -> each.operation() != AclOperation.CREATE)
                .flatMap(each -> names(each).stream())
                .collect(Collectors.toSet());
        Map<String, Optional<Set<AclOperation>>> allowed = new java.util.HashMap<>();
        admin.describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues()
                .forEach((name, found) -> allowed.put(name, operations(found, topic -> topic.authorizedOperations())));
        for (Permission each : permissions) {
            boolean lacks = each.operation() == AclOperation.CREATE
                    ? !mayCreate(each)
                    : names(each).stream().anyMatch(name -> lacks(name, allowed.get(name), each.operation()));
            if (lacks) {
                missing.add(each);
            }
        }
    }

    private boolean lacks(String topic, Optional<Set<AclOperation>> allowed, AclOperation operation) {
        boolean hidden = allowed.isPresent() && allowed.get().isEmpty();
        // Of a topic that may not be described it is not said what else may be done; its settings may be seen all the
        // same.
        return hidden && SETTINGS.contains(operation) ? !maySeeSettings(topic) : lacks(allowed, operation);
    }

    private boolean maySeeSettings(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return !isDenied(admin.describeConfigs(List.of(resource)).values().get(resource));
    }

    /** Whether it is denied; of what is not there yet nobody knows. */
    private static boolean lacks(Optional<Set<AclOperation>> allowed, AclOperation operation) {
        return allowed.isPresent() && !allowed.get().contains(operation);
    }

    private boolean mayCreate(Permission permission) {
        String name = permission.prefixed() ? permission.name() + PROBE : permission.name();
        NewTopic topic = new NewTopic(name, Optional.of(1), Optional.empty());
        return !isDenied(admin.createTopics(List.of(topic), new CreateTopicsOptions().validateOnly(true))
                .all());
    }

    private void groups(List<Permission> permissions, Set<Permission> missing) {
        for (Permission each : permissions) {
            for (String group : names(each)) {
                KafkaFuture<org.apache.kafka.clients.admin.ConsumerGroupDescription> found =
                        admin.describeConsumerGroups(
                                        List.of(group),
                                        new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                                .describedGroups()
                                .get(group);
                if (lacks(operations(found, description -> description.authorizedOperations()), each.operation())) {
                    missing.add(each);
                }
            }
        }
    }

    private void transactions(List<Permission> permissions, Set<Permission> missing) {
        for (Permission each : permissions) {
            String id = each.prefixed() ? each.name() + PROBE : each.name();
            // What may be written may be described, and nothing else asks for these ids.
            if (isDenied(admin.describeTransactions(List.of(id)).description(id))) {
                missing.add(each);
            }
        }
    }

    private List<String> names(Permission permission) {
        return permission.prefixed() ? examples.apply(permission) : List.of(permission.name());
    }

    /** What is allowed: nothing when even this is denied; empty when there is nothing of that name. */
    private static <T> Optional<Set<AclOperation>> operations(
            KafkaFuture<T> found, Function<T, Set<AclOperation>> operations) {
        try {
            return Optional.ofNullable(operations.apply(found.get(ANSWER_SECONDS, TimeUnit.SECONDS)));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return Optional.of(Set.of());
            }
            return Optional.empty();
        } catch (TimeoutException e) {
            throw new KafkaException("no answer within " + ANSWER_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for the brokers", e);
        }
    }

    private static boolean isDenied(KafkaFuture<?> asked) {
        try {
            asked.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            return false;
        } catch (ExecutionException e) {
            return e.getCause() instanceof AuthorizationException;
        } catch (TimeoutException e) {
            throw new KafkaException("no answer within " + ANSWER_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for the brokers", e);
        }
    }
}
