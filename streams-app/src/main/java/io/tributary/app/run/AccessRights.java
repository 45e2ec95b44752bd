package io.tributary.app.run;

import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.tributary.app.access.Permission;
import io.tributary.app.config.Role;
import io.tributary.app.config.Settings;
import io.tributary.inputs.InputSet;
import io.tributary.inputs.PositionTrail;
import io.tributary.schemas.Topic;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.streams.TopologyDescription;

/**
 * The least that each role must be permitted, derived from the catalogue of topics and from what the topologies read and write. Nobody needs
 * anything on the cluster: an idempotent producer needs WRITE on any topic, and topics are created by their names.
 */
public final class AccessRights {
    private static final List<Topic<?>> RULES =
            List.of(Topics.PROGRAMMES, Topics.PROGRAMMES_HISTORY, Topics.REFERENCE_LISTS, Topics.CONTROLS);
    private static final List<Topic<?>> BOOSTS = List.of(Topics.BOOST_DIRECTIVES, Topics.BEATS, Topics.CONTROLS);
    private static final Set<Topic<?>> AMONG_ITSELF = Set.of(
            Topics.BEATS,
            Topics.POOL_REPORTS,
            Topics.ENTITY_SHOPS,
            Topics.ENTITY_SHARES,
            Topics.BUCKET_SUMS,
            Topics.MERCHANT_DAYS,
            Topics.CONTROLS,
            Topics.DEAD_LETTERS);
    /** Inputs that are read with what came of them. */
    private static final List<Topic<?>> ANALYSED = List.of(
            Topics.MERCHANTS,
            Topics.MERCHANT_EVENTS,
            Topics.FEEDBACK,
            Topics.AWARENESS,
            Topics.IVT_VERDICTS,
            Topics.REFERENCE_LISTS,
            Topics.PROGRAMMES_HISTORY);

    private final Settings settings;
    private final TopicNames names;

    private AccessRights(Settings settings) {
        this.settings = settings;
        this.names = settings.connection().topics();
    }

    /** What a role needs under these settings; of the service, what this instance's roles need. */
    public static Set<Permission> of(AccessRole role, Settings settings) {
        AccessRights rights = new AccessRights(settings);
        return switch (role) {
            case SERVICE -> rights.service();
            case OPERATOR -> rights.operator();
            case REPAIR -> rights.repair();
            case PLATFORM -> rights.on(WRITE, rights.inputs());
            case RECOMMENDER -> rights.on(READ, BOOSTS);
            case ANALYST -> rights.on(READ, rights.published());
        };
    }

    /** Names of resources that exist, or will, which a prefixed permission is for. */
    public static List<String> examples(Permission permission, Settings settings) {
        return switch (permission.type()) {
            case TOPIC -> List.of(PositionTrail.topic(applications(settings)));
            case GROUP ->
                settings.streams().roles().stream().map(settings::applicationId).toList();
            default -> List.of();
        };
    }

    /** What ids of the service's applications begin with, and with them their groups, transactional ids and internal topics. */
    private static String applications(Settings settings) {
        return names(settings).prefix() + settings.streams().applicationPrefix();
    }

    private static TopicNames names(Settings settings) {
        return settings.connection().topics();
    }

    private String internal() {
        return applications(settings) + "-";
    }

    private Set<Permission> service() {
        Set<Permission> rights = new TreeSet<>();
        Set<Topic<?>> touched = new java.util.HashSet<>();
        for (Role role : settings.streams().roles()) {
            Set<Topic<?>> read = new java.util.HashSet<>();
            Set<Topic<?>> written = new java.util.HashSet<>(Set.of(Topics.DEAD_LETTERS));
            visit(role, (topic, isWritten) -> (isWritten ? written : read).add(topic));
            rights.addAll(on(READ, read));
            rights.addAll(on(WRITE, written));
            touched.addAll(read);
            touched.addAll(written);
            // Streams deletes from them what both sides have read.
            InputSet inputs = RoleInputs.of(role, settings);
            inputs.internal().forEach(topic -> rights.add(Permission.topic(DELETE, topic)));
        }
        // A start compares all topics with the catalogue.
        rights.addAll(on(DESCRIBE_CONFIGS, Topics.all()));
        rights.addAll(on(
                DESCRIBE,
                Topics.all().stream().filter(topic -> !touched.contains(topic)).toList()));
        Stream.of(CREATE, READ, WRITE)
                .forEach(operation -> rights.add(Permission.all(operation, ResourceType.TOPIC, internal())));
        rights.add(Permission.all(READ, ResourceType.GROUP, internal()));
        rights.add(Permission.all(WRITE, ResourceType.TRANSACTIONAL_ID, internal()));
        return rights;
    }

