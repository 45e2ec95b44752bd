package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAWN;
import static io.tributary.topology.merchant.MerchantFixture.DAY;
import static io.tributary.topology.merchant.MerchantFixture.MINUTE;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.tributary.app.run.DeadLetters;
import io.tributary.directives.v1.Boost;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.directives.v1.DirectiveReason;
import io.tributary.events.v1.Impression;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.ProgrammeReport;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.topology.GoldenTopology;
import io.tributary.topology.TopologyObserver;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to an impression: deduplicated, counted, charged. */
class MerchantTopologyTest {
    private final MerchantFixture task = new MerchantFixture();

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldKeepTheTopologyInReview() {
        GoldenTopology.assertUnchanged(
                "merchant",
                MerchantTopology.build(
                        MerchantFixture.POLICY,
                        new TaskLayout(1, 100),
                        AvroSerdes.inMemory(),
                        TopologyObserver.NONE,
                        DeadLetters::configured));
    }

    @Test
    void shouldSendADirectiveOnceAGrantIsVerified() {
        task.grant(NOON, 90, "m1");

        List<BoostDirective> sent = task.directives.readValuesToList();
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).getReason()).isEqualTo(DirectiveReason.GRANTED);
        assertThat(sent.get(0).getExpiresAt()).isEqualTo(NOON + 300 * SECOND);
        Boost boost = sent.get(0).getBoosts().get(0);
        assertThat(boost.getDirectiveId()).startsWith("newcomer~");
        assertThat(boost.getNeed()).isPositive();
        assertThat(boost.getMultiplier()).isCloseTo(1 + 0.5 * boost.getNeed(), within(1e-9));
        assertThat(boost.getRemaining()).isEqualTo(100);
        assertThat(boost.getHoldout().getTo()).isEqualTo(50);
    }

    @Test
    void shouldChargeAnImpressionUnderALiveDirective() {
        String id = granted();

        task.show("m1", task.boosted(id, NOON + SECOND));
        PoolReport report = task.beat(NOON + 2 * SECOND);

        assertThat(sums(report).getSpent()).isEqualTo(1);
        assertThat(sums(report).getGranted()).isEqualTo(100);
        assertThat(report.getCounters().getCharged()).isEqualTo(1);
        assertThat(task.ledger.readValuesToList())
                .extracting(LedgerEntry::getKind, LedgerEntry::getExposures, LedgerEntry::getSpent)
                .containsExactly(tuple(EntryKind.GRANT, 100L, 0L), tuple(EntryKind.CHARGE, 1L, 1L));
    }

    @Test
    void shouldNotChargeInTheHoldout() {
        assertCharged(0, task.boosted(granted(), NOON + SECOND).setBucket(49));
        assertCharged(1, task.boosted(granted(), NOON + SECOND).setBucket(50));
    }

    @Test
    void shouldChargeOnlyWhatWasSeenByPeopleBecauseOfTheBoost() {
        String id = granted();
        assertCharged(0, task.boosted(id, NOON + SECOND).setBaseRank(2));
        assertCharged(0, task.boosted(id, NOON + SECOND).setInvalidTraffic(true));
        assertCharged(0, task.boosted(id, NOON + SECOND).setViewable(false));
        assertCharged(0, task.boosted(id, NOON + SECOND).setBucket(-1));
        assertCharged(0, task.boosted(id, NOON + SECOND).setDirectiveId(null));
        assertCharged(0, task.boosted("newcomer~", NOON + SECOND));
        assertCharged(0, task.boosted(id.replace("newcomer", "farm"), NOON + SECOND));
        assertCharged(1, task.boosted(id, NOON + SECOND).setBaseRank(null));
    }

    @Test
    void shouldNotChargeAnotherMerchantsImpression() {
        String id = granted();
        task.show("m2", task.boosted(id, NOON + SECOND));
        assertThat(sums(task.beat(NOON + SECOND)).getSpent()).isZero();
    }

    @Test
    void shouldChargeUntilTheDirectiveAndItsSlackHaveExpired() {
        String id = granted();
        long end = NOON + 300 * SECOND + MerchantFixture.POLICY.directives().serveSlackMillis();
        assertCharged(1, task.boosted(id, end));
        assertCharged(1, task.boosted(id, end + SECOND));
    }

    @Test
    void shouldRefreshADirectiveAtHalfItsLife() {
        granted();
        task.beat(NOON + 149 * SECOND);
        assertThat(task.directives.isEmpty()).isTrue();

        task.beat(NOON + 150 * SECOND);

        BoostDirective refreshed = task.directives.readValue();
        assertThat(refreshed.getReason()).isEqualTo(DirectiveReason.REFRESHED);
        assertThat(refreshed.getSequence()).isEqualTo(2);
        assertThat(refreshed.getExpiresAt()).isEqualTo(NOON + 450 * SECOND);
    }

    @Test
    void shouldNotLetADirectiveOutliveItsPeriod() {
        task.grant(DAWN + DAY - MINUTE, 90, "m1");
        assertThat(task.directives.readValue().getExpiresAt()).isEqualTo(DAWN + DAY);
    }

    @Test
    void shouldCountADuplicateImpressionOnce() {
        Impression.Builder impression = task.boosted(granted(), NOON + SECOND);
        task.show("m1", impression);
        task.show("m1", impression);
        task.show("m1", impression.setTime(NOON + 9 * MINUTE));

        PoolReport report = task.beat(NOON + 10 * MINUTE);

        assertThat(report.getCounters().getImpressions()).isEqualTo(1);
        assertThat(report.getCounters().getDuplicates()).isEqualTo(2);
        assertThat(sums(report).getSpent()).isEqualTo(1);
    }

    @Test
    void shouldCountAnIdOfAnotherMerchantAndOneThatIsLongGone() {
        task.beat(NOON);
        Impression.Builder impression = task.impression(NOON);
        task.show("m1", impression);
        task.show("m2", impression);
        task.beat(NOON + SECOND);
        assertThat(task.beat(NOON + 10 * MINUTE + SECOND).getCounters().getImpressions())
                .isEqualTo(2);
        task.show("m1", impression);
        assertThat(task.beat(NOON + 10 * MINUTE + 2 * SECOND).getCounters().getDuplicates())
                .isEqualTo(1);
        task.show("m1", impression);
        PoolReport report = task.beat(NOON + 10 * MINUTE + 3 * SECOND);
        assertThat(report.getCounters().getImpressions()).isEqualTo(3);
        assertThat(report.getCounters().getDuplicates()).isEqualTo(1);
    }

    @Test
    void shouldChargeALateImpressionAndCountItAsLate() {
        String id = granted();
        task.beat(NOON + 20 * MINUTE);

        task.show("m1", task.boosted(id, NOON + SECOND));
        PoolReport report = task.beat(NOON + 20 * MINUTE + SECOND);

        assertThat(report.getCounters().getLate()).isEqualTo(1);
        assertThat(sums(report).getSpent()).isEqualTo(1);
    }

    @Test
    void shouldReleaseAPeriodAtItsEndAndChargeItsDirectivesToIt() {
        String id = granted();
        task.show("m1", task.boosted(id, NOON + SECOND));
        task.beat(NOON + 2 * SECOND);
        long tomorrow = DAWN + DAY;
        task.newcomer().setPeriodStart(tomorrow).setPeriodEnd(tomorrow + DAY).setGrantRate(-1);
        task.beat(tomorrow);
        assertThat(task.directives.readValuesToList()).last().isNull();
        task.newcomer().setGrantRate(40);
        task.show("m1", task.boosted(id, NOON + 3 * SECOND));

        ProgrammeReport sums = sums(task.beat(tomorrow + SECOND));

        assertThat(sums.getSpent()).isZero();
        assertThat(sums.getGranted()).isEqualTo(50);
        assertThat(task.ledger.readValuesToList())
                .extracting(LedgerEntry::getKind, LedgerEntry::getPeriodStart, LedgerEntry::getExposures)
                .containsExactly(
                        tuple(EntryKind.GRANT, DAWN, 100L),
                        tuple(EntryKind.CHARGE, DAWN, 1L),
                        tuple(EntryKind.RELEASE, DAWN, 99L),
                        tuple(EntryKind.CHARGE, DAWN, 1L),
                        tuple(EntryKind.GRANT, tomorrow, 50L));
        assertThat(task.lastBoost("m1").getRemaining()).isEqualTo(50);
    }

    @Test
    void shouldBookALateChargeEvenWhenTheNextPeriodEndsBeforeTheNextBeat() {
        String id = granted();
        long tomorrow = DAWN + DAY;
        task.newcomer().setPeriodStart(tomorrow).setPeriodEnd(tomorrow + DAY).setGrantRate(-1);
        task.beat(tomorrow);
        task.show("m1", task.boosted(id, NOON + SECOND));
        task.newcomer().setPeriodStart(tomorrow + DAY).setPeriodEnd(tomorrow + 2 * DAY);

        task.beat(tomorrow + DAY);

        assertThat(task.ledger.readValuesToList())
                .filteredOn(entry -> entry.getKind() == EntryKind.CHARGE)
                .extracting(LedgerEntry::getPeriodStart, LedgerEntry::getSpent)
                .containsExactly(tuple(DAWN, 1L));
    }

    private String granted() {
        task.grant(NOON, 90, "m1");
        Boost boost = task.lastBoost("m1");
        if (boost != null) {
            lastId = boost.getDirectiveId();
        }
        return lastId;
    }

    private String lastId;

    private void assertCharged(long expected, Impression.Builder impression) {
        task.show("m1", impression);
        assertThat(sums(task.beat(NOON + task.lastBeat())).getSpent()).isEqualTo(expected);
    }

    private static ProgrammeReport sums(PoolReport report) {
        return report.getProgrammes().get(0);
    }
}
