package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAWN;
import static io.tributary.topology.merchant.MerchantFixture.DAY;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.common.v1.Surface;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.directives.v1.DirectiveReason;
import io.tributary.domain.merchant.WithdrawalReason;
import io.tributary.ledger.v1.Decision;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;
import io.tributary.programmes.v1.SupportWindow;
import io.tributary.schemas.DirectiveHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a directive is sent, withdrawn and sent again, and what merchants are told. */
class MerchantDirectivesTest {
    private final MerchantFixture task = new MerchantFixture();

    @AfterEach
    void close() {
        task.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALL", "programme:newcomer", "merchant:m1"})
    void shouldWithdrawUnderTheKillSwitchAndResumeWhenItIsLifted(String scope) {
        task.grant(NOON, 90, "m1");
        task.directives.readValuesToList();
        task.stopped.add(scope);
        task.beat(NOON + SECOND);
        assertWithdrawn(WithdrawalReason.STOPPED);

        task.stopped.clear();
        task.beat(NOON + 2 * SECOND);

        assertThat(task.directives.readValuesToList())
                .extracting(BoostDirective::getReason)
                .containsExactly(DirectiveReason.RESUMED);
    }

    @Test
    void shouldTakeAStoppedSurfaceOutAtTheNextBeat() {
        task.grant(NOON, 90, "m1");
        task.lastBoost("m1");
        task.stopped.add("surface:SEARCH");
        task.beat(NOON + SECOND);
        assertThat(task.lastBoost("m1").getSurfaces()).containsExactly(Surface.FEED);

        task.stopped.add("surface:FEED");
        task.beat(NOON + 2 * SECOND);
        assertWithdrawn(WithdrawalReason.STOPPED);
    }

    @Test
    void shouldLeaveOthersAloneWhenOneMerchantIsStopped() {
        task.grant(NOON, 90, "m1", "m2");
        task.directives.readValuesToList();
        task.stopped.add("merchant:m1");
        task.beat(NOON + SECOND);
        assertWithdrawn(WithdrawalReason.STOPPED);
    }

    @Test
    void shouldStopAtOnceWhenAMerchantOptsOut() {
        task.grant(NOON, 90, "m1");
        task.directives.readValuesToList();

        task.profiles.pipeInput(
                "m1", MerchantSamples.profile("m1").setOptOut(true).build());

        assertWithdrawn(WithdrawalReason.OPTED_OUT);
        task.beat(NOON + SECOND);
        assertThat(task.directives.isEmpty()).isTrue();
        assertReleased(100);
        assertThat(lastEntitlement().getOptOut()).isTrue();
        assertThat(lastDecision().getClauses()).containsExactly("opt-out");
    }

    @Test
    void shouldStopAtOnceWhenAProfileIsWithdrawn() {
        task.grant(NOON, 90, "m1");
        task.directives.readValuesToList();
        task.profiles.pipeInput("m1", null);
        assertWithdrawn(WithdrawalReason.NO_PROFILE);
        assertThat(task.beat(NOON + SECOND).getProgrammes().get(0).getMembers()).isZero();
        assertReleased(100);
        assertThat(lastEntitlement().getDecisions()).isEmpty();
    }

    @Test
    void shouldReleaseMembersWhenAProgrammeHasEnded() {
        task.grant(NOON, 90, "m1");
        String id = task.lastBoost("m1").getDirectiveId();
        task.show("m1", task.boosted(id, NOON));
        task.put(MerchantSamples.programme("newcomer", 2)
                .setStatus(ProgrammeStatus.ENDED)
                .build());
        task.newcomer().setActive(false);

        var sums = task.beat(NOON + SECOND).getProgrammes().get(0);

        assertWithdrawn(WithdrawalReason.NOT_ENROLLED);
        assertThat(sums.getMembers()).isZero();
        assertThat(sums.getGranted()).isZero();
        assertThat(sums.getCommitted()).isEqualTo(1);
        assertReleased(99);
        assertThat(lastDecision().getClauses()).containsExactly("ended");
    }

    @Test
    void shouldReleaseMembersWhenAProgrammeIsRemoved() {
        task.grant(NOON, 90, "m1");
        task.directives.readValuesToList();
        task.remove("newcomer");
        assertThat(task.beat(NOON + SECOND).getProgrammes()).isEmpty();
        assertWithdrawn(WithdrawalReason.NOT_ENROLLED);
        assertReleased(100);
    }

    @Test
    void shouldBoostNobodyWhileAProgrammeIsMissingFromTheBeat() {
        task.grant(NOON, 90, "m1");
        task.directives.readValuesToList();
        task.plans.clear();
        task.beat(NOON + SECOND);
        assertWithdrawn(WithdrawalReason.PROGRAMME_OVER);
    }

    @Test
    void shouldKeepMembersButNotBoostWhileAProgrammeIsPaused() {
        task.grant(NOON, 90, "m1");
        task.directives.readValuesToList();
        task.newcomer().setActive(false);
        assertThat(task.beat(NOON + SECOND).getProgrammes().get(0).getMembers()).isEqualTo(1);
        assertWithdrawn(WithdrawalReason.PROGRAMME_OVER);
    }

    @Test
    void shouldKeepMembersButNotBoostWhileNoWindowIsOpen() {
        task.put(MerchantSamples.programme("newcomer", 2)
                .setWindows(List.of(SupportWindow.newBuilder()
                        .setOpens("00:00")
                        .setCloses("12:00")
                        .build()))
                .build());
        task.newcomer().setRunsUntil(NOON);
        task.grant(NOON - 2 * SECOND, 90, "m1");
        assertThat(task.directives.readValuesToList())
                .last()
                .extracting(BoostDirective::getExpiresAt)
                .isEqualTo(NOON);

        task.newcomer().setActive(false);
        assertThat(task.beat(NOON).getProgrammes().get(0).getMembers()).isEqualTo(1);
        assertWithdrawn(WithdrawalReason.WINDOW_CLOSED);
    }

    @Test
    void shouldBoostSmallGrantsFromTheStartOfThePeriod() {
        task.newcomer().setSchedule(0).setScheduleAhead(0.003);
        task.put(MerchantSamples.programme("newcomer", 2).setFloor(1).build());
        task.grant(DAWN, 0, "m1");
        assertThat(task.lastBoost("m1").getRemaining()).isEqualTo(1);
    }

    @Test
    void shouldNotCallAMemberSuspendedThatHasNoGrantYet() {
        task.profiles.pipeInput("m1", MerchantSamples.profile("m1").build());
        var sums = task.beat(NOON).getProgrammes().get(0);
        assertThat(sums.getMembers()).isEqualTo(1);
        assertThat(sums.getSuspended()).isZero();
        assertThat(task.directives.isEmpty()).isTrue();
    }

    @Test
    void shouldSuspendAMerchantAheadOfScheduleUntilItIsDueAgain() {
        task.newcomer().setSchedule(0.1).setScheduleAhead(0.1);
        task.grant(NOON, 90, "m1");
        String id = task.lastBoost("m1").getDirectiveId();
        for (int i = 0; i < 18; i++) {
            task.show("m1", task.boosted(id, NOON + SECOND));
        }
        var sums = task.beat(NOON + 2 * SECOND).getProgrammes().get(0);
        assertWithdrawn(WithdrawalReason.AHEAD);
        assertThat(sums.getSuspended()).isEqualTo(1);
        assertThat(sums.getDirected()).isZero();
        assertThat(sums.getDueGrants()).isEqualTo(100);

        task.newcomer().setSchedule(0.12);
        task.beat(NOON + 3 * SECOND);
        assertThat(task.directives.isEmpty()).isTrue();
        task.newcomer().setSchedule(0.25);
        task.beat(NOON + 400 * SECOND);

        assertThat(task.directives.readValue().getReason()).isEqualTo(DirectiveReason.RESUMED);
    }

    @Test
    void shouldSuspendForThePeriodWhenTheGrantIsSpent() {
        task.grant(NOON, 0, "m1");
        String id = task.lastBoost("m1").getDirectiveId();
        for (int i = 0; i < 12; i++) {
            task.show("m1", task.boosted(id, NOON + SECOND));
        }
        task.newcomer().setSchedule(1).setScheduleAhead(1);
        var sums = task.beat(NOON + 2 * SECOND).getProgrammes().get(0);
        assertWithdrawn(WithdrawalReason.SPENT);
        assertThat(sums.getSpent()).isEqualTo(12);
        assertThat(sums.getDueGrants()).isZero();
    }

    @Test
    void shouldSendNewTermsAtOnce() {
        task.grant(NOON, 90, "m1");
        task.directives.readValuesToList();
        Programme changed = MerchantSamples.programme("newcomer", 2)
                .setSurfaces(List.of(Surface.LIVE))
                .build();
        task.put(changed);
        task.beat(NOON + SECOND);
        BoostDirective directive = task.directives.readValue();
        assertThat(directive.getReason()).isEqualTo(DirectiveReason.TERMS_CHANGED);
        assertThat(directive.getBoosts().get(0).getSurfaces()).containsExactly(Surface.LIVE);
    }

    @Test
    void shouldGiveNoBoostAfterThePeriodWithoutANewGrant() {
        task.grant(NOON, 90, "m1");
        task.directives.readValuesToList();
        task.newcomer().setPeriodStart(DAWN + DAY).setPeriodEnd(DAWN + 2 * DAY).setGrantRate(-1);
        task.beat(DAWN + DAY);
        assertWithdrawn(WithdrawalReason.NO_GRANT);
    }

    /** One tombstone, with its reason in headers. */
    private void assertWithdrawn(WithdrawalReason reason) {
        var sent = task.directives.readRecordsToList();
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).key()).isEqualTo("m1");
        assertThat(sent.get(0).value()).isNull();
        assertThat(sent.get(0).headers().toArray())
                .extracting(Header::key, header -> new String(header.value(), StandardCharsets.UTF_8))
                .containsExactly(
                        tuple(DirectiveHeaders.REASON, reason.name()),
                        tuple(
                                DirectiveHeaders.EXPLANATION_ZH,
                                reason.explanation().zh()),
                        tuple(
                                DirectiveHeaders.EXPLANATION_EN,
                                reason.explanation().en()));
    }

    private void assertReleased(long exposures) {
        List<LedgerEntry> entries = task.ledger.readValuesToList();
        assertThat(entries.get(entries.size() - 1).getKind()).isEqualTo(EntryKind.RELEASE);
        assertThat(entries.get(entries.size() - 1).getExposures()).isEqualTo(exposures);
    }

    private Entitlement lastEntitlement;

    private Entitlement lastEntitlement() {
        for (Entitlement next : task.entitlements.readValuesToList()) {
            lastEntitlement = next;
        }
        return lastEntitlement;
    }

    private Decision lastDecision() {
        return lastEntitlement().getDecisions().get(0);
    }
}