    private Set<Permission> operator() {
        Set<Permission> rights = new TreeSet<>();
        Stream.of(CREATE, READ, ALTER_CONFIGS).forEach(operation -> rights.addAll(on(operation, Topics.all())));
        rights.addAll(on(WRITE, RULES));
        Stream.of(CREATE, READ, WRITE, DELETE)
                .forEach(operation -> rights.add(Permission.all(operation, ResourceType.TOPIC, internal())));
        Stream.of(READ, DELETE)
                .forEach(operation -> rights.add(Permission.all(operation, ResourceType.GROUP, internal())));
        rights.add(Permission.all(WRITE, ResourceType.TRANSACTIONAL_ID, internal()));
        return rights;
    }

    /**
     * Dead letters are read, sent again and noted in transactions of one id. Rules are applied anew rather, and signals say all anew by
     * themselves.
     */
    private Set<Permission> repair() {
        Set<Permission> rights = on(READ, List.of(Topics.DEAD_LETTERS));
        rights.addAll(on(WRITE, List.of(Topics.DEAD_LETTERS)));
        rights.addAll(on(
                WRITE,
                read().stream()
                        .filter(topic -> !RULES.contains(topic) && !RoleInputs.isSignal(topic))
                        .toList()));
        rights.add(new Permission(
                ResourceType.TRANSACTIONAL_ID, DeadLetters.transactionalId(applications(settings)), false, WRITE));
        return rights;
    }

    /** What the service reads. */
    private Set<Topic<?>> read() {
        return visited(false);
    }

    private Set<Topic<?>> visited(boolean asWritten) {
        Set<Topic<?>> visited = new java.util.HashSet<>();
        for (Role role : Role.values()) {
            visit(role, (topic, isWritten) -> {
                if (isWritten == asWritten) {
                    visited.add(topic);
                }
            });
        }
        return visited;
    }

    /** What the service reads, and neither itself writes nor operators. */
    private List<Topic<?>> inputs() {
        Set<Topic<?>> read = read();
        Set<Topic<?>> written = visited(true);
        written.addAll(RULES);
        return Topics.all().stream()
                .filter(topic -> read.contains(topic) && !written.contains(topic))
                .collect(Collectors.toList());
    }

    /** What the service writes for others, and what belongs to it. */
    private List<Topic<?>> published() {
        List<Topic<?>> published = new ArrayList<>(ANALYSED);
        for (Role role : Role.values()) {
            visit(role, (topic, isWritten) -> {
                if (isWritten && !AMONG_ITSELF.contains(topic) && !published.contains(topic)) {
                    published.add(topic);
                }
            });
        }
        return published;
    }

    private Set<Permission> on(
            org.apache.kafka.common.acl.AclOperation operation, java.util.Collection<Topic<?>> topics) {
        return topics.stream()
                .map(topic -> Permission.topic(operation, names.of(topic)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Tells of each topic of the catalogue that the role's topology reads (false) or writes (true). */
    private void visit(Role role, BiConsumer<Topic<?>, Boolean> visitor) {
        TopologyDescription topology =
                RoleTopologies.of(role, settings, AvroSerdes.inMemory(names)).describe();
        for (TopologyDescription.Subtopology part : topology.subtopologies()) {
            for (TopologyDescription.Node node : part.nodes()) {
                if (node instanceof TopologyDescription.Source source && source.topicSet() != null) {
                    source.topicSet()
                            .forEach(name -> names.byName(name).ifPresent(topic -> visitor.accept(topic, false)));
                } else if (node instanceof TopologyDescription.Sink sink && sink.topic() != null) {
                    names.byName(sink.topic()).ifPresent(topic -> visitor.accept(topic, true));
                }
            }
        }
    }
}
