package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.NEWCOMER;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.common.v1.Stage;
import io.tributary.decisions.v1.ClauseVerdict;
import io.tributary.decisions.v1.DecisionKind;
import io.tributary.decisions.v1.GrantFigures;
import io.tributary.decisions.v1.MadeDecision;
import io.tributary.decisions.v1.MerchantDecisions;
import io.tributary.domain.grant.GrantRule;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.topology.Digests;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every decision is published when it is made, with what it was made on. */
class MerchantDecisionHistoryTest {
    private final MerchantFixture task = new MerchantFixture();

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldTellOfEligibilityWithClausesAndFacts() {
        task.profiles.pipeInput("small", MerchantSamples.profile("small").build());
        task.profiles.pipeInput(
                "large",
                MerchantSamples.profile("large").setSizeClass(SizeClass.LARGE).build());
        task.beat(NOON);

        List<MerchantDecisions> told = task.decisions.readValuesToList();
        assertThat(told)
                .extracting(
                        MerchantDecisions::getMerchantId,
                        each -> each.getDecisions().get(0).getKind())
                .containsExactlyInAnyOrder(
                        tuple("small", DecisionKind.ELIGIBLE), tuple("large", DecisionKind.NOT_ELIGIBLE));
        assertThat(told).allSatisfy(each -> {
            assertThat(each.getDecidedAt()).isEqualTo(NOON);
            assertThat(each.getBeat()).isEqualTo(task.lastBeat());
            assertThat(Digests.number(each.getRulesDigest())).isPositive();
        });
        MerchantDecisions large = told.stream()
                .filter(each -> each.getMerchantId().equals("large"))
                .findFirst()
                .orElseThrow();
        assertThat(large.getFacts()).containsEntry("sizeClass", "LARGE");
        assertThat(large.getDecisions().get(0).getReasons()).allSatisfy(reason -> {
            assertThat(reason.getVerdict()).isEqualTo(ClauseVerdict.FAILS);
            assertThat(reason.getText().getZh()).isEqualTo("小微商家");
            assertThat(reason.getText().getEn()).isEqualTo("Small firms");
        });
        List<Entitlement> entitlements = task.entitlements.readValuesToList();
        assertThat(entitlements)
                .flatExtracting(Entitlement::getDecisions)
                .extracting(io.tributary.ledger.v1.Decision::getDecisionId)
                .as("the same ids as on entitlements")
                .containsExactlyInAnyOrderElementsOf(
                        decided(told).stream().map(MadeDecision::getDecisionId).toList());
        task.beat(NOON + SECOND);
        assertThat(task.decisions.isEmpty()).as("what stands is not told again").isTrue();
    }

    @Test
    void shouldTellHowAGrantWasComputed() {
        task.grant(NOON, 90, "m1");

        MadeDecision grant = last(DecisionKind.GRANT);
        GrantFigures figures = grant.getGrant();
        assertThat(figures.getGranted()).isEqualTo(100);
        assertThat(GrantRule.grant(
                        figures.getRate(),
                        figures.getFloorScale(),
                        figures.getFloor(),
                        figures.getWeight(),
                        figures.getCap()))
                .as("anybody can reckon it")
                .isEqualTo(100);
        assertThat(figures.getReachable()).isNull();
        assertThat(figures.getPending()).isFalse();
        assertThat(grant.getReasons()).isEmpty();
        assertThat(grant.getStage()).isEqualTo(Stage.SEED);
        LedgerEntry entry = task.ledger.readValuesToList().get(0);
        assertThat(entry.getKind()).isEqualTo(EntryKind.GRANT);
        assertThat(grant.getDecisionId()).isEqualTo("newcomer~1~g" + entry.getSequence() + "~m1");
    }

