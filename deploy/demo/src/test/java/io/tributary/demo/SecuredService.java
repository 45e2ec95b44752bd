package io.tributary.demo;

import static io.tributary.demo.SecuredStack.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.app.access.Permission;
import io.tributary.app.config.Settings;
import io.tributary.app.run.AccessRole;
import io.tributary.app.run.TributaryService;
import io.tributary.common.v1.Surface;
import io.tributary.demo.client.Feed;
import io.tributary.demo.street.Street;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.schemas.Topics;
import io.tributary.schemas.boost.BoostTable;
import io.tributary.schemas.boost.HostClock;
import io.tributary.stack.ProcessStatus;
import io.tributary.stack.StackSecurity;
import io.tributary.stack.TokenIssuer;
import io.tributary.testkit.Cluster;
import io.tributary.testkit.TopicReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service and those around it at work: the service and operators with a password, the platform with tokens, recommender hosts with a
 * certificate. Run by {@link SecureIT}.
 */
abstract class SecuredService {
    private static final Duration FIRST_TOKEN = Duration.ofSeconds(8);

    private final SecuredStack stack;
    private final TokenIssuer first = new TokenIssuer();
    private final TokenIssuer second = new TokenIssuer();

    SecuredService(SecuredStack stack) {
        this.stack = stack;
    }

    @Test
    void shouldDoItsWorkUnderExactlyTheseAclsAndWithKeysPasswordsAndTokensThatChange(@TempDir Path folder)
            throws Exception {
        Files.writeString(stack.security().issuerKeys(), TokenIssuer.keys(first, second));
        Path token = Files.writeString(folder.resolve("token"), first.token("platform", FIRST_TOKEN));
        long over = System.currentTimeMillis() + FIRST_TOKEN.toMillis();
        Cluster platform = stack.clusterWithToken("platform", token);
        long now = System.currentTimeMillis();
        try (Feed events = new Feed(platform, platform.serdes());
                TributaryService service =
                        TributaryService.start(Settings.of(stack.settings("tributary")), new SimpleMeterRegistry());
                Feed rules = new Feed(
                        stack.cluster("operator"), stack.cluster("operator").serdes());
                BoostTable boosts =
                        BoostTable.start(stack.clusterWithCertificate().boostTable(30_000, HostClock.system()))) {
            Files.writeString(token, second.token("platform", Duration.ofHours(1)));
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
            new SecuredCommands(stack, service.httpPort()).doTheirWork();
            await().atMost(PATIENCE).until(() -> System.currentTimeMillis() > over);
            goesOnWithWhatIsNew(service, boosts);
            saysWhatIsTakenAwayWhileItRuns(service, events, now);
        }
        showsNoSecrets();
    }

    /** How many an analyst reads. */
    private long entitlements() {
        Cluster analyst = stack.cluster("analyst");
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

    /** The broker forgets the old password, issuer and certificate and its connections; what runs logs in with the new ones. */
    private void goesOnWithWhatIsNew(TributaryService service, BoostTable boosts) throws Exception {
        Path password = stack.security().user("tributary").resolve("password");
        stack.admin()
                .alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        "tributary", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), "a-new-password")))
                .all()
                .get();
        Files.writeString(password, "a-new-password");
        Files.writeString(stack.security().issuerKeys(), TokenIssuer.keys(second));
        stack.replaceCertificate();
        stack.local().stopBroker(1);
        stack.local().startBroker(1);
        // The tokens that the stack has come with are not valid any more.
        Files.writeString(stack.security().token("tributary"), second.token("tributary", Duration.ofHours(1)));
        long beat = service.health().status().lastBeat().number();
        await().atMost(PATIENCE)
                .until(() -> service.health().status().lastBeat().number() > beat + 2);
        await().atMost(PATIENCE).until(() -> boosts.staleness().beat() > beat);
    }

    private void saysWhatIsTakenAwayWhileItRuns(TributaryService service, Feed events, long now) throws Exception {
        Permission write = Permission.topic(AclOperation.WRITE, "entitlements");
        stack.take(AccessRole.SERVICE, write);
        stack.awaitMissing(AccessRole.SERVICE, List.of(write));
        Street.profiles(20, now + 1).subList(10, 20).forEach(events::profile);
        events.flush();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(service.health().status().roles())
                        .anySatisfy(role -> assertThat(role.lastFailure())
                                .contains("Kafka denies User:tributary WRITE on topic entitlements")
                                .contains("tributary acls apply --role service --principal User:tributary")));
        stack.give(AccessRole.SERVICE, write);
        long before = entitlements();
        await().atMost(PATIENCE).until(() -> entitlements() > before);
        assertThat(service.awaitReady(PATIENCE)).isTrue();
    }

    private void showsNoSecrets() throws Exception {
        for (ProcessStatus process : stack.local().status()) {
            assertThat(Files.readString(stack.log(process.name())))
                    .doesNotContain(
                            "a-new-password", Files.readString(stack.security().token("tributary")));
        }
    }
}
