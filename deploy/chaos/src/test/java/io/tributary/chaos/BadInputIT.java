package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.common.v1.Surface;
import io.tributary.demo.client.EventClock;
import io.tributary.demo.client.Feed;
import io.tributary.demo.street.Street;
import io.tributary.feedback.v1.CaseAction;
import io.tributary.feedback.v1.CaseKind;
import io.tributary.feedback.v1.Feedback;
import io.tributary.pool.v1.TaskCounters;
import io.tributary.schemas.Topics;
import io.tributary.schemas.boost.BoostTable;
import io.tributary.schemas.boost.BoostTableSettings;
import io.tributary.schemas.boost.HostClock;
import io.tributary.schemas.serde.AvroSerdes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bad input of every kind: each gets one dead letter that says what is wrong, and the service goes on with the good records. */
@ExtendWith(LogsOnFailure.class)
class BadInputIT {
    private static final long NOW = 1_770_000_000_000L;
    private static final long DAY_MILLIS = 86_400_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> SETTINGS =
            Map.of("merchant.partitions", "2", "beat.clock", "event", "commit.interval.ms", "200");

    @Test
    void shouldAnswerBadInputWithOneDeadLetterAndGoOn() {
        try (Deployment deployment = Deployment.start("bad-input", SETTINGS)) {
            Instance service = deployment.run("a");
            Instance.awaitReady(PATIENCE, service);
            AvroSerdes serdes = deployment.cluster().serdes();
            AtomicLong now = new AtomicLong(NOW);
            try (Feed feed = new Feed(deployment.cluster(), serdes);
                    BoostTable boosts = BoostTable.start(new BoostTableSettings(
                            deployment.cluster().bootstrapServers(),
                            deployment.cluster().registryUrl(),
                            DAY_MILLIS,
                            HostClock.replay(now::get),
                            Map.of()));
                    EventClock clock = new EventClock(deployment.cluster(), serdes, feed, boosts, now);
                    BadInput bad = new BadInput(deployment.cluster(), NOW)) {
                feed.programme(Street.newcomer(1000, 100), NOW);
                Street.profiles(10, NOW).forEach(feed::profile);
                clock.settle(NOW, 6);
                long begun = clock.now();
                good(feed, 0, begun);
                bad.withoutTimestamp(begun);
                bad.sendEverything(begun);
                bad.flush();
                clock.tick(begun + 1_000);
                good(feed, 50, begun + 1_000);
                clock.settle(begun + 2_000, 4);
                shouldTakeWhatIsGoodNow(deployment, bad, feed, clock);
                // Last, because the clock of this test reads them.
                bad.onTopicsOfTheService();
                bad.awaitSent(PATIENCE);
                await().pollInSameThread().atMost(PATIENCE).untilAsserted(bad::checkDeadLetters);

                Instance.awaitReady(PATIENCE, service);
                TaskCounters counters = clock.counters();
                assertThat(counters.getImpressions()).isEqualTo(102);
                assertThat(counters.getOrders()).isZero();
                // A kill switch of a scope that nobody knows stops recommenders until it is lifted: the safe side.
                assertThat(isBoosted(boosts)).isFalse();
                feed.raw(Topics.CONTROLS, "everything", null, NOW);
                feed.flush();
                assertThat(boosts.awaitCaughtUp(PATIENCE)).isTrue();
                assertThat(isBoosted(boosts)).isTrue();
                shouldExplainAMerchant(deployment);
                shouldResendUntilItIsEnough(deployment);
            }
            assertThat(service.log()).doesNotContain("a thread failed");
        }
    }

    private static void shouldExplainAMerchant(Deployment deployment) {
        assertThat(command(
                        deployment,
                        "programmes",
                        "explain",
                        Street.merchant(0),
                        "--since",
                        "2026-01-01",
                        "--lang",
                        "en"))
                .containsSubsequence("Merchant m000", "newcomer v1: takes part", "by the rule", "granted:")
                .contains("GRANT");
    }

    /** A record that stays bad comes back as often as it is resent, and then stays. */
    private static void shouldResendUntilItIsEnough(Deployment deployment) {
        String[] which = {"--topic", "impressions", "--reason-like", "bucket"};
        for (int tries = 0; tries <= 3; tries++) {
            String came = "\"tries\":" + tries;
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(deadLetters(deployment, "list", which, "--json")
                                    .lines())
                            .hasSize(2)
                            .allMatch(line -> line.contains(came) && line.contains("bucket: is")));
            String said = deadLetters(deployment, "resend", which, "--by", "ann", "--yes");
            assertThat(said).contains(tries < 3 ? "resent: 2 dead letters" : "resent: 0 dead letters");
            assertThat(said.contains("came back 3 times")).isEqualTo(tries == 3);
        }
        deadLetters(deployment, "discard", which, "--by", "ann", "--reason", "a sender's fault", "--yes");
        assertThat(deadLetters(deployment, "list", which)).contains("0 dead letters");
        assertThat(deadLetters(deployment, "list", which, "--all").lines())
                .filteredOn(line -> line.endsWith("[RESENT]") || line.endsWith("[DISCARDED]"))
                .hasSize(8);
        assertThat(deadLetters(deployment, "resend", new String[0], "--topic", "merchants", "--by", "ann", "--yes"))
                .contains("would replace what was written since");
    }

    /** A step of a case that came before the case was opened. */
    private static void shouldTakeWhatIsGoodNow(Deployment deployment, BadInput bad, Feed feed, EventClock clock) {
        String[] which = {"--topic", "feedback", "--reason-like", BadInput.MUST_BE_OPENED};
        String early = bad.earlyFeedback();
        Feedback opened = Feedback.newBuilder()
                .setCaseId("c1")
                .setKind(CaseKind.APPEAL)
                .setAction(CaseAction.OPENED)
                .setDecisionId("newcomer~1~1~" + early)
                .setTime(NOW)
                .build();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(deadLetters(deployment, "list", which)).contains("1 dead letters"));
        feed.raw(Topics.FEEDBACK, early, bad.encode(Topics.FEEDBACK, opened), NOW);
        feed.flush();
        clock.settle(clock.now() + 1_000, 2);
        assertThat(deadLetters(deployment, "resend", which, "--by", "ann", "--yes"))
                .contains("resent: 1 dead letters");
        clock.settle(clock.now() + 1_000, 2);
        assertThat(deadLetters(deployment, "list", which)).contains("0 dead letters");
    }

    private static String deadLetters(Deployment deployment, String what, String[] which, String... more) {
        return command(
                deployment,
                Stream.of(Stream.of("dead-letters", what), Stream.of(which), Stream.of(more))
                        .flatMap(each -> each)
                        .toArray(String[]::new));
    }

    private static String command(Deployment deployment, String... command) {
        ServiceCommands.Answer answer = ServiceCommands.run(ServiceCommands.on(deployment), command);
        assertThat(answer.code()).as(answer.text()).isZero();
        return answer.text();
    }

    private static boolean isBoosted(BoostTable boosts) {
        return !boosts.boost(Street.merchant(0), Surface.FEED, 0).isNone();
    }

    private static void good(Feed feed, int from, long time) {
        for (int i = from; i < from + 50; i++) {
            feed.impression(
                    Street.merchant(i % 10),
                    Samples.impression("good-" + i, time).build());
        }
        feed.flush();
    }
}
