package io.tributary.demo;

import io.tributary.app.access.AclPlan;
import io.tributary.app.config.Settings;
import io.tributary.app.run.AccessRights;
import io.tributary.app.run.AccessRole;
import io.tributary.app.run.StreamsConfigs;
import io.tributary.stack.DetachedStack.Status;
import io.tributary.stack.StackSecurity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * A secured local stack as its users need it: a file with settings for each of them in {@code security/}, and the ACLs of their roles.
 * Commands of this folder log in as the administrator, and so may do everything; {@code TRIBUTARY_CONFIG=.../security/USER.properties}
 * makes them somebody else.
 */
final class SecureLocal {
    private final StackSecurity security;

    private SecureLocal(StackSecurity security) {
        this.security = security;
    }

    static SecureLocal of(Path folder) {
        return new SecureLocal(StackSecurity.in(folder.toAbsolutePath().normalize()));
    }

    /** Settings of one of the users of a secured stack, as a properties file has them: with HTTPS, for the service and who asks it. */
    String settings(String user) {
        Map<String, String> settings = client(security, user);
        settings.put("http.tls.folder", security.folder().toString());
        return lines(settings);
    }

    /** What clients of brokers and registry need of them. */
    static Map<String, String> client(StackSecurity security, String user) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("kafka.security.protocol", "SASL_SSL");
        settings.put("kafka.sasl.credentials.folder", security.user(user).toString());
        settings.put("kafka.ssl.truststore.location", security.folder().toString());
        settings.put(
                "registry.basic.auth.credentials.folder",
                security.user(StackSecurity.REGISTRY_USER).toString());
        settings.put("registry.ssl.truststore.location", security.folder().toString());
        return settings;
    }

    private static String lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue().replace("\\", "\\\\") + System.lineSeparator())
                .collect(Collectors.joining());
    }

    /** Writes the file of each user, and lets each do what its role takes. */
    void grant(Status status, Path common) {
        try {
            for (String user : StackSecurity.users()) {
                Files.writeString(
                        file(security.folder(), user),
                        Files.readString(common).replace(settings(StackSecurity.ADMIN), settings(user)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(security.folder() + " cannot be written", e);
        }
        Map<String, String> all = new HashMap<>(client(security, StackSecurity.ADMIN));
        all.put("bootstrap.servers", status.bootstrapServers());
        all.put("schema.registry.url", status.registryUrl());
        Settings settings = Settings.of(all);
        try (Admin admin = Admin.create(StreamsConfigs.client(settings.connection()))) {
            for (AccessRole role : AccessRole.values()) {
                AclPlan.of(admin, principal(role), AccessRights.of(role, settings))
                        .grant(admin);
            }
        }
    }

    /** The user of a role. */
    static String user(AccessRole role) {
        return role == AccessRole.SERVICE ? "tributary" : role.id();
    }

    static String principal(AccessRole role) {
        return "User:" + user(role);
    }

    private static Path file(Path folder, String user) {
        return folder.resolve(user + ".properties");
    }

    static void removeSettings(Path folder) throws IOException {
        for (String user : StackSecurity.users()) {
            Files.deleteIfExists(file(folder.resolve("security"), user));
        }
    }
}
