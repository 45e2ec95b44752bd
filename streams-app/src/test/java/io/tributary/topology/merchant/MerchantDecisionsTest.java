package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAWN;
import static io.tributary.topology.merchant.MerchantFixture.DAY;
import static io.tributary.topology.merchant.MerchantFixture.MINUTE;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.LocalizedText;
import io.tributary.ledger.v1.Decision;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.Tag;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.UnknownPolicy;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Decisions stand until they are made otherwise, and are made again when time alone may change them. */
class MerchantDecisionsTest {
    private static final LocalizedText REASON = new LocalizedText("原因", "Reason");

    private MerchantFixture task = new MerchantFixture();

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldEndSupportWhenATagEndsInMidPeriod() {
        rule("agri", "'AGRI' in merchant.tags");
        long end = NOON + 90 * SECOND;
        grant(profile("m1", end));
        assertThat(task.lastBoost("m1")).isNotNull();
        assertThat(last().getEligible()).isTrue();

        task.beat(end - 1);
        assertThat(task.entitlements.isEmpty()).isTrue();
        task.ledger.readValuesToList();
        task.beat(end);

        assertThat(last().getEligible()).isFalse();
        assertThat(task.directives.readKeyValuesToList())
                .as("boosting stops")
                .anyMatch(each -> each.key.equals("m1") && each.value == null);
        assertThat(task.ledger.readValuesToList())
                .extracting(LedgerEntry::getKind)
                .containsExactly(EntryKind.RELEASE);
        assertThat(task.beat(end + SECOND).getProgrammes().get(0).getMembers()).isZero();
    }

    @Test
    void shouldEndSupportWhenATagEndsThoughTheTaskWasStoppedInBetween() {
        rule("agri", "'AGRI' in merchant.tags");
        long end = NOON + 90 * SECOND;
        grant(profile("m1", end));
        String before = last().getDecisionId();
        MerchantFixture next = task.restarted();
        task.close();
        task = next;
        task.beat(end);
        assertThat(last().getEligible()).isFalse();
        assertThat(task.entitlements.isEmpty()).isTrue();
        assertThat(before).isEqualTo("newcomer~2~1~m1");
    }

    @Test
    void shouldEnrolWhomAnAgeMakesEligibleInMidPeriod() {
        rule("old", "merchant.ageDays >= 90");
        long birthday = NOON + 5 * MINUTE;
        task.profiles.pipeInput(
                "m1",
                MerchantSamples.profile("m1").setJoinedAt(birthday - 90 * DAY).build());
        task.beat(NOON);
        assertThat(last().getEligible()).isFalse();
        task.beat(birthday - SECOND);
        assertThat(task.entitlements.isEmpty()).isTrue();
        assertThat(task.beat(birthday).getProgrammes().get(0).getMembers()).isEqualTo(1);
        assertThat(last().getEligible()).isTrue();
    }

    @Test
    void shouldNameADecisionAsLongAsItStands() {
        grant(MerchantSamples.profile("m1").build());
        String id = last().getDecisionId();
        assertThat(id).isEqualTo("newcomer~1~1~m1");
        task.newcomer().setGrantRate(100);
        task.beat(NOON + SECOND);
        assertThat(last().getDecisionId()).as("more is granted").isEqualTo(id);

        task.profiles.pipeInput(
                "m1", MerchantSamples.profile("m1").setOptOut(true).build());
        task.beat(NOON + 2 * SECOND);
        assertThat(last().getDecisionId()).isEqualTo("newcomer~1~2~m1");
        task.profiles.pipeInput("m1", MerchantSamples.profile("m1").build());
        task.beat(NOON + 3 * SECOND);
        assertThat(last().getDecisionId()).isEqualTo("newcomer~1~3~m1");
        task.put(MerchantSamples.programme("newcomer", 2).build());
        task.beat(NOON + 4 * SECOND);
        assertThat(last().getDecisionId()).isEqualTo("newcomer~2~4~m1");
    }

    /** It was decided anew for each announcement: a grant that came after the tag's end told of a refusal that had not happened. */
    @Test
    void shouldTellOfTheDecisionByWhichTheMerchantIsEnrolled() {
        rule("agri", "'AGRI' in merchant.tags");
        grant(profile("m1", NOON + 90 * SECOND));
        task.entitlements.readValuesToList();
        for (long time = NOON; time < NOON + 3 * MINUTE; time += 30 * SECOND) {
            task.newcomer().setGrantRate(90 + time % 7);
            long members = task.beat(time).getProgrammes().get(0).getMembers();
            task.entitlements.readValuesToList().forEach(told -> {
                Decision decision = told.getDecisions().get(0);
                assertThat(decision.getEligible()).isEqualTo(members == 1);
                assertThat(decision.getGranted() > 0).isEqualTo(members == 1);
            });
        }
    }

    private void rule(String id, String expression) {
        Programme rules = MerchantSamples.programme("newcomer", 2)
                .setEligibility(List.of(new Clause(id, expression, REASON, UnknownPolicy.NOT_MET, 0L)))
                .build();
        task.put(rules);
    }

    private static MerchantProfile profile(String merchant, long tagEnd) {
        return MerchantSamples.profile(merchant)
                .setTags(List.of(new Tag("AGRI", null, tagEnd)))
                .build();
    }

    private void grant(MerchantProfile profile) {
        task.profiles.pipeInput(profile.getMerchantId(), profile, DAWN);
        task.newcomer().setCandidateRate(90);
        task.beat(NOON);
        task.newcomer().setGrantRate(90).setRatedBeat(task.lastBeat());
        task.beat(NOON);
    }

    private Decision last() {
        List<Entitlement> told = task.entitlements.readValuesToList();
        return told.get(told.size() - 1).getDecisions().get(0);
    }
}
