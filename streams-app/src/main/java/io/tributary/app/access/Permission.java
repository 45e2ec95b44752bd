package io.tributary.app.access;

import java.util.Comparator;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * One operation on one resource of the brokers.
 *
 * @param type what kind of resource
 * @param name its name, or what the names begin with
 * @param prefixed whether it is all whose names begin so
 * @param operation what may be done; READ and WRITE contain DESCRIBE, ALTER_CONFIGS contains DESCRIBE_CONFIGS
 */
public record Permission(ResourceType type, String name, boolean prefixed, AclOperation operation)
        implements Comparable<Permission> {
    private static final String ANY_HOST = "*";
    private static final Comparator<Permission> ORDER = Comparator.comparing(Permission::type)
            .thenComparing(Permission::name)
            .thenComparing(Permission::prefixed)
            .thenComparing(Permission::operation);

    public static Permission topic(AclOperation operation, String name) {
        return new Permission(ResourceType.TOPIC, name, false, operation);
    }

    public static Permission all(AclOperation operation, ResourceType type, String prefix) {
        return new Permission(type, prefix, true, operation);
    }

    /** What an ACL permits; its principal and host are not part of it. */
    static Permission of(AclBinding binding) {
        ResourcePattern pattern = binding.pattern();
        return new Permission(
                pattern.resourceType(),
                pattern.name(),
                pattern.patternType() == PatternType.PREFIXED,
                binding.entry().operation());
    }

    AclBinding binding(String principal) {
        return new AclBinding(
                new ResourcePattern(type, name, prefixed ? PatternType.PREFIXED : PatternType.LITERAL),
                new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW));
    }

    /** For example {@code WRITE on topic ledger}. */
    @Override
    public String toString() {
        return operation + " on " + type.name().toLowerCase(Locale.ROOT).replace('_', '-') + " " + name
                + (prefixed ? "*" : "");
    }

    @Override
    public int compareTo(Permission other) {
        return ORDER.compare(this, other);
    }
}
