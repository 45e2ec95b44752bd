package io.tributary.explain;

import static io.tributary.explain.RecordedService.NOON;
import static io.tributary.explain.RecordedService.ZONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.ItemScope;
import io.tributary.common.v1.Surface;
import io.tributary.programmes.v1.ClockLimit;
import io.tributary.programmes.v1.ClockSpan;
import io.tributary.programmes.v1.Enrolment;
import io.tributary.programmes.v1.EnrolmentMode;
import io.tributary.programmes.v1.Funding;
import io.tributary.programmes.v1.FundingSource;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.Seats;
import io.tributary.programmes.v1.SupportClock;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementTest {
    private static final List<Programme> FARM =
            List.of(RecordedService.programme(1).setRelevanceBudget(0.05).build());

    private static String text(Surface surface, long time, Language language) {
        return new Statement(FARM, surface, time).page(ZONE).text(language);
    }

    @Test
    void shouldTellParametersConditionsPaymentAndRights() {
        assertThat(text(null, NOON, Language.EN))
                .containsSubsequence(
                        "How support changes ranking",
                        "rules in force at 2026-03-02T12:00+08:00",
                        "1 programmes raise items",
                        "Main parameters",
                        "Farm produce (farm v1, ACTIVE)",
                        "multiplied by 3 at most; 5 % of requests are a holdout",
                        "shoppers lose 0.05 of relevance per exposure at most",
                        "- Small firms",
                        "- No open violations",
                        "Paying makes nobody eligible",
                        "optOut",
                        "appeal");
    }

    @Test
    void shouldTellItInChinese() {
        assertThat(text(null, NOON, Language.ZH)).contains("主要参数及其理由", "- 小微商家", "付费不会使商家符合条件", "申诉");
    }

    @Test
    void shouldTellOnlyOfASurface() {
        assertThat(text(Surface.FEED, NOON, Language.EN)).contains("Farm produce");
        assertThat(text(Surface.SEARCH, NOON, Language.EN))
                .contains("No support programme changes this ranking now")
                .doesNotContain("Farm produce");
    }

    @Test
    void shouldLeaveOutWhatIsOver() {
        List<Programme> over =
                List.of(RecordedService.programme(1).setEndsAt(NOON).build());
        assertThat(new Statement(over, null, NOON).page(ZONE).text(Language.EN)).doesNotContain("Farm produce");
    }

    @Test
    void shouldNotSayThatPayingDoesNothingWhereItDoes() {
        Programme paid = RecordedService.programme(1)
                .setProgrammeId("paid")
                .setFloor(0)
                .setFunding(new Funding(FundingSource.MATCHED, "bank"))
                .setWithoutPersonalisation(false)
                .build();
        String text = new Statement(List.of(paid), null, NOON).page(ZONE).text(Language.EN);
        assertThat(text)
                .contains("Merchants that take part pay for it, and bank as well: it is marked as advertisement")
                .contains("not applied to requests of buyers who turned personalisation off")
                .containsSubsequence(
                        "Paying makes nobody eligible for support",
                        "Apart from that: Farm produce",
                        "takes nothing from free");
        assertThat(text(null, NOON, Language.EN)).doesNotContain("Apart from that");
    }

    @Test
    void shouldTellWhatAProgrammeAsksForAndGives() {
        Programme rules = RecordedService.programme(1)
                .setScope(ItemScope.newBuilder()
                        .setCategories(List.of("fruit"))
                        .setListedWithinDays(30)
                        .build())
                .setClock(SupportClock.newBuilder()
                        .setFrom("JOINED")
                        .setLasts(ClockSpan.newBuilder().setDays(90).build())
                        .setUntil(ClockLimit.newBuilder().setOrders(300L).build())
                        .build())
                .setEnrolment(Enrolment.newBuilder()
                        .setMode(EnrolmentMode.APPLICATION)
                        .setExcludes(List.of("newcomer"))
                        .setSeats(new Seats(300L, "score", NOON))
                        .build())
                .setMostOfAll(500)
                .build();
        String text = new Statement(List.of(rules), null, NOON).page(ZONE).text(Language.EN);
        assertThat(text)
                .contains(
                        "only items of the categories [fruit], listed less than 30 days ago.",
                        "from JOINED, until the first of: 90 days, 300 orders.",
                        "Merchants apply for it.",
                        "It has 300 seats, which go to those with the highest score from ",
                        "cannot be had together with newcomer",
                        "500 exposures under all programmes together");
        assertThat(new Statement(List.of(rules), null, NOON).page(ZONE).text(Language.ZH))
                .contains("以先到者为止：90天、300 单", "共 300 个名额，按 score 从高到低");
    }
}
