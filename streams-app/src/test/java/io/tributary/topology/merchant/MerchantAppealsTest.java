package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAY;
import static io.tributary.topology.merchant.MerchantFixture.MINUTE;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.feedback.v1.CaseAction;
import io.tributary.feedback.v1.CaseKind;
import io.tributary.feedback.v1.CaseOutcome;
import io.tributary.feedback.v1.DecidedBy;
import io.tributary.feedback.v1.Feedback;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.TaskCounters;
import io.tributary.programmes.v1.AppealChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Appeals and complaints: due, closed by whom they may be, and credited once. */
class MerchantAppealsTest {
    private MerchantFixture task = new MerchantFixture();

    @AfterEach
    void close() {
        task.close();
    }

    private static Feedback.Builder event(String id, CaseAction action) {
        return Feedback.newBuilder()
                .setCaseId(id)
                .setKind(CaseKind.APPEAL)
                .setAction(action)
                .setTime(NOON);
    }

    private static Feedback.Builder opened(String id) {
        return event(id, CaseAction.OPENED).setDecisionId("newcomer~1~1~m1");
    }

    private static Feedback.Builder upheld(String id, long exposures) {
        return event(id, CaseAction.CLOSED)
                .setOutcome(CaseOutcome.UPHELD)
                .setDecidedBy(DecidedBy.HUMAN)
                .setExposures(exposures);
    }

    private void say(Feedback.Builder feedback) {
        task.feedback.pipeInput("m1", feedback.build(), feedback.getTime());
    }

    private void restart() {
        MerchantFixture next = task.restarted();
        task.close();
        task = next;
    }

    private List<LedgerEntry> credits() {
        return task.ledger.readValuesToList().stream()
                .filter(each -> each.getKind() == EntryKind.CREDIT)
                .toList();
    }

    private void spend(int exposures) {
        String directive = task.lastBoost("m1").getDirectiveId();
        for (int i = 0; i < exposures; i++) {
            task.show("m1", task.boosted(directive, NOON));
        }
    }

    @Test
    void shouldCreditWhatWasUpheldOnceAlsoAfterARestart() {
        task.grant(NOON, 90, "m1");
        spend(5);
        task.beat(NOON + SECOND);
        say(opened("c1"));
        say(upheld("c1", 3));
        say(upheld("c1", 3));
        restart();
        say(upheld("c1", 3));
        PoolReport report = task.beat(NOON + 2 * SECOND);

        assertThat(credits()).singleElement().satisfies(credit -> {
            assertThat(credit.getExposures()).isEqualTo(3);
            assertThat(credit.getSpent()).isEqualTo(2);
            assertThat(credit.getReason().getEn()).isEqualTo("Case c1 was upheld: exposures are credited.");
        });
        assertThat(report.getProgrammes().get(0).getSpent()).isEqualTo(2);
        assertThat(report.getCounters().getCasesOpened()).isEqualTo(1);
        assertThat(report.getCounters().getCasesClosed()).isEqualTo(1);
        assertThat(report.getCounters().getDuplicates()).isEqualTo(2);
        restart();
        task.beat(NOON + 3 * SECOND);
        assertThat(credits()).isEmpty();
    }

    @Test
    void shouldCountAComplaintOnceInTheWindowInWhichItWasOpened() {
        task.grant(NOON, 90, "m1");
        task.metrics.readValuesToList();
        say(event("c1", CaseAction.OPENED).setKind(CaseKind.COMPLAINT));
        say(event("c1", CaseAction.OPENED).setKind(CaseKind.COMPLAINT));
        say(event("c1", CaseAction.HUMAN_REQUESTED).setKind(CaseKind.COMPLAINT));
        say(opened("c2"));
        restart();
        task.beat(NOON + MINUTE);

        assertThat(task.metrics.readValuesToList()).singleElement().satisfies(row -> {
            assertThat(row.getComplaints()).isEqualTo(1);
            assertThat(row.getProgrammes()).containsExactly("newcomer");
            assertThat(row.getImpressions()).isZero();
        });
    }

    @Test
    void shouldCreditTheRestOnceItIsSpent() {
        task.grant(NOON, 90, "m1");
        spend(2);
        say(opened("c1"));
        say(upheld("c1", 3));
        task.beat(NOON + SECOND);
        assertThat(credits()).extracting(LedgerEntry::getExposures).containsExactly(2L);
        restart();
        task.beat(NOON + 2 * SECOND);
        assertThat(credits()).isEmpty();
        task.newcomer().setGrantRate(91);
        task.beat(NOON + 3 * SECOND);
        spend(4);
        task.beat(NOON + 4 * SECOND);
        assertThat(credits()).extracting(LedgerEntry::getExposures).containsExactly(1L);
    }

    @Test
    void shouldCountACaseAsOverdueAtItsTime() {
        task.put(MerchantSamples.programme("newcomer", 2)
                .setAppeal(new AppealChannel("https://help.example", 2))
                .build());
        task.grant(NOON, 90, "m1");
        say(opened("c1"));
        assertThat(task.beat(NOON + 2 * DAY - 1).getCounters().getCasesOverdue())
                .isZero();
        restart();
        assertThat(task.beat(NOON + 2 * DAY).getCounters().getCasesOverdue()).isEqualTo(1);
        assertThat(task.beat(NOON + 2 * DAY + SECOND).getCounters().getCasesOverdue())
                .isEqualTo(1);
        say(upheld("c1", 0).setTime(NOON + 2 * DAY + SECOND));
        TaskCounters closed = task.beat(NOON + 2 * DAY + 2 * SECOND).getCounters();
        assertThat(closed.getCasesClosedLate()).isEqualTo(1);
    }

    @Test
    void shouldPutAsideWhatCannotBe() {
        task.grant(NOON, 90, "m1");
        say(opened("c1"));
        say(event("c1", CaseAction.HUMAN_REQUESTED));
        say(upheld("c1", 0).setDecidedBy(DecidedBy.MACHINE));
        assertThat(refusal()).contains("decidedBy: must be HUMAN");
        say(upheld("c1", 0).setDecidedBy(DecidedBy.UNKNOWN));
        assertThat(refusal()).contains("decidedBy: is missing");
        say(opened("c2").setDecisionId("newcomer~1~1~m2"));
        assertThat(refusal()).contains("is no decision about the merchant");
        say(opened("c3").setDecidedAt(NOON - 200 * DAY));
        assertThat(refusal()).contains("six months");
        say(upheld("c4", 1));
        assertThat(refusal()).contains("must be OPENED first");
        TaskCounters counters = task.beat(NOON + SECOND).getCounters();
        assertThat(counters.getCasesOpened()).isEqualTo(1);
        assertThat(counters.getCasesClosed()).isZero();
    }

    @Test
    void shouldPassOverWhatItDoesNotKnow() {
        task.grant(NOON, 90, "m1");
        say(event("c1", CaseAction.UNKNOWN));
        say(opened("c1").setKind(CaseKind.UNKNOWN));
        assertThat(task.beat(NOON + SECOND).getCounters().getCasesOpened()).isZero();
        assertThat(task.deadLetters.isEmpty()).isTrue();
    }

    private String refusal() {
        return new String(
                task.deadLetters
                        .readRecord()
                        .headers()
                        .lastHeader("__streams.errors.message")
                        .value(),
                StandardCharsets.UTF_8);
    }
}
