package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAWN;
import static io.tributary.topology.merchant.MerchantFixture.DAY;
import static io.tributary.topology.merchant.MerchantFixture.MINUTE;
import static io.tributary.topology.merchant.MerchantFixture.NEWCOMER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.benefits.v1.BenefitChange;
import io.tributary.benefits.v1.BenefitStatus;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Stage;
import io.tributary.decisions.v1.ClauseVerdict;
import io.tributary.decisions.v1.DecisionKind;
import io.tributary.decisions.v1.MadeDecision;
import io.tributary.decisions.v1.MerchantDecisions;
import io.tributary.events.v1.OrderStatus;
import io.tributary.ledger.v1.Decision;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.programmes.v1.Benefit;
import io.tributary.programmes.v1.BenefitKind;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.EvidenceEnd;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.StageCondition;
import io.tributary.programmes.v1.StageStep;
import io.tributary.programmes.v1.UnknownPolicy;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a merchant comes from stage to stage by what is known of it, graduates, or is supported no more since that does not help. */
class MerchantStagesTest {
    private static final LocalizedText REASON = new LocalizedText("评分", "By reviews.");

    private MerchantFixture task = new MerchantFixture();
    private int version = 1;

    @AfterEach
    void close() {
        task.close();
    }

    private void rule(EvidenceEnd end, StageStep... stages) {
        version++;
        task.put(Programme.newBuilder(
                        MerchantSamples.programme(NEWCOMER, version).build())
                .setStages(List.of(stages))
                .setBenefits(List.of(Benefit.newBuilder()
                        .setId("mark")
                        .setKind(BenefitKind.LABEL)
                        .setName(new LocalizedText("标识", "Mark"))
                        .build()))
                .setEndsWhen(end)
                .build());
    }

    private static StageStep step(Stage stage, String enter, String leave) {
        return StageStep.newBuilder()
                .setStage(stage)
                .setEnter(by("to-" + stage, enter))
                .setLeave(leave == null ? null : by("from-" + stage, leave))
                .setReward(stage == Stage.GROW ? "mark" : null)
                .build();
    }

    private static StageCondition by(String id, String expression) {
        return StageCondition.newBuilder()
                .setClause(new Clause(id, expression, REASON, UnknownPolicy.NOT_MET, 0L))
                .build();
    }

    private static StageStep graduated(int returnAfterDays, int survivalDays) {
        return StageStep.newBuilder()
                .setStage(Stage.GRADUATED)
                .setEnter(by("best", "merchant.satisfaction >= 0.95"))
                .setReturnAfterDays(returnAfterDays)
                .setSurvivalDays(survivalDays)
                .build();
    }

    /** A beat in the first minute of a day since the first, when the merchant has this satisfaction. */
    private void day(int day, double satisfaction) {
        long start = DAWN + day * DAY;
        task.profiles.pipeInput(
                "m1",
                MerchantSamples.profile("m1").setSatisfaction(satisfaction).build(),
                start);
        task.newcomer().setPeriodStart(start).setPeriodEnd(start + DAY).setCandidateRate(0);
        task.beat(start);
        task.newcomer().setGrantRate(0).setRatedBeat(task.lastBeat());
        task.beat(start + MINUTE);
    }

    /** A period of so many days. */
    private static void period(MerchantFixture task, int day, int days) {
        task.newcomer().setPeriodStart(DAWN + day * DAY).setPeriodEnd(DAWN + (day + days) * DAY);
    }

    private Decision last() {
        List<Entitlement> all = task.entitlements.readValuesToList();
        assertThat(all).isNotEmpty();
        return all.get(all.size() - 1).getDecisions().get(0);
    }

    private List<MadeDecision> told(DecisionKind kind) {
        return task.decisions.readValuesToList().stream()
                .map(MerchantDecisions::getDecisions)
                .flatMap(List::stream)
                .filter(each -> each.getKind() == kind)
                .toList();
    }

    @Test
    void shouldClimbByClausesStayInTheRoomBetweenAndBeRewardedOnce() {
        rule(
                null,
                step(Stage.GROW, "merchant.satisfaction >= 0.8", "merchant.satisfaction < 0.6"),
                step(Stage.STEADY, "merchant.satisfaction >= 0.9", "merchant.satisfaction < 0.8"));
        day(0, 0.5);
        assertThat(last().getStage()).isEqualTo(Stage.SEED);
        assertThat(task.benefits.isEmpty()).isTrue();
        day(1, 0.85);
        assertThat(last().getStage()).isEqualTo(Stage.GROW);
        assertThat(task.benefits.readValuesToList())
                .extracting(BenefitChange::getStatus)
                .contains(BenefitStatus.ACTIVATED);
        day(2, 0.65);
        assertThat(last().getStage()).as("in the room between").isEqualTo(Stage.GROW);
        try (MerchantFixture next = task.restarted()) {
            task.close();
            task = next;
            day(3, 0.95);
            assertThat(last().getStage()).isEqualTo(Stage.STEADY);
            day(4, 0.5);
            assertThat(last().getStage()).as("a step a period").isEqualTo(Stage.GROW);
            day(5, 0.5);
            assertThat(last().getStage()).isEqualTo(Stage.SEED);
            day(6, 0.95);
            assertThat(last().getStage()).isEqualTo(Stage.GROW);
            assertThat(task.benefits.isEmpty()).as("rewarded once").isTrue();
        }
        task = new MerchantFixture();
    }

