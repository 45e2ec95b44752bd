package io.tributary.app.run;

import io.tributary.app.access.AccessCheck;
import io.tributary.app.access.Missing;
import io.tributary.app.access.Permission;
import io.tributary.app.config.Settings;
import io.tributary.schemas.security.ClientSecurity;
import io.tributary.schemas.security.Logins;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * Says which permissions a client lacks, in a line with what to do.
 *
 * @param role whose permissions it should have
 */
public record Denials(Settings settings, AccessRole role) {
    /** The line; empty when nothing is missing, as far as can be told, or the brokers do not ask who somebody is. */
    Optional<String> line(Admin admin) {
        if (!ClientSecurity.isSecured(settings.connection().kafka())) {
            return Optional.empty();
        }
        List<Permission> missing = new AccessCheck(admin, each -> AccessRights.examples(each, settings))
                .missing(AccessRights.of(role, settings));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Missing.line(Logins.principal(settings.connection().kafka()), role.id(), missing));
    }

    /** The same with a client of its own; empty, too, when the brokers do not answer. */
    public Optional<String> line() {
        if (!ClientSecurity.isSecured(settings.connection().kafka())) {
            return Optional.empty();
        }
        try (Admin admin = Admin.create(StreamsConfigs.client(settings.connection()))) {
            return line(admin);
        } catch (KafkaException e) {
            return Optional.empty();
        }
    }
}
