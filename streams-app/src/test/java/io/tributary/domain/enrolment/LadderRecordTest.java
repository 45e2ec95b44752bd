package io.tributary.domain.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.eligibility.DecidedClause;
import io.tributary.domain.eligibility.Outcome;
import io.tributary.domain.eligibility.Verdict;
import io.tributary.domain.enrolment.StageStep.Graduation;
import org.junit.jupiter.api.Test;

class LadderRecordTest {
    private static final long DAY = 86_400_000;
    private static final long NOW = 1_000 * DAY;
    private static final StageCondition CLAUSE =
            StageCondition.by(new Clause("sells", "true", new LocalizedText("条件", "A condition.")));

    @Test
    void shouldKeepAGraduateAwayUntilItMayReturn() {
        EnrolmentHistory history =
                EnrolmentHistory.NONE.delivered("farm", 100).graduated("farm", CLAUSE, new Graduation(30, 20), NOW);
        LadderRecord ladder = history.ladder("farm");
        assertThat(ladder.isAwayAt(NOW + 30 * DAY - 1)).isTrue();
        assertThat(ladder.isAwayAt(NOW + 30 * DAY)).isFalse();
        assertThat(ladder.outcome().ground()).isEqualTo(Outcome.Ground.GRADUATED);
        assertThat(ladder.outcome().clauses()).containsExactly(new DecidedClause("sells", Verdict.HOLDS));
        assertThat(history.takingPart("farm")).as("from nothing").isEqualTo(EnrolmentHistory.NONE);
        assertThat(EnrolmentHistory.NONE
                        .delivered("farm", 100)
                        .takingPart("farm")
                        .ladder("farm")
                        .delivered())
                .isEqualTo(100);
    }

    @Test
    void shouldTellWhetherAGraduateStillSells() {
        EnrolmentHistory history = EnrolmentHistory.NONE.graduated(
                "farm", StageCondition.byChance(0.9), new Graduation(HardExit.FOR_GOOD, 90), NOW);
        assertThat(history.survivalDue(NOW)).isEqualTo(NOW + 90 * DAY);
        assertThat(history.ladder("farm").outcome()).isEqualTo(Outcome.on(Outcome.Ground.GRADUATED));
        assertThat(history.ladder("farm").stillSells()).isFalse();
        assertThat(history.sold(NOW - 1)).as("before it graduated").isSameAs(history);

        EnrolmentHistory early = history.sold(NOW + 59 * DAY);
        assertThat(early.ladder("farm").stillSells()).isFalse();
        assertThat(early.sold(NOW + 59 * DAY + 1))
                .as("not noted within the hour")
                .isSameAs(early);
        EnrolmentHistory late = early.sold(NOW + 60 * DAY);
        assertThat(late.ladder("farm").stillSells()).isTrue();
        assertThat(late.told("farm").survivalDue(NOW)).isEqualTo(Long.MAX_VALUE);
        assertThat(late.told("farm").sold(NOW + 95 * DAY))
                .as("nobody asks any more")
                .isEqualTo(late.told("farm"));
    }

    @Test
    void shouldEndOnlyOnEvidenceAndWhatWasDelivered() {
        EvidenceEnd end = new EvidenceEnd(500, 0.05, 10);
        StageEvidence against = new StageEvidence(500, 0, 0.02, 0.01);
        assertThat(end.isMet(500, against)).isTrue();
        assertThat(end.isMet(499, against)).isFalse();
        assertThat(end.isMet(500, null)).isFalse();
        assertThat(end.isMet(500, new StageEvidence(500, 9, 0.02, 0.05))).isFalse();
        LadderRecord ended = EnrolmentHistory.NONE.ended("farm", end, NOW).ladder("farm");
        assertThat(ended.outcome()).isEqualTo(Outcome.on(Outcome.Ground.EVIDENCE_AGAINST));
        assertThat(ended.isAwayAt(NOW + 10 * DAY)).isFalse();
    }

    @Test
    void shouldForgetProgrammesThatAreNoMore() {
        EnrolmentHistory history = EnrolmentHistory.NONE.delivered("farm", 5);
        assertThat(history.without(id -> true, NOW)).isSameAs(history);
        assertThat(history.without(id -> false, NOW)).isSameAs(EnrolmentHistory.NONE);
    }
}
