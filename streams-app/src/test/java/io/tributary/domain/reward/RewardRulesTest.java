package io.tributary.domain.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.Stage;
import io.tributary.domain.reward.Benefit.Allowance;
import io.tributary.domain.reward.Benefit.Validity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RewardRulesTest {
    static final LocalizedText NAME = new LocalizedText("名称", "Name");

    static Benefit coupon(String id, long exposures, int startsAfterDays, int validDays) {
        return new Benefit(
                id,
                BenefitKind.TRAFFIC_COUPON,
                NAME,
                new Allowance(BenefitUnit.EXPOSURES, exposures, "", MarginalTiers.NONE),
                new Validity(startsAfterDays, validDays, false));
    }

    static Benefit label(String id, boolean accept) {
        return new Benefit(id, BenefitKind.LABEL, NAME, Allowance.NONE, new Validity(0, 30, accept));
    }

    static Benefit relief(BenefitUnit unit, long quota, String currency, MarginalTiers tiers) {
        return new Benefit(
                "relief",
                BenefitKind.FEE_RELIEF,
                NAME,
                new Allowance(unit, quota, currency, tiers),
                new Validity(0, 90, false));
    }

    static Mission mission(String id, String benefit, long every, int most, String... requires) {
        return new Mission(id, NAME, "live", new Mission.Terms(every, false, most, 0), List.of(requires), benefit);
    }

    @Test
    void shouldNameWhatIsWrongWithAMission() {
        List<Benefit> coupons = List.of(coupon("coupon", 100, 0, 7));
        assertThatThrownBy(() -> new RewardRules(List.of(mission("a", "none", 1, 1)), coupons))
                .hasMessage("missions.a.benefit: is none, must be the id of a benefit");
        assertThatThrownBy(() -> new RewardRules(List.of(mission("a", "coupon", 1, 1, "b")), coupons))
                .hasMessage("missions.a.requires: is b, must be the id of a mission");
        assertThatThrownBy(() -> new RewardRules(
                        List.of(
                                mission("a", "coupon", 1, 1, "b"),
                                mission("b", "coupon", 1, 1, "c"),
                                mission("c", "coupon", 1, 1, "a")),
                        coupons))
                .hasMessage("missions.a.requires: is a, must be without a circle of missions");
        assertThatThrownBy(() ->
                        new RewardRules(List.of(mission("a", "coupon", 1, 1), mission("a", "coupon", 1, 1)), coupons))
                .hasMessage("missions.a: is given twice, must be given once");
        assertThatThrownBy(() -> mission("a", "coupon", 0, 1)).hasMessage("every: is 0, must be at least 1");
    }

    @Test
    void shouldNameWhatIsWrongWithABenefit() {
        assertThatThrownBy(() -> new RewardRules(List.of(), List.of(label("a", false), label("a", true))))
                .hasMessage("benefits.a: is given twice, must be given once");
        assertThatThrownBy(() -> coupon("a", 5, 0, 0)).hasMessage("validDays: is 0, must be at least 1 of a coupon");
        assertThatThrownBy(() -> relief(BenefitUnit.MONEY, 5, "CNY", MarginalTiers.NONE))
                .hasMessageContaining("tiers: is none");
        assertThatThrownBy(() -> relief(BenefitUnit.SALES, 5, "", MarginalTiers.NONE))
                .hasMessage("currency: is '', must be that of SALES or MONEY");
        assertThatThrownBy(() -> relief(BenefitUnit.EXPOSURES, 5, "", MarginalTiers.NONE))
                .hasMessageContaining("unit: is EXPOSURES");
        assertThatThrownBy(() -> new Allowance(BenefitUnit.ORDERS, 0, "", MarginalTiers.NONE))
                .hasMessageContaining("quota: is 0");
    }

    @Test
    void shouldGiveToAllWhatNoMissionEarns() {
        RewardRules rules = new RewardRules(
                List.of(mission("a", "coupon", 1, 1)), List.of(coupon("coupon", 100, 0, 7), label("mark", false)));
        assertThat(rules.once(Stage.SEED)).extracting(Benefit::id).containsExactly("mark");
    }

    @Test
    void shouldGiveToAStageWhatRewardsItAndTheOnesBelow() {
        RewardRules rules = new RewardRules(
                List.of(), List.of(label("mark", false), label("grown", false)), Map.of(Stage.GROW, "grown"));
        assertThat(rules.once(Stage.SEED)).extracting(Benefit::id).containsExactly("mark");
        assertThat(rules.once(Stage.STEADY)).extracting(Benefit::id).containsExactly("mark", "grown");
        assertThatThrownBy(() -> new RewardRules(List.of(), List.of(), Map.of(Stage.GROW, "grown")))
                .hasMessage("stages.GROW.reward: is grown, must be the id of a benefit");
    }
}
