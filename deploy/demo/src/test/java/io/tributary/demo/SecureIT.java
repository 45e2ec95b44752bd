package io.tributary.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.app.access.AccessCheck;
import io.tributary.app.access.Permission;
import io.tributary.app.config.Settings;
import io.tributary.app.config.StartupException;
import io.tributary.app.run.AccessRights;
import io.tributary.app.run.AccessRole;
import io.tributary.app.run.TributaryService;
import io.tributary.common.v1.Surface;
import io.tributary.demo.client.Feed;
import io.tributary.demo.street.Street;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.schemas.Topics;
import io.tributary.schemas.boost.BoostTable;
import io.tributary.schemas.boost.HostClock;
import io.tributary.stack.LocalStack;
import io.tributary.stack.StackSecurity;
import io.tributary.stack.StackSettings;
import io.tributary.testkit.Cluster;
import io.tributary.testkit.TopicReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Service, commands and everybody else on a broker with TLS, SCRAM and ACLs and a registry with TLS and a password, each as whom it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecureIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Path folder;
    private LocalStack stack;
    private Admin admin;
    private final StringWriter said = new StringWriter();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        stack = LocalStack.start(
                StackSettings.singleNode(folder.resolve("stack")).secured(), line -> {});
        admin = Admin.create(cluster(StackSecurity.ADMIN).client());
        for (String user : StackSecurity.users()) {
            StringBuilder file = new StringBuilder();
            settings(user)
                    .forEach((key, value) ->
                            file.append(key).append('=').append(value).append('\n'));
            Files.writeString(file(user), file);
        }
        for (AccessRole role : AccessRole.values()) {
            assertThat(run(StackSecurity.ADMIN, "acls", "plan", "--role", role.id()))
                    .isEqualTo(1);
            assertThat(run(StackSecurity.ADMIN, "acls", "apply", "--role", role.id()))
                    .isZero();
            awaitMissing(role, List.of());
            assertThat(run(StackSecurity.ADMIN, "acls", "plan", "--role", role.id(), "--json"))
                    .isZero();
        }
        assertThat(said.toString()).contains("\"action\":\"OK\"");
        assertThat(run("operator", "topics", "apply")).as(said.toString()).isZero();
    }

    @AfterAll
    void stop() {
        admin.close();
        stack.close();
    }

    private Path file(String user) {
        return folder.resolve(user + ".properties");
    }

    private Map<String, String> settings(String user) {
        Map<String, String> settings = new HashMap<>(SecureLocal.client(stack.security(), user));
        settings.put("bootstrap.servers", stack.bootstrapServers());
        settings.put("schema.registry.url", stack.registryUrl());
        settings.put("merchant.partitions", "2");
        settings.put("http.port", "0");
        settings.put("http.tls.folder", stack.security().folder().toString());
        settings.put("state.dir", folder.resolve("state").toString());
        settings.put("startup.timeout.ms", "30000");
        return settings;
    }

    private Cluster cluster(String user) {
        Map<String, String> security = new HashMap<>();
        SecureLocal.client(stack.security(), user)
                .forEach((key, value) -> security.put(key.startsWith("kafka.") ? key.substring(6) : key, value));
        return new Cluster(stack.bootstrapServers(), stack.registryUrl()).secured(security);
    }

    private int run(String user, String... args) {
        said.getBuffer().setLength(0);
        var commands = ToolMain.commandLine();
        commands.setOut(new PrintWriter(said, true));
        commands.setErr(new PrintWriter(said, true));
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--config", file(user).toString()));
        return commands.execute(all.toArray(String[]::new));
    }

    private List<Permission> missing(AccessRole role, Admin client) {
        Settings settings = Settings.of(settings(SecureLocal.user(role)));
        return new AccessCheck(client, each -> AccessRights.examples(each, settings))
                .missing(AccessRights.of(role, settings));
    }

    private void awaitMissing(AccessRole role, List<Permission> expected) {
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

    private void take(AccessRole role, Permission permission) throws Exception {
        admin.deleteAcls(List.of(binding(role, permission).toFilter())).all().get();
    }

    private void give(AccessRole role, Permission permission) throws Exception {
        admin.createAcls(List.of(binding(role, permission))).all().get();
    }

    @Test
    @Order(1)
    void shouldDoItsWorkUnderExactlyTheseAclsAndWithPasswordsThatChange() throws Exception {
        long now = System.currentTimeMillis();
        try (TributaryService service =
                        TributaryService.start(Settings.of(settings("tributary")), new SimpleMeterRegistry());
                Feed rules = new Feed(cluster("operator"), cluster("operator").serdes());
                Feed events = new Feed(cluster("platform"), cluster("platform").serdes());
                BoostTable boosts = BoostTable.start(cluster("recommender").boostTable(30_000, HostClock.system()))) {
            assertThat(service.awaitReady(PATIENCE))
                    .as(service.health().status().toString())
                    .isTrue();
            rules.programme(Street.newcomer(1000, 100), now);
            Street.profiles(10, now).forEach(events::profile);
            events.flush();
            rules.flush();

            await().atMost(PATIENCE)
                    .until(() -> !boosts.boost("m000", Surface.FEED, 0).isNone());
            assertThat(entitlements()).isPositive();
            answersByTlsAndWithoutSecrets(service);
            goesOnWithANewPassword(service, boosts);
            saysWhatIsTakenAwayWhileItRuns(service, events, now);
        }
    }

    /** How many an analyst reads. */
    private long entitlements() {
        Cluster analyst = cluster("analyst");
        AtomicLong read = new AtomicLong();
        try (TopicReader<Entitlement> reader =
                TopicReader.fromBeginning(analyst, analyst.serdes(), Topics.ENTITLEMENTS)) {
            reader.drain(each -> read.incrementAndGet());
        }
        return read.get();
    }

    private void answersByTlsAndWithoutSecrets(TributaryService service) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(stack.security().trusting()).build();
        String config = client.send(
                        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + service.httpPort() + "/config"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        assertThat(config).contains("kafka.sasl.credentials.folder");
        for (String user : StackSecurity.users()) {
            assertThat(config)
                    .doesNotContain(Files.readString(stack.security().user(user).resolve("password")));
        }
    }

    /** The broker forgets the old password and its connections; what runs logs in with the new one. */
    private void goesOnWithANewPassword(TributaryService service, BoostTable boosts) throws Exception {
        Path password = stack.security().user("tributary").resolve("password");
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        "tributary", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), "a-new-password")))
                .all()
                .get();
        Files.writeString(password, "a-new-password");
        stack.stopBroker(1);
        stack.startBroker(1);
        long beat = service.health().status().lastBeat().number();
        await().atMost(PATIENCE)
                .until(() -> service.health().status().lastBeat().number() > beat + 2);
        await().atMost(PATIENCE).until(() -> boosts.staleness().beat() > beat);
    }

    private void saysWhatIsTakenAwayWhileItRuns(TributaryService service, Feed events, long now) throws Exception {
        Permission write = Permission.topic(AclOperation.WRITE, "entitlements");
        take(AccessRole.SERVICE, write);
        awaitMissing(AccessRole.SERVICE, List.of(write));
        Street.profiles(20, now + 1).subList(10, 20).forEach(events::profile);
        events.flush();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(service.health().status().roles())
                        .anySatisfy(role -> assertThat(role.lastFailure())
                                .contains("Kafka denies User:tributary WRITE on topic entitlements")
                                .contains("tributary acls apply --role service --principal User:tributary")));
        give(AccessRole.SERVICE, write);
        long before = entitlements();
        await().atMost(PATIENCE).until(() -> entitlements() > before);
        assertThat(service.awaitReady(PATIENCE)).isTrue();
    }

    /** What is taken away is missed, by its name, and nothing else is. */
    @Test
    @Order(2)
    void shouldNameEachPermissionThatIsMissing() throws Exception {
        for (AccessRole role : AccessRole.values()) {
            Set<Permission> all = AccessRights.of(role, Settings.of(settings(SecureLocal.user(role))));
            try (Admin client = Admin.create(cluster(SecureLocal.user(role)).client())) {
                for (Permission each : ofEachKind(all)) {
                    take(role, each);
                    await().pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(10))
                            .atMost(PATIENCE)
                            .untilAsserted(
                                    () -> assertThat(missing(role, client)).containsExactly(each));
                    give(role, each);
                }
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(missing(role, client)).isEmpty());
            }
        }
    }

    /** One of each operation on each type of resource: all of them would take minutes. */
    private static Collection<Permission> ofEachKind(Set<Permission> all) {
        return all.stream()
                .collect(Collectors.toMap(
                        each -> each.type() + " " + each.operation() + " " + each.prefixed(),
                        Function.identity(),
                        (first, next) -> first))
                .values();
    }

    @Test
    @Order(3)
    void shouldStopInOneLineWithTheRemedy() throws Exception {
        Permission read = Permission.topic(AclOperation.READ, "orders");
        Permission group = Permission.all(AclOperation.READ, ResourceType.GROUP, "tributary-");
        Permission transactions = Permission.all(AclOperation.WRITE, ResourceType.TRANSACTIONAL_ID, "tributary-");
        for (Permission each : List.of(read, group, transactions)) {
            take(AccessRole.SERVICE, each);
            awaitMissing(AccessRole.SERVICE, List.of(each));
            assertThatThrownBy(
                            () -> TributaryService.start(Settings.of(settings("tributary")), new SimpleMeterRegistry()))
                    .isInstanceOf(StartupException.class)
                    .hasMessage(
                            "Kafka denies User:tributary " + each
                                    + ": have them granted with `tributary acls apply --role service --principal User:tributary`");
            give(AccessRole.SERVICE, each);
        }
        awaitMissing(AccessRole.SERVICE, List.of());

        assertThat(run("recommender", "topics", "apply")).isEqualTo(1);
        assertThat(said.toString().lines().toList()).hasSize(1);
        assertThat(said.toString())
                .startsWith("error: Kafka denies User:recommender")
                .contains("acls apply");
        assertThat(run("operator", "acls", "plan")).isEqualTo(1);
        assertThat(said.toString())
                .contains("User:operator")
                .contains("DESCRIBE and changed with ALTER on the cluster");
        assertThat(run("operator", "positions", "plan")).as(said.toString()).isZero();
    }

    /** What Kafka lets each do on each topic and on the cluster is what its role has, and nothing more. */
    @Test
    @Order(4)
    void shouldDenyEverythingElse() throws Exception {
        for (AccessRole role : AccessRole.values()) {
            Set<Permission> all = AccessRights.of(role, Settings.of(settings(SecureLocal.user(role))));
            try (Admin client = Admin.create(cluster(SecureLocal.user(role)).client())) {
                for (var topic : Topics.all()) {
                    assertThat(allowed(client, topic.name()))
                            .as("%s on %s", role, topic.name())
                            .isEqualTo(implied(all, topic.name()));
                }
                assertThat(client.describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true))
                                .authorizedOperations()
                                .get())
                        .as("%s on the cluster", role)
                        .isEmpty();
                assertThat(client.describeTopics(List.of("somebody-elses"))
                                .topicNameValues()
                                .get("somebody-elses"))
                        .failsWithin(PATIENCE)
                        .withThrowableThat()
                        .havingCause()
                        .isInstanceOf(TopicAuthorizationException.class);
            }
        }
    }

    private static Set<AclOperation> allowed(Admin client, String topic) throws Exception {
        try {
            return new TreeSet<>(
                    client.describeTopics(List.of(topic), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                            .topicNameValues()
                            .get(topic)
                            .get()
                            .authorizedOperations());
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(TopicAuthorizationException.class);
            return Set.of();
        }
    }

    private static Set<AclOperation> implied(Set<Permission> all, String topic) {
        Set<AclOperation> operations = all.stream()
                .filter(each -> each.type() == ResourceType.TOPIC && each.name().equals(topic))
                .map(Permission::operation)
                .collect(Collectors.toCollection(TreeSet::new));
        if (operations.contains(AclOperation.READ) || operations.contains(AclOperation.WRITE)) {
            operations.add(AclOperation.DESCRIBE);
        }
        if (operations.contains(AclOperation.ALTER_CONFIGS)) {
            operations.add(AclOperation.DESCRIBE_CONFIGS);
        }
        return operations;
    }
}
