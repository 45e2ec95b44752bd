package io.tributary.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.app.access.AccessCheck;
import io.tributary.app.access.Permission;
import io.tributary.app.config.Settings;
import io.tributary.app.run.AccessRights;
import io.tributary.app.run.AccessRole;
import io.tributary.stack.LocalStack;
import io.tributary.stack.SelfSigned;
import io.tributary.stack.StackSecurity;
import io.tributary.stack.StackSettings;
import io.tributary.testkit.Cluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;

/**
 * A broker with TLS, logins and ACLs and a registry with TLS and a password, for tests that share it: a user for each role, each permitted
 * what its role needs.
 */
final class SecuredStack implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Whom the certificates name that are used instead of a password. */
    static final String CERTIFIED = "CN=recommender";

    private final Path folder;
    private final LocalStack stack;
    private final Admin admin;
    private final StringWriter said = new StringWriter();

    private SecuredStack(Path folder, LocalStack stack) {
        this.folder = folder;
        this.stack = stack;
        this.admin = Admin.create(cluster(StackSecurity.ADMIN).client());
    }

    static SecuredStack start(Path folder) throws Exception {
        Path root = folder.resolve("stack");
        StackSecurity security = StackSecurity.in(root);
        for (int each = 1; each <= 2; each++) {
            SelfSigned.make(certificate(folder, each), CERTIFIED);
        }
        trust(security, certificate(folder, 1));
        SecuredStack started = new SecuredStack(
                folder, LocalStack.start(StackSettings.singleNode(root).secured(), line -> {}));
        for (String user : StackSecurity.users()) {
            started.writeFile(user, started.settings(user));
        }
        return started;
    }

    @Override
    public void close() {
        admin.close();
        stack.close();
    }

    LocalStack local() {
        return stack;
    }

    StackSecurity security() {
        return stack.security();
    }

    Path log(String process) {
        return folder.resolve("stack").resolve("logs").resolve(process + ".log");
    }

    Admin admin() {
        return admin;
    }

    // Who somebody is.

    private static Path certificate(Path folder, int number) {
        return folder.resolve("certificate-" + number);
    }

    private static void trust(StackSecurity security, Path certificate) throws IOException {
        Files.writeString(
                security.clientAuthorities(),
                Files.readString(security.folder().resolve("ca.crt"))
                        + Files.readString(certificate.resolve("ca.crt")));
    }

    /** Replaces what the certified client shows by the second, the only one that brokers trust from their next start on. */
    void replaceCertificate() throws IOException {
        Path second = certificate(folder, 2);
        trust(security(), second);
        for (String file : List.of("tls.key", "tls.crt")) {
            Files.copy(second.resolve(file), certificate(folder, 1).resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Settings of the service and of commands. */
    Map<String, String> settings(String user) {
        return completed(SecureLocal.client(security(), user));
    }

    /** The same for who logs in with the user's token. */
    Map<String, String> settingsWithToken(String user) {
        return completed(withToken(user, security().token(user)));
    }

    private Map<String, String> completed(Map<String, String> client) {
        Map<String, String> settings = new HashMap<>(client);
        settings.put("bootstrap.servers", stack.bootstrapServers());
        settings.put("schema.registry.url", stack.registryUrl());
        settings.put("merchant.partitions", "2");
        settings.put("http.port", "0");
        settings.put("http.tls.folder", security().folder().toString());
        settings.put("state.dir", folder.resolve("state").toString());
        settings.put("startup.timeout.ms", "30000");
        return settings;
    }

    private Map<String, String> withToken(String user, Path token) {
        Map<String, String> settings = new TreeMap<>(SecureLocal.client(security(), user));
        settings.remove("kafka.sasl.credentials.folder");
        settings.put("kafka.sasl.token.file", token.toString());
        return settings;
    }

    Cluster cluster(String user) {
        return cluster(stack.bootstrapServers(), SecureLocal.client(security(), user));
    }

    /** For who logs in with a token. */
    Cluster clusterWithToken(String user, Path token) {
        return cluster(stack.bootstrapServers(), withToken(user, token));
    }

    /** For who logs in with a certificate. */
    Cluster clusterWithCertificate() {
        Map<String, String> settings = new TreeMap<>(SecureLocal.client(security(), "recommender"));
        settings.remove("kafka.sasl.credentials.folder");
        settings.put("kafka.security.protocol", "SSL");
        settings.put("kafka.ssl.keystore.location", certificate(folder, 1).toString());
        return cluster(stack.certificateServers(), settings);
    }

    private Cluster cluster(String servers, Map<String, String> client) {
        return new Cluster(servers, stack.registryUrl())
                .secured(client.entrySet().stream()
                        .collect(Collectors.toMap(
                                each -> each.getKey().replaceFirst("^kafka\\.", ""), Map.Entry::getValue)));
    }

    // Commands.

    void writeFile(String name, Map<String, String> settings) throws IOException {
        Files.writeString(
                folder.resolve(name + ".properties"),
                settings.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("\n")));
    }

    /** Runs a command with the settings of that name, and returns its exit code. */
    int run(String name, String... args) {
        said.getBuffer().setLength(0);
        var commands = ToolMain.commandLine();
        commands.setOut(new PrintWriter(said, true));
        commands.setErr(new PrintWriter(said, true));
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--config", folder.resolve(name + ".properties").toString()));
        return commands.execute(all.toArray(String[]::new));
    }

    /** What the last one said. */
    String said() {
        return said.toString();
    }

    // Permissions.

    List<Permission> missing(AccessRole role, Admin client) {
        Settings settings = Settings.of(settings(SecureLocal.user(role)));
        return new AccessCheck(client, each -> AccessRights.examples(each, settings))
                .missing(AccessRights.of(role, settings));
    }

    void awaitMissing(AccessRole role, List<Permission> expected) {
        try (Admin client = Admin.create(cluster(SecureLocal.user(role)).client())) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(missing(role, client)).isEqualTo(expected));
        }
    }

    private static AclBinding binding(AccessRole role, Permission permission) {
        return new AclBinding(
                new ResourcePattern(
                        permission.type(),
                        permission.name(),
                        permission.prefixed() ? PatternType.PREFIXED : PatternType.LITERAL),
                new AccessControlEntry(
                        SecureLocal.principal(role), "*", permission.operation(), AclPermissionType.ALLOW));
    }

    void take(AccessRole role, Permission permission) throws Exception {
        admin.deleteAcls(List.of(binding(role, permission).toFilter())).all().get();
    }

    void give(AccessRole role, Permission permission) throws Exception {
        admin.createAcls(List.of(binding(role, permission))).all().get();
    }
}
