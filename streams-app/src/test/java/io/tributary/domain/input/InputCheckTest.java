package io.tributary.domain.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.input.Verdict.Action;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InputCheckTest {
    private static final String ID = "id";
    private static final long TIME = 1_770_000_000_000L;

    /** State at 100 of the topic; -1: no offset. Kind, committed, start, end, id, empty: action, next offset. */
    @ParameterizedTest
    @CsvSource({
        // Agreed.
        "EVENTS,    100, 0,   100, id,    false, GO_ON,      100",
        "EVENTS,    100, 100, 100, id,    true,  GO_ON,      100",
        "EVENTS,    100, 40,  250, id,    false, GO_ON,      100",
        // Expired or deleted, set back, set forward.
        "EVENTS,    -1,  0,   250, id,    false, SET,        100",
        "EVENTS,    0,   0,   250, id,    false, SET,        100",
        "EVENTS,    99,  0,   250, id,    false, SET,        100",
        "EVENTS,    250, 0,   250, id,    false, SET,        100",
        "COMPACTED, -1,  0,   250, id,    false, SET,        100",
        "SIGNALS,   -1,  0,   250, id,    false, SET,        100",
        // Overtaken by retention.
        "EVENTS,    100, 101, 250, id,    false, STOP,       101",
        "EVENTS,    -1,  250, 250, id,    true,  STOP,       250",
        "COMPACTED, 100, 101, 250, id,    false, READ_WHOLE, 101",
        "SIGNALS,   100, 101, 250, id,    false, SET,        101",
        // Cut off behind what was read.
        "EVENTS,    100, 0,   99,  id,    false, STOP,       99",
        "COMPACTED, 100, 0,   99,  id,    false, READ_WHOLE, 0",
        "SIGNALS,   100, 0,   99,  id,    false, SET,        99",
        // Deleted and made again, longer than before or not.
        "EVENTS,    100, 0,   250, other, false, STOP,       0",
        "EVENTS,    100, 0,   0,   other, true,  STOP,       0",
        "COMPACTED, 100, 0,   250, other, false, READ_WHOLE, 0",
        "COMPACTED, 100, 0,   0,   other, true,  STOP,       0",
        "SIGNALS,   100, 0,   0,   other, true,  SET,        0",
    })
    void shouldDecideByWhereTheStateStands(
            InputKind kind, long committed, long start, long end, String id, boolean empty, Action action, long next) {
        Verdict verdict =
                InputCheck.of(kind, new Position(100, ID, TIME), true, new Found(committed, start, end, id, empty));

        assertThat(verdict.action()).isEqualTo(action);
        assertThat(verdict.offset()).isEqualTo(next);
        assertThat(verdict.words().isEmpty()).as("silent").isEqualTo(action == Action.GO_ON);
    }

    @ParameterizedTest
    @EnumSource(InputKind.class)
    void shouldBeginAtTheBeginningWithoutAWordAtFirst(InputKind kind) {
        assertThat(InputCheck.of(kind, null, false, new Found(Found.NONE, 7, 100, ID, false)))
                .isEqualTo(new Verdict(Action.SET, 7, ""));
    }

    @Test
    void shouldSayThatAPartitionIsNew() {
        Verdict verdict = InputCheck.of(InputKind.EVENTS, null, true, new Found(Found.NONE, 0, 100, ID, false));

        assertThat(verdict.action()).isEqualTo(Action.SET);
        assertThat(verdict.words()).contains("new");
    }

    @Test
    void shouldTakeTheGroupsWordWhenThereIsNoOther() {
        assertThat(InputCheck.of(InputKind.EVENTS, null, false, new Found(42, 0, 100, ID, false)))
                .isEqualTo(new Verdict(Action.GO_ON, 42, ""));
    }

    @ParameterizedTest
    @EnumSource(InputKind.class)
    void shouldTakeATopicThatWasMadeAgainBeforeAnythingWasReadOfIt(InputKind kind) {
        Verdict verdict = InputCheck.of(kind, new Position(0, ID, 0), true, new Found(0, 0, 50, "other", false));

        assertThat(verdict).isEqualTo(new Verdict(Action.SET, 0, ""));
    }

    @Test
    void shouldSayHowManyRecordsAreLost() {
        Verdict verdict = InputCheck.of(
                InputKind.EVENTS, new Position(3_060, ID, TIME), true, new Found(3_060, 5_200, 9_000, ID, false));

        assertThat(verdict.words()).contains("2,140").contains("3,060").contains("5,200");
    }

    @Test
    void shouldNotHoldAnUnknownIdAgainstATopic() {
        assertThat(InputCheck.of(InputKind.EVENTS, new Position(10, "", TIME), true, new Found(10, 0, 10, ID, false)))
                .isEqualTo(new Verdict(Action.GO_ON, 10, ""));
    }

    /** Whatever is found: events are read from where the state stands, or not at all, and never without a word. */
    @Property
    void shouldNeverSkipNorRepeatAnEventInSilence(
            @ForAll @LongRange(min = 0, max = 50) long position,
            @ForAll @LongRange(min = -1, max = 50) long committed,
            @ForAll @LongRange(min = 0, max = 50) long start,
            @ForAll @LongRange(min = 0, max = 50) long length,
            @ForAll boolean same) {
        Found found = new Found(committed, start, start + length, same ? ID : "other", length == 0);
        Verdict verdict = InputCheck.of(InputKind.EVENTS, new Position(position, ID, TIME), true, found);

        if (!verdict.isStop()) {
            boolean isNew = !same && position == 0;
            assertThat(verdict.offset()).isEqualTo(isNew ? start : position);
            assertThat(verdict.offset()).isBetween(start, start + length);
            assertThat(isNew
                            || committed == position
                            || committed == Found.NONE && position == 0
                            || !verdict.words().isEmpty())
                    .isTrue();
        } else {
            assertThat(!same || position < start || position > start + length).isTrue();
        }
    }
}
