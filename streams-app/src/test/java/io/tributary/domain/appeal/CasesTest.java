package io.tributary.domain.appeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.appeal.AppealCase.Kind;
import io.tributary.domain.appeal.AppealCase.Outcome;
import io.tributary.domain.appeal.CaseEvent.About;
import io.tributary.domain.appeal.CaseEvent.Action;
import io.tributary.domain.appeal.CaseEvent.Closing;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CasesTest {
    private static final long DAY = 86_400_000;
    private static final long NOW = 1_772_380_800_000L;
    private static final int DAYS = 15;
    private static final About DECISION = new About("farm~1~1~m1", NOW - DAY);

    private final Cases open = Cases.NONE.after(opened("c1", NOW), DAYS);

    private static CaseEvent opened(String id, long time) {
        return new CaseEvent(id, Kind.APPEAL, DECISION, Action.OPENED, null, time);
    }

    private static CaseEvent human(String id) {
        return new CaseEvent(id, Kind.APPEAL, About.NOTHING, Action.HUMAN_REQUESTED, null, NOW);
    }

    private static CaseEvent closed(String id, Outcome outcome, boolean byHuman, long exposures) {
        return new CaseEvent(
                id, Kind.APPEAL, About.NOTHING, Action.CLOSED, new Closing(outcome, byHuman, exposures), NOW + DAY);
    }

    @Test
    void shouldFallOverdueOnce() {
        assertThat(open.dueAt()).isEqualTo(NOW + DAYS * DAY);
        assertThat(open.at(open.dueAt() - 1)).isSameAs(open);
        assertThat(open.fallingOverdue(open.dueAt())).isEqualTo(1);
        Cases overdue = open.at(open.dueAt());
        assertThat(overdue.of("c1").status().overdue()).isTrue();
        assertThat(overdue.fallingOverdue(open.dueAt() + DAY)).isZero();
        assertThat(overdue.dueAt()).as("an open case stays").isEqualTo(Long.MAX_VALUE);
        assertThat(overdue.at(NOW + 400 * DAY)).isSameAs(overdue);
    }

    @Test
    void shouldBeClosedByAHumanOnlyWhereOneWasRequested() {
        Cases asked = open.after(human("c1"), DAYS);
        assertThat(asked.after(human("c1"), DAYS)).isSameAs(asked);
        assertThatThrownBy(() -> asked.after(closed("c1", Outcome.DISMISSED, false, 0), DAYS))
                .hasMessage("decidedBy: must be HUMAN, since a human was requested for 'c1'");
        assertThat(asked.after(closed("c1", Outcome.DISMISSED, true, 0), DAYS)
                        .of("c1")
                        .isOpen())
                .isFalse();
        assertThat(open.after(closed("c1", Outcome.DISMISSED, false, 0), DAYS)
                        .of("c1")
                        .isOpen())
                .isFalse();
    }

    @Test
    void shouldKeepAClosedCaseForSixMonths() {
        Cases closed = open.after(closed("c1", Outcome.UPHELD, true, 0), DAYS);
        assertThat(closed.dueAt()).isEqualTo(NOW + CaseEvent.APPEAL_MILLIS);
        assertThat(closed.at(closed.dueAt() - 1)).isSameAs(closed);
        assertThat(closed.at(closed.dueAt())).isSameAs(Cases.NONE);
    }

    @Test
    void shouldTakeWhatIsSentAgainOnce() {
        assertThat(open.after(opened("c1", NOW + 1), DAYS)).isSameAs(open);
        Cases closed = open.after(closed("c1", Outcome.UPHELD, true, 7), DAYS);
        assertThat(closed.of("c1").credit()).isEqualTo(7);
        Cases credited = closed.credited(closed.of("c1"), 5);
        assertThat(credited.of("c1").credit()).isEqualTo(2);
        assertThat(credited.after(closed("c1", Outcome.UPHELD, true, 7), DAYS)).isSameAs(credited);
        assertThatThrownBy(() -> closed.after(closed("c1", Outcome.DISMISSED, true, 0), DAYS))
                .hasMessageContaining("was closed as UPHELD");
        assertThatThrownBy(() -> closed.after(human("c1"), DAYS)).hasMessageContaining("is closed");
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertThatThrownBy(() -> Cases.NONE.after(human("c9"), DAYS)).hasMessageContaining("must be OPENED first");
        assertThatThrownBy(() ->
                        open.after(new CaseEvent("c1", Kind.COMPLAINT, About.NOTHING, Action.OPENED, null, NOW), DAYS))
                .hasMessageContaining("about something else");
        assertThatThrownBy(() -> new CaseEvent("c1", Kind.APPEAL, About.NOTHING, Action.OPENED, null, NOW))
                .hasMessageStartingWith("decisionId: is missing");
        assertThatThrownBy(() -> opened("c1", NOW + 184 * DAY)).hasMessageStartingWith("decidedAt: is more than six");
        assertThat(opened("c1", NOW + 183 * DAY).about()).isEqualTo(DECISION);
        assertThatThrownBy(() -> new Closing(Outcome.OPEN, true, 0)).hasMessageStartingWith("outcome: is missing");
        assertThatThrownBy(() -> new Closing(Outcome.DISMISSED, true, 1)).hasMessageStartingWith("exposures: are 1");
        Cases complaint =
                Cases.NONE.after(new CaseEvent("c2", Kind.COMPLAINT, About.NOTHING, Action.OPENED, null, NOW), DAYS);
        assertThatThrownBy(() -> complaint.after(closed("c2", Outcome.UPHELD, true, 1), DAYS))
                .hasMessageContaining("about no programme's decision");
    }

    @Test
    void shouldMakeRoomByForgettingTheOldestThatIsClosed() {
        Cases full = Cases.NONE;
        for (int i = 0; i < Cases.MOST; i++) {
            full = full.after(opened("c" + i, NOW + i), DAYS);
        }
        Cases all = full;
        assertThatThrownBy(() -> all.after(opened("one more", NOW), DAYS)).hasMessageContaining("64 cases");
        Cases after = all.after(closed("c3", Outcome.DISMISSED, true, 0), DAYS).after(opened("one more", NOW), DAYS);
        assertThat(after.all()).hasSize(Cases.MOST);
        assertThat(after.of("c3")).isNull();
    }

    /** Whatever comes in whatever order: a case is closed at most once, never by a machine after a human was asked for, and credits what it says. */
    @Property(tries = 300)
    void shouldKeepItsPromisesWhateverComes(@ForAll @Size(max = 40) List<@IntRange(min = 0, max = 11) Integer> steps) {
        Cases cases = Cases.NONE;
        boolean humanAsked = false;
        Outcome outcome = Outcome.OPEN;
        for (int step : steps) {
            CaseEvent event = event(step);
            Cases before = cases;
            try {
                cases = cases.after(event, DAYS);
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).doesNotContain("\n");
                continue;
            }
            if (event.action() == Action.HUMAN_REQUESTED) {
                humanAsked = true;
            }
            if (event.action() == Action.CLOSED && cases != before) {
                assertThat(outcome).isEqualTo(Outcome.OPEN);
                assertThat(event.closing().byHuman() || !humanAsked).isTrue();
                outcome = event.closing().outcome();
                assertThat(cases.of("c").credit()).isEqualTo(event.closing().exposures());
            }
            assertThat(
                            cases.of("c") == null
                                    ? Outcome.OPEN
                                    : cases.of("c").status().outcome())
                    .isEqualTo(outcome);
        }
    }

    private static CaseEvent event(int step) {
        return switch (step % 6) {
            case 0, 1 -> opened("c", NOW);
            case 2 -> human("c");
            case 3 -> closed("c", Outcome.DISMISSED, false, 0);
            case 4 -> closed("c", Outcome.UPHELD, step > 5, step);
            default -> closed("c", Outcome.DISMISSED, true, 0);
        };
    }
}
