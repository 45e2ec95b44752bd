package io.tributary.explain;

import static io.tributary.explain.RecordedService.NOON;
import static io.tributary.explain.RecordedService.ZONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import io.tributary.programmes.v1.Programme;
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
}