    @Test
    void shouldTellWhyAGrantIsLessThanTheRulesGive() {
        task.newcomer().setFloorScale(0.5);
        task.grant(NOON, 0, "m1");
        MadeDecision grant = last(DecisionKind.GRANT);
        assertThat(grant.getGrant().getFloorScale()).isEqualTo(0.5);
        assertThat(grant.getGrant().getGranted()).isEqualTo(5);
        assertThat(grant.getReasons().get(0).getText().getEn()).contains("scaled down alike");
    }

    @Test
    void shouldTellOfAnExit() {
        task.grant(NOON, 90, "m1");
        task.decisions.readValuesToList();
        task.profiles.pipeInput(
                "m1", MerchantSamples.profile("m1").setOptOut(true).build());
        task.beat(NOON + SECOND);
        MadeDecision exit = last(DecisionKind.EXIT);
        assertThat(exit.getDecisionId()).isEqualTo("newcomer~1~2~m1");
        assertThat(exit.getReasons().get(0).getClause()).isEqualTo("opt-out");
        assertThat(exit.getReasons().get(0).getText().getEn()).isEqualTo("The merchant declined support.");
    }

    @Test
    void shouldTellOfAnExitWithTheProgrammeOrTheProfile() {
        task.grant(NOON, 90, "m1", "m2");
        task.decisions.readValuesToList();
        task.profiles.pipeInput("m1", null, NOON);
        task.beat(NOON + SECOND);
        assertThat(last(DecisionKind.EXIT).getReasons().get(0).getClause()).isEqualTo("no-profile");
        task.remove(NEWCOMER);
        task.beat(NOON + 2 * SECOND);
        MadeDecision exit = last(DecisionKind.EXIT);
        assertThat(exit.getDecisionId()).isEqualTo("newcomer~1~x1~m2");
        assertThat(exit.getReasons().get(0).getClause()).isEqualTo("programme-deleted");
    }

    @Test
    void shouldTellWhyBoostsAreWithheld() {
        task.grant(NOON, 90, "m1");
        task.decisions.readValuesToList();
        task.stopped.add("programme:newcomer");
        task.beat(NOON + SECOND);
        MadeDecision withheld = last(DecisionKind.WITHHELD);
        assertThat(withheld.getReasons().get(0).getClause()).isEqualTo("STOPPED");
        assertThat(withheld.getReasons().get(0).getText().getEn()).contains("kill switch");
        task.beat(NOON + 2 * SECOND);
        assertThat(task.decisions.isEmpty()).isTrue();
    }

    @Test
    void shouldGiveTheSameIdsWhenTheSameIsPlayedAgain() {
        List<MadeDecision> first = play(task);
        try (MerchantFixture again = new MerchantFixture()) {
            assertThat(play(again)).isEqualTo(first);
        }
        assertThat(first).extracting(MadeDecision::getDecisionId).doesNotHaveDuplicates();
    }

    private static List<MadeDecision> play(MerchantFixture fixture) {
        fixture.grant(NOON, 90, "m1", "m2");
        fixture.profiles.pipeInput(
                "m1", MerchantSamples.profile("m1").setOptOut(true).build());
        fixture.beat(NOON + SECOND);
        fixture.profiles.pipeInput("m1", MerchantSamples.profile("m1").build());
        fixture.beat(NOON + 2 * SECOND);
        fixture.newcomer().setGrantRate(80).setRatedBeat(fixture.lastBeat());
        fixture.beat(NOON + 3 * SECOND);
        return decided(fixture.decisions.readValuesToList());
    }

    private MadeDecision last(DecisionKind kind) {
        List<MadeDecision> all = decided(task.decisions.readValuesToList()).stream()
                .filter(each -> each.getKind() == kind)
                .toList();
        assertThat(all).as("decisions of the kind " + kind).isNotEmpty();
        return all.get(all.size() - 1);
    }

    private static List<MadeDecision> decided(List<MerchantDecisions> told) {
        List<MadeDecision> all = new ArrayList<>();
        told.forEach(each -> all.addAll(each.getDecisions()));
        return all;
    }
}
