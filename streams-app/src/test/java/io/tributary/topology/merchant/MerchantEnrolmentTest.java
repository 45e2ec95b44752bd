package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAWN;
import static io.tributary.topology.merchant.MerchantFixture.DAY;
import static io.tributary.topology.merchant.MerchantFixture.NEWCOMER;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ledger.v1.Decision;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.programmes.v1.Enrolment;
import io.tributary.programmes.v1.EnrolmentMode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How merchants come into programmes and leave them, by what is reported of them. */
class MerchantEnrolmentTest {
    private final MerchantFixture task = new MerchantFixture();
    private int events;

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldSupportWhoAppliedInTime() {
        rule(Enrolment.newBuilder().setMode(EnrolmentMode.APPLICATION).setClosesAt(NOON + 10 * SECOND));
        profile("m-1");
        profile("m-2");
        task.beat(NOON);
        assertThat(task.entitlements.readValuesToList())
                .extracting(each -> each.getDecisions().get(0).getClauses())
                .containsExactly(List.of("not-applied"), List.of("not-applied"));

        tell(task, "m-1", "applied", NOON + SECOND);
        task.beat(NOON + 2 * SECOND);
        assertThat(last(task).getEligible()).isTrue();

        tell(task, "m-2", "applied", NOON + 10 * SECOND);
        task.beat(NOON + 11 * SECOND);
        Decision late = last(task);
        assertThat(late.getClauses()).containsExactly("registration-closed");
        assertThat(late.getReasons().get(0).getZh()).isEqualTo("不在报名时间内。");
        assertThat(late.getReasons().get(0).getEn()).isEqualTo("Registration was or is not open.");
        assertThat(task.beat(NOON + 12 * SECOND).getProgrammes().get(0).getMembers())
                .isEqualTo(1);
    }

    @Test
    void shouldLetGoWithinOneBeatAndTakeBackAfterTheCoolOffAlsoAcrossARestart() {
        rule(Enrolment.newBuilder().setCoolOffDays(30));
        task.grant(NOON, 100, "m-1");
        assertThat(task.lastBoost("m-1")).isNotNull();
        last(task);

        tell(task, "m-1", "left", NOON + SECOND);
        task.beat(NOON + SECOND);
        assertThat(last(task).getClauses()).containsExactly("cool-off");
        assertThat(task.lastBoost("m-1")).isNull();
        try (MerchantFixture again = task.restarted()) {
            tell(again, "m-1", "opted-in", NOON + 2 * SECOND);
            again.beat(NOON + 2 * SECOND);
            again.newcomer().setPeriodStart(DAWN + 30 * DAY).setPeriodEnd(DAWN + 31 * DAY);
            again.beat(NOON + SECOND + 30 * DAY - 1);
            assertThat(again.entitlements.isEmpty()).isTrue();
            again.beat(NOON + SECOND + 30 * DAY);
            assertThat(last(again).getEligible()).isTrue();
        }
    }

    @Test
    void shouldNotSupportByTwoProgrammesThatExcludeEachOther() {
        task.put(MerchantSamples.programme("another", 1)
                .setEnrolment(
                        Enrolment.newBuilder().setExcludes(List.of(NEWCOMER)).build())
                .build());
        profile("m-1");
        task.beat(NOON);
        List<Decision> decisions = task.entitlements.readValue().getDecisions();
        assertThat(decisions).extracting(Decision::getEligible).containsExactly(true, false);
        assertThat(decisions.get(1).getClauses()).containsExactly("excluded-by:" + NEWCOMER);

        tell(task, "m-1", "left", NOON + SECOND, NEWCOMER);
        task.beat(NOON + SECOND);
        assertThat(task.entitlements.readValue().getDecisions())
                .extracting(Decision::getEligible)
                .containsExactly(false, true);

        tell(task, "m-1", "opted-in", NOON + 2 * SECOND, NEWCOMER);
        task.beat(NOON + 2 * SECOND);
        assertThat(task.entitlements.readValue().getDecisions())
                .as("the one that it takes part in keeps it")
                .extracting(Decision::getEligible)
                .containsExactly(false, true);
    }

    @Test
    void shouldPutAsideWhatCannotBeRemembered() {
        task.beat(NOON);
        for (int i = 0; i < 65; i++) {
            tell(task, "m-1", "invited", NOON, "programme-" + i);
        }
        assertThat(task.deadLetters.readRecordsToList()).hasSize(1);
        assertThat(task.beat(NOON + SECOND).getCounters().getMerchantEvents()).isEqualTo(64);
    }

    private void rule(Enrolment.Builder enrolment) {
        task.put(MerchantSamples.programme(NEWCOMER, 2)
                .setEnrolment(enrolment.build())
                .build());
    }

    private void profile(String merchant) {
        task.profiles.pipeInput(merchant, MerchantSamples.profile(merchant).build(), NOON);
    }

    private void tell(MerchantFixture to, String merchant, String type, long time) {
        tell(to, merchant, type, time, NEWCOMER);
    }

    private void tell(MerchantFixture to, String merchant, String type, long time, String programme) {
        to.events.pipeInput(
                merchant,
                MerchantEvent.newBuilder()
                        .setEventId("event-" + events++)
                        .setType(type)
                        .setTime(time)
                        .setProgrammeId(programme)
                        .build(),
                time);
    }

    private static Decision last(MerchantFixture of) {
        List<Entitlement> all = of.entitlements.readValuesToList();
        List<Decision> decisions = all.get(all.size() - 1).getDecisions();
        assertThat(decisions).hasSize(1);
        return decisions.get(0);
    }
}
