package io.tributary.domain.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.eligibility.DecidedClause;
import io.tributary.domain.eligibility.Outcome;
import io.tributary.domain.eligibility.Outcome.Ground;
import io.tributary.domain.eligibility.UnknownPolicy;
import io.tributary.domain.eligibility.Verdict;
import io.tributary.domain.enrolment.EnrolmentTerms.Registration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnrolmentReviewTest {
    private static final long DAY = 86_400_000;
    private static final long NOW = 20_000 * DAY;

    private EnrolmentRecord record = EnrolmentRecord.none("farm");
    private boolean takesPart;

    @Test
    void shouldLetInWhoAppliedInTime() {
        EnrolmentTerms terms = terms(EnrolmentMode.APPLICATION, new Registration(NOW, NOW + 10 * DAY), 0);
        assertThat(ground(review(terms, NOW))).isEqualTo(Ground.NOT_APPLIED);

        told(EnrolmentEvent.INVITED, NOW + 1);
        assertThat(ground(review(terms, NOW + 1))).isEqualTo(Ground.NOT_APPLIED);

        told(EnrolmentEvent.APPLIED, NOW - 1);
        assertThat(ground(review(terms, NOW + 2))).as("too early").isEqualTo(Ground.REGISTRATION_CLOSED);

        told(EnrolmentEvent.APPLIED, NOW + 9 * DAY);
        assertThat(review(terms, NOW + 90 * DAY).barred())
                .as("the time of the application counts, and not when its conditions come to hold")
                .isNull();
    }

    @Test
    void shouldRefuseWhoAppliedTooLate() {
        EnrolmentTerms terms = terms(EnrolmentMode.APPLICATION, new Registration(Long.MIN_VALUE, NOW), 0);
        told(EnrolmentEvent.APPLIED, NOW);
        assertThat(ground(review(terms, NOW))).isEqualTo(Ground.REGISTRATION_CLOSED);
    }

    @Test
    void shouldKeepWhoCameInWhileRegistrationWasOpen() {
        EnrolmentTerms terms = terms(EnrolmentMode.AUTOMATIC, new Registration(NOW, NOW + DAY), 0);
        EnrolmentReview early = review(terms, NOW - 5);
        assertThat(ground(early)).isEqualTo(Ground.REGISTRATION_CLOSED);
        assertThat(early.reviewAt()).isEqualTo(NOW);
        assertThat(ground(review(terms, NOW + DAY))).isEqualTo(Ground.REGISTRATION_CLOSED);

        assertThat(review(terms, NOW).barred()).isNull();
        enrolled(NOW);
        assertThat(review(terms, NOW + DAY).barred()).isNull();
        takesPart = false;
        assertThat(review(terms, NOW + 2 * DAY).barred())
                .as("its clauses failed for a while")
                .isNull();
    }

    @Test
    void shouldLetNobodyInDuringTheCoolOff() {
        EnrolmentTerms terms = terms(EnrolmentMode.OPT_IN, Registration.ALWAYS, 30);
        told(EnrolmentEvent.OPTED_IN, NOW);
        assertThat(review(terms, NOW).barred()).isNull();
        enrolled(NOW);
        told(EnrolmentEvent.LEFT, NOW + DAY);
        told(EnrolmentEvent.OPTED_IN, NOW + DAY + 1);
        EnrolmentReview cooling = review(terms, NOW + DAY + 1);
        assertThat(ground(cooling)).as("also before the next review").isEqualTo(Ground.COOL_OFF);
        assertThat(cooling.reviewAt()).isEqualTo(NOW + 31 * DAY);
        takesPart = false;
        assertThat(review(terms, NOW + 31 * DAY).barred()).isNull();
    }

    @Test
    void shouldKeepOutOfAnAutomaticProgrammeWhoLeftItUntilItOptsIn() {
        enrolled(NOW);
        told(EnrolmentEvent.LEFT, NOW + 1);
        assertThat(ground(review(EnrolmentTerms.OPEN, NOW + 1))).isEqualTo(Ground.LEFT);
        takesPart = false;
        assertThat(ground(review(EnrolmentTerms.OPEN, NOW + 900 * DAY))).isEqualTo(Ground.LEFT);
        told(EnrolmentEvent.OPTED_IN, NOW + 901 * DAY);
        assertThat(review(EnrolmentTerms.OPEN, NOW + 901 * DAY).barred()).isNull();
    }

    @Test
    void shouldEndSupportAtOnceAndForGood() {
        HardExit exit = exit("refunds", 0, HardExit.FOR_GOOD);
        enrolled(NOW);
        EnrolmentReview ended = review(EnrolmentTerms.OPEN, NOW + 5, exit, Verdict.HOLDS);
        assertThat(ended.barred())
                .isEqualTo(new Outcome(Ground.BANNED, false, List.of(new DecidedClause("refunds", Verdict.FAILS))));
        assertThat(ended.reviewAt()).isEqualTo(Long.MAX_VALUE);
        assertThat(ended.record().dates().exitedAt()).isEqualTo(NOW + 5);
        takesPart = false;
        assertThat(review(EnrolmentTerms.OPEN, NOW + 9_000 * DAY, exit, Verdict.FAILS)
                        .barred())
                .as("the same decision stands")
                .isEqualTo(ended.barred());
    }

    @Test
    void shouldGiveTimeToPutItRight() {
        HardExit exit = exit("refunds", 7, 30);
        enrolled(NOW);
        EnrolmentReview curing = review(EnrolmentTerms.OPEN, NOW + DAY, exit, Verdict.HOLDS);
        assertThat(curing.barred()).isNull();
        assertThat(curing.curing()).containsExactly(new DecidedClause("refunds", Verdict.CURING));
        assertThat(curing.reviewAt()).isEqualTo(NOW + 8 * DAY);
        EnrolmentReview cured = review(EnrolmentTerms.OPEN, NOW + 2 * DAY, exit, Verdict.FAILS);
        assertThat(cured.curing()).isEmpty();
        assertThat(cured.record().cures()).isEmpty();

        review(EnrolmentTerms.OPEN, NOW + 10 * DAY, exit, Verdict.HOLDS);
        EnrolmentReview late = review(EnrolmentTerms.OPEN, NOW + 17 * DAY, exit, Verdict.HOLDS);
        assertThat(ground(late)).isEqualTo(Ground.BANNED);
        assertThat(late.reviewAt()).isEqualTo(NOW + 47 * DAY);
        takesPart = false;
        assertThat(review(EnrolmentTerms.OPEN, NOW + 47 * DAY, exit, Verdict.FAILS)
                        .barred())
                .isNull();
    }

    @Test
    void shouldEndNothingOnWhatIsNotKnown() {
        HardExit exit = exit("refunds", 7, 0);
        enrolled(NOW);
        review(EnrolmentTerms.OPEN, NOW, exit, Verdict.HOLDS);
        EnrolmentReview awaited = review(EnrolmentTerms.OPEN, NOW + 8 * DAY, exit, Verdict.AWAITED);
        assertThat(awaited.barred()).isNull();
        assertThat(awaited.curing()).hasSize(1);
        assertThat(awaited.reviewAt()).as("time alone ends nothing").isEqualTo(Long.MAX_VALUE);
        assertThat(review(EnrolmentTerms.OPEN, NOW + 9 * DAY, exit, Verdict.UNKNOWN)
                        .curing())
                .isEmpty();
    }

    @Test
    void shouldLetNobodyInWhoWouldHaveToLeaveAtOnce() {
        HardExit exit = exit("refunds", 7, 30);
        EnrolmentReview kept = review(EnrolmentTerms.OPEN, NOW, exit, Verdict.HOLDS);
        assertThat(ground(kept)).isEqualTo(Ground.EXITED);
        assertThat(kept.record().dates().bannedUntil())
                .as("nobody is banned who took no part")
                .isZero();
        assertThat(review(EnrolmentTerms.OPEN, NOW + 1, exit, Verdict.FAILS).barred())
                .isNull();
    }

    @Test
    void shouldAskForAnotherApplicationAfterAnExit() {
        EnrolmentTerms terms = terms(EnrolmentMode.APPLICATION, Registration.ALWAYS, 0);
        HardExit exit = exit("refunds", 0, 0);
        told(EnrolmentEvent.APPLIED, NOW);
        enrolled(NOW);
        assertThat(ground(review(terms, NOW + 1, exit, Verdict.HOLDS))).isEqualTo(Ground.EXITED);
        takesPart = false;
        assertThat(ground(review(terms, NOW + 2, exit, Verdict.FAILS))).isEqualTo(Ground.NOT_APPLIED);
        told(EnrolmentEvent.APPLIED, NOW + 3);
        assertThat(review(terms, NOW + 3, exit, Verdict.FAILS).barred()).isNull();
    }

    @Test
    void shouldSayOfABanWhoseExitTheRulesNoLongerHaveThatItIsOne() {
        enrolled(NOW);
        review(EnrolmentTerms.OPEN, NOW, exit("old", 0, 10), Verdict.HOLDS);
        takesPart = false;
        assertThat(review(EnrolmentTerms.OPEN, NOW + 1).barred()).isEqualTo(Outcome.on(Ground.BANNED));
    }

    @Test
    void shouldRefuseTermsThatCannotBeMeant() {
        assertThatThrownBy(() -> new Registration(5, 5)).hasMessageContaining("enrolment.closesAt");
        assertThatThrownBy(() -> terms(EnrolmentMode.AUTOMATIC, Registration.ALWAYS, -1))
                .hasMessageContaining("enrolment.coolOffDays");
        assertThatThrownBy(() -> exit("a", -1, 0)).hasMessageContaining("exits.a.cureDays");
        assertThatThrownBy(() -> exit("a", 0, -2)).hasMessageContaining("exits.a.banDays");
    }

    private void told(EnrolmentEvent event, long time) {
        record = record.told(event, time);
    }

    private void enrolled(long time) {
        record = record.enrolled(time);
        takesPart = true;
    }

    private EnrolmentReview review(EnrolmentTerms terms, long now) {
        return keep(EnrolmentReview.of(terms, List.of(), new EnrolmentReview.Case(record, takesPart, List.of(), now)));
    }

    private EnrolmentReview review(EnrolmentTerms terms, long now, HardExit exit, Verdict verdict) {
        return keep(EnrolmentReview.of(
                terms, List.of(exit), new EnrolmentReview.Case(record, takesPart, List.of(verdict), now)));
    }

    private EnrolmentReview keep(EnrolmentReview review) {
        record = review.record();
        return review;
    }

    private static Ground ground(EnrolmentReview review) {
        return review.barred() == null ? null : review.barred().ground();
    }

    private static EnrolmentTerms terms(EnrolmentMode mode, Registration registration, int coolOffDays) {
        return new EnrolmentTerms(mode, registration, Set.of(), coolOffDays);
    }

    static HardExit exit(String id, int cureDays, int banDays) {
        Clause clause = new Clause(
                Clause.EXITS,
                id,
                "test",
                new LocalizedText("原因", "Reason"),
                new Clause.Evidence(UnknownPolicy.NOT_MET, 0));
        return new HardExit(clause, cureDays, false, banDays);
    }
}
