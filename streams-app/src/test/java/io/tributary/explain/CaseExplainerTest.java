package io.tributary.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.decisions.v1.DecisionKind;
import io.tributary.decisions.v1.MadeDecision;
import io.tributary.feedback.v1.CaseAction;
import io.tributary.feedback.v1.CaseKind;
import io.tributary.feedback.v1.CaseOutcome;
import io.tributary.feedback.v1.DecidedBy;
import io.tributary.feedback.v1.Feedback;
import io.tributary.merchants.v1.SizeClass;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Explanations from what the service itself has published. */
class CaseExplainerTest {
    private final RecordedService service = new RecordedService();

    @BeforeEach
    void play() {
        service.profile("m1", SizeClass.SMALL);
        service.profile("m2", SizeClass.LARGE);
        service.beats(6);
        service.expose("m1", 3);
        service.beats(2);
    }

    private String text(String merchant, Language language) {
        return new CaseExplainer(service.of(merchant)).standing(null).text(language);
    }

    @Test
    void shouldSayHowAGrantCameAboutNumberByNumber() {
        assertThat(text("m1", Language.EN))
                .containsSubsequence(
                        "Merchant m1",
                        "farm v1: takes part",
                        "decisionId farm~1~1~m1",
                        "1000 exposures every 1440 minutes; each merchant is guaranteed 10 and gets 200 at most",
                        "Holds [small] Small firms",
                        "merchant.sizeClass in ['MICRO', 'SMALL']",
                        "sizeClass = SMALL",
                        "Holds [clean] No open violations",
                        "violations = 0",
                        "stage now: SEED",
                        "floor 10 x floor scale 1 = 10",
                        "x weight 1 =",
                        "at most the cap: 200",
                        "by the rule, rounded down: 200",
                        "granted: 200",
                        "multiplier",
                        "charged 3, credited 0",
                        "CHARGE 3 (granted 200, spent 3)");
    }

    @Test
    void shouldSpeakBothLanguages() {
        assertThat(text("m1", Language.ZH))
                .contains("参加扶持", "满足 [small] 小微商家", "每位商家上限 200", "本期额度 200")
                .doesNotContain("granted");
        assertThat(text("m1", Language.BOTH)).contains("本期额度 200", "granted: 200");
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertThat(text("m2", Language.EN))
                .containsSubsequence(
                        "farm v1: does not take part",
                        "Does not hold [small] Small firms",
                        "sizeClass = LARGE",
                        "Holds [clean]",
                        "What is missing",
                        "Small firms",
                        "There are no entries.")
                .doesNotContain("How the grant");
    }

    @Test
    void shouldSayWhyBoostsAreWithheld() {
        service.stop("programme:farm");
        service.beats(1);
        assertThat(text("m1", Language.EN)).contains("withheld since", "kill switch");
    }

    @Test
    void shouldTellOfAppeals() {
        service.feedback(
                "m1",
                Feedback.newBuilder()
                        .setCaseId("c1")
                        .setKind(CaseKind.APPEAL)
                        .setAction(CaseAction.OPENED)
                        .setDecisionId("farm~1~1~m1"));
        service.feedback(
                "m1",
                Feedback.newBuilder()
                        .setCaseId("c1")
                        .setKind(CaseKind.APPEAL)
                        .setAction(CaseAction.CLOSED)
                        .setOutcome(CaseOutcome.UPHELD)
                        .setDecidedBy(DecidedBy.HUMAN)
                        .setExposures(2));
        service.beats(1);
        assertThat(text("m1", Language.EN))
                .containsSubsequence(
                        "charged 3, credited 2",
                        "CREDIT 2 (granted 200, spent 1) Case c1 was upheld",
                        "naming farm~1~1~m1; decided within 10 days: https://help.example/appeal",
                        "c1 OPENED",
                        "c1 CLOSED UPHELD, HUMAN, credited 2");
        assertThat(service.of("m2").made().get(0).decision().getAppeal().getDays())
                .as("an adverse decision names its channel")
                .isEqualTo(10);
    }

    @Test
    void shouldExplainEveryDecision() {
        service.profile("m1", SizeClass.LARGE);
        service.beats(2);
        MerchantCase merchant = service.of("m1");
        List<MadeDecision> all =
                merchant.made().stream().map(MerchantCase.Made::decision).toList();
        assertThat(all)
                .extracting(MadeDecision::getKind)
                .contains(DecisionKind.ELIGIBLE, DecisionKind.GRANT, DecisionKind.EXIT);
        for (MadeDecision each : all) {
            Page page = new CaseExplainer(merchant).decision(each.getDecisionId());
            assertThat(page.text(Language.EN)).contains(each.getDecisionId(), "Farm produce (farm v1, ACTIVE)");
            assertThat(page.sections())
                    .allSatisfy(section ->
                            assertThat(section.lines()).as(section.id()).isNotEmpty());
        }
        Page first = new CaseExplainer(merchant).decision("farm~1~1~m1");
        assertThat(first.text(Language.EN))
                .containsSubsequence("farm v1: takes part", "then farm~1~2~m1", "Holds [small]");
        Page exit = new CaseExplainer(merchant).decision("farm~1~2~m1");
        assertThat(exit.text(Language.EN)).containsSubsequence("farm v1: leaves", "Does not hold [small]", "RELEASE");
    }

    @Test
    void shouldSayTheSameForMachines() {
        Page page = new CaseExplainer(service.of("m1")).standing("farm");
        assertThat(page.json().get("subject").asText()).isEqualTo("m1");
        assertThat(page.json().get("sections"))
                .extracting(each -> each.get("id").asText())
                .containsExactly("decision", "rule", "conditions", "stage", "grant", "directive", "ledger", "appeal");
        assertThat(page.json()
                        .get("sections")
                        .get(0)
                        .get("lines")
                        .get(0)
                        .get("zh")
                        .asText())
                .isEqualTo("farm 版本 1：参加扶持");
    }

    @Test
    void shouldGoOnWithoutWhatIsNotAtHand() {
        MerchantCase all = service.of("m2");
        MerchantCase bare = new MerchantCase(
                "m2", all.now(), new MerchantCase.History(List.of(), List.of()), RuleHistory.of(List.of()));
        assertThat(new CaseExplainer(bare).standing(null).text(Language.EN))
                .contains(
                        "farm v1 is not in programmes-history",
                        "look further back with --since",
                        "[small] Small firms");
    }

    @Test
    void shouldSayInOneLineWhatThereIsNot() {
        CaseExplainer explainer = new CaseExplainer(service.of("m1"));
        assertThatThrownBy(() -> explainer.decision("farm~1~zz~m1"))
                .hasMessageContaining("there is no decision 'farm~1~zz~m1'")
                .hasMessageContaining("--since");
        assertThatThrownBy(() -> explainer.standing("newcomer")).hasMessageContaining("'m1' and programme 'newcomer'");
        assertThatThrownBy(() -> new CaseExplainer(service.of("m9")).standing(null))
                .hasMessageContaining("nothing was decided about merchant 'm9'");
    }
}