    @Test
    void shouldTellOfAStageByWhichClauseAndOnWhichFacts() {
        rule(null, step(Stage.GROW, "merchant.satisfaction >= 0.8", null));
        day(0, 0.5);
        task.decisions.readValuesToList();
        task.profiles.pipeInput(
                "m1", MerchantSamples.profile("m1").setSatisfaction(0.9).build(), DAWN + DAY);
        task.newcomer().setPeriodStart(DAWN + DAY).setPeriodEnd(DAWN + 2 * DAY);
        task.beat(DAWN + DAY);
        MerchantDecisions made = task.decisions.readValuesToList().get(0);
        MadeDecision step = made.getDecisions().stream()
                .filter(each -> each.getKind() == DecisionKind.STAGE)
                .findFirst()
                .orElseThrow();
        assertThat(step.getStage()).isEqualTo(Stage.GROW);
        assertThat(step.getStageBefore()).isEqualTo(Stage.SEED);
        assertThat(step.getReasons().get(0).getClause()).isEqualTo("to-GROW");
        assertThat(step.getReasons().get(0).getVerdict()).isEqualTo(ClauseVerdict.HOLDS);
        assertThat(step.getReasons().get(0).getText()).isEqualTo(REASON);
        assertThat(made.getFacts()).containsEntry("satisfaction", "0.9");
    }

    @Test
    void shouldEndTheSupportOfAGraduateAndTellWhetherItStillSells() {
        rule(null, graduated(60, 40));
        day(0, 0.5);
        day(1, 0.96);
        Decision graduated = last();
        assertThat(graduated.getEligible()).isFalse();
        assertThat(graduated.getClauses()).containsExactly("best");
        assertThat(graduated.getReasons().get(0).getEn()).contains("graduated").contains("By reviews.");
        assertThat(graduated.getReasons().get(0).getZh()).contains("毕业").contains("评分");
        assertThat(told(DecisionKind.STAGE)).extracting(MadeDecision::getStage).containsExactly(Stage.GRADUATED);
        assertThat(task.lastBoost("m1")).isNull();

        task.beat(DAWN + 20 * DAY);
        task.sell("m1", MerchantSamples.order("o1", OrderStatus.PAID, 100, DAWN + 20 * DAY));
        try (MerchantFixture next = task.restarted()) {
            period(next, 40, 30);
            next.beat(DAWN + 41 * DAY - 1);
            assertThat(next.decisions.isEmpty()).isTrue();
            next.beat(DAWN + 41 * DAY);
            MadeDecision survival =
                    next.decisions.readValuesToList().get(0).getDecisions().get(0);
            assertThat(survival.getKind()).isEqualTo(DecisionKind.SURVIVAL);
            assertThat(survival.getReasons().get(0).getClause()).isEqualTo("still-sells");
            next.beat(DAWN + 61 * DAY - 1);
            assertThat(next.entitlements.isEmpty()).isTrue();
            next.beat(DAWN + 61 * DAY);
            assertThat(next.entitlements.readValue().getDecisions().get(0).getStage())
                    .as("from nothing")
                    .isEqualTo(Stage.SEED);
        }
    }

    @Test
    void shouldTellThatAGraduateSellsNoMore() {
        rule(null, graduated(-1, 40));
        day(0, 0.5);
        day(1, 0.96);
        task.decisions.readValuesToList();
        task.beat(DAWN + 5 * DAY);
        task.sell("m1", MerchantSamples.order("o1", OrderStatus.PAID, 100, DAWN + 5 * DAY));
        period(task, 41, 1);
        task.beat(DAWN + 41 * DAY);
        assertThat(told(DecisionKind.SURVIVAL).get(0).getReasons().get(0).getClause())
                .isEqualTo("sells-no-more");
        task.entitlements.readValuesToList();
        day(900, 0.5);
        assertThat(task.entitlements.isEmpty()).as("for good").isTrue();
    }

    @Test
    void shouldEndSupportOnceTheFloorWasDeliveredAndTheEvidenceIsAgainstIt() {
        rule(new EvidenceEnd(10L, 0.3, -1));
        task.newcomer().setOrderRate(0.4);
        day(0, 0.5);
        show(3, DAWN + 2 * MINUTE);
        day(1, 0.5);
        assertThat(last().getEligible()).as("the floor of 10 was not delivered").isTrue();
        show(10, DAWN + DAY + 2 * MINUTE);
        day(2, 0.5);
        Decision ended = last();
        assertThat(ended.getEligible()).isFalse();
        assertThat(ended.getClauses()).containsExactly("evidence-against");
        day(3, 0.99);
        assertThat(task.entitlements.isEmpty()).as("for good").isTrue();
    }

    @Test
    void shouldSupportOnWhoSellsOnItsFloor() {
        rule(new EvidenceEnd(10L, 0.3, -1));
        task.newcomer().setOrderRate(0.001);
        day(0, 0.5);
        show(10, DAWN + 2 * MINUTE);
        day(1, 0.5);
        assertThat(last().getEligible()).isTrue();
    }

    private void show(int times, long time) {
        String directive = task.lastBoost("m1").getDirectiveId();
        for (int i = 0; i < times; i++) {
            task.show("m1", task.boosted(directive, time));
        }
        task.beat(time + MINUTE);
    }
}
