package io.tributary.domain.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EnrolmentHistoryTest {
    private static final long DAY = 86_400_000;
    private static final long NOW = 20_000 * DAY;

    @Test
    void shouldChangeNothingWhenAnEventIsToldAgain() {
        EnrolmentHistory once = EnrolmentHistory.NONE.told(EnrolmentEvent.APPLIED, "farm", NOW);
        assertThat(once.told(EnrolmentEvent.APPLIED, "farm", NOW)).isSameAs(once);
        EnrolmentHistory left = once.told(EnrolmentEvent.LEFT, "farm", NOW + 1);
        assertThat(left.told(EnrolmentEvent.APPLIED, "farm", NOW)).isSameAs(left);
        assertThat(left.told(EnrolmentEvent.LEFT, "farm", NOW + 1)).isSameAs(left);
        assertThat(left.of("farm").text()).isEqualTo("left 2024-10-04T00:00:00.001Z");
    }

    @Test
    void shouldKeepThePlaceOfWhoAppliesAgain() {
        EnrolmentRecord record = EnrolmentHistory.NONE
                .told(EnrolmentEvent.APPLIED, "farm", NOW)
                .told(EnrolmentEvent.APPLIED, "farm", NOW + 5)
                .of("farm");
        assertThat(record.requestedAt(EnrolmentMode.APPLICATION, time -> true)).isEqualTo(NOW);
        assertThat(record.requestedAt(EnrolmentMode.APPLICATION, time -> time > NOW))
                .isEqualTo(NOW + 5);
    }

    @Test
    void shouldRememberWhatWasAskedAfterALeavingThatIsToldLate() {
        EnrolmentRecord record = EnrolmentHistory.NONE
                .told(EnrolmentEvent.APPLIED, "farm", NOW)
                .told(EnrolmentEvent.APPLIED, "farm", NOW + 5)
                .told(EnrolmentEvent.LEFT, "farm", NOW + 3)
                .of("farm");
        assertThat(record.hasDeclined()).isFalse();
        assertThat(record.requestedAt(EnrolmentMode.APPLICATION, time -> true)).isEqualTo(NOW + 5);
    }

    @Test
    void shouldRefuseMoreProgrammesThanItRemembers() {
        EnrolmentHistory full = EnrolmentHistory.NONE;
        for (int i = 0; i < EnrolmentHistory.MOST_ASKED; i++) {
            full = full.told(EnrolmentEvent.INVITED, "p-" + i, NOW);
        }
        EnrolmentHistory asked = full;
        assertThatThrownBy(() -> asked.told(EnrolmentEvent.INVITED, "another", NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("programmeId: ");
        assertThat(asked.told(EnrolmentEvent.APPLIED, "p-3", NOW).records()).hasSize(EnrolmentHistory.MOST_ASKED);
    }

    @Test
    void shouldForgetProgrammesThatAreNoMoreButNotTheirBans() {
        EnrolmentRecord banned = EnrolmentRecord.none("gone").exited(java.util.List.of("refunds"), NOW, Long.MAX_VALUE);
        EnrolmentHistory history = EnrolmentHistory.NONE
                .told(EnrolmentEvent.APPLIED, "old", NOW)
                .told(EnrolmentEvent.APPLIED, "kept", NOW)
                .with(banned);
        assertThat(history.without("kept"::equals, NOW + DAY)).isSameAs(history);
        EnrolmentHistory later = history.without("kept"::equals, NOW + 1_100 * DAY);
        assertThat(later.of("old")).isNull();
        assertThat(later.of("kept")).isNotNull();
        assertThat(later.of("gone")).isSameAs(banned);
        assertThat(later.without("kept"::equals, NOW + 1_100 * DAY)).isSameAs(later);
    }

    @Test
    void shouldKnowItsEventsByTheirTypes() {
        assertThat(EnrolmentEvent.of("opted-in")).contains(EnrolmentEvent.OPTED_IN);
        assertThat(EnrolmentEvent.of("listed")).isEmpty();
    }
}
