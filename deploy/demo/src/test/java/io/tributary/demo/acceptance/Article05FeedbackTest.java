package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import io.tributary.feedback.v1.CaseAction;
import io.tributary.feedback.v1.CaseKind;
import io.tributary.feedback.v1.CaseOutcome;
import io.tributary.feedback.v1.DecidedBy;
import io.tributary.feedback.v1.Feedback;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.pool.v1.TaskCounters;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merchants are heard: who disagrees with a decision appeals by its id, in time, to a human, and gets back what it should have had. */
class Article05FeedbackTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Duration STEP = Duration.ofMinutes(20);
    private static final String FARM = "farm-1";
    private static final String CASE = "case-1";

    @TempDir
    Path folder;

    private TestPlatform platform() {
        TestPlatform platform = new TestPlatform(folder, DAY.atTime(6, 0), STEP);
        platform.programme(Rules.published("farm.yaml", 100, 10, 60));
        platform.profile(Rules.shop(FARM, platform.now(), 500)
                .setTags(List.of(Rules.tag("AGRI")))
                .build());
        platform.settle();
        platform.passUntil(DAY.atTime(16, 0), STEP, () -> platform.show(FARM, Surface.FEED, 1));
        return platform;
    }

    private static Feedback.Builder feedback(CaseAction action) {
        return Feedback.newBuilder().setCaseId(CASE).setKind(CaseKind.APPEAL).setAction(action);
    }

    private static Feedback.Builder opened(TestPlatform platform) {
        return feedback(CaseAction.OPENED)
                .setDecisionId(platform.published().decision("farm", FARM).getDecisionId());
    }

    private static Feedback.Builder upheld(DecidedBy by) {
        return feedback(CaseAction.CLOSED)
                .setOutcome(CaseOutcome.UPHELD)
                .setDecidedBy(by)
                .setExposures(5);
    }

    @Test
    void shouldCreditWhatAHumanUpholdsOnce() {
        try (TestPlatform platform = platform()) {
            platform.feedback(FARM, opened(platform));
            platform.feedback(FARM, feedback(CaseAction.HUMAN_REQUESTED));
            platform.feedback(FARM, upheld(DecidedBy.MACHINE));
            platform.settle();
            assertThat(credits(platform))
                    .as("a machine does not close what a human was asked for")
                    .isEmpty();
            assertThat(platform.published().deadLetters()).hasSize(1);

            platform.feedback(FARM, upheld(DecidedBy.HUMAN));
            platform.service().restart();
            platform.feedback(FARM, upheld(DecidedBy.HUMAN));
            platform.settle();

            assertThat(credits(platform)).hasSize(1);
            assertThat(credits(platform).get(0).getExposures()).isEqualTo(5);
            assertThat(credits(platform).get(0).getProgrammeId()).isEqualTo("farm");
        }
    }

    @Test
    void shouldTellOfCasesThatAreOverdue() {
        try (TestPlatform platform = platform()) {
            platform.feedback(FARM, opened(platform));
            platform.settle();
            // Ten days, as the programme says.
            platform.beatAt(DAY.plusDays(10).atTime(15, 0));
            assertThat(platform.published().counted(TaskCounters::getCasesOverdue))
                    .isZero();

            platform.beatAt(DAY.plusDays(10).atTime(17, 0));
            platform.settle();

            assertThat(platform.published().counted(TaskCounters::getCasesOverdue))
                    .isEqualTo(1);
        }
    }

    private static List<LedgerEntry> credits(TestPlatform platform) {
        return platform.published().ledger().stream()
                .filter(entry -> entry.getKind() == EntryKind.CREDIT)
                .toList();
    }
}
