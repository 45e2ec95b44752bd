package io.tributary.app.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/**
 * What the ACLs of a principal are, compared with what it needs.
 *
 * @param principal as Kafka writes it, for example {@code User:tributary}
 * @param present what is permitted as it should be
 * @param missing what is to be granted
 * @param superfluous what the principal is granted, and does not need; it may be there for another reason
 */
public record AclPlan(
        String principal, List<Permission> present, List<Permission> missing, List<AclBinding> superfluous) {
    public AclPlan {
        present = List.copyOf(present);
        missing = List.copyOf(missing);
        superfluous = List.copyOf(superfluous);
    }

    /**
     * Asks the brokers, which takes DESCRIBE on the cluster.
     *
     * @throws KafkaException when they do not answer, or refuse
     */
    public static AclPlan of(Admin admin, String principal, Collection<Permission> needed) {
        AccessControlEntryFilter entries =
                new AccessControlEntryFilter(principal, null, AclOperation.ANY, AclPermissionType.ANY);
        Collection<AclBinding> granted =
                get(admin.describeAcls(new AclBindingFilter(ResourcePatternFilter.ANY, entries))
                        .values());
        Set<Permission> missing = new TreeSet<>(needed);
        Set<Permission> present = new TreeSet<>();
        Stream.Builder<AclBinding> superfluous = Stream.builder();
        for (AclBinding binding : granted) {
            Permission permission = Permission.of(binding);
            if (binding.equals(permission.binding(principal))
                    && (missing.remove(permission) || present.contains(permission))) {
                present.add(permission);
            } else {
                superfluous.add(binding);
            }
        }
        return new AclPlan(
                principal,
                List.copyOf(present),
                List.copyOf(missing),
                superfluous.build().toList());
    }

    /** Grants what is missing; takes nothing away. Takes ALTER on the cluster. */
    public void grant(Admin admin) {
        if (!missing.isEmpty()) {
            get(admin.createAcls(missing.stream()
                            .map(permission -> permission.binding(principal))
                            .toList())
                    .all());
        }
    }

    /** Takes away what is superfluous. */
    public void revoke(Admin admin) {
        if (!superfluous.isEmpty()) {
            get(admin.deleteAcls(superfluous.stream().map(AclBinding::toFilter).toList())
                    .all());
        }
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for the brokers", e);
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        }
    }
}
