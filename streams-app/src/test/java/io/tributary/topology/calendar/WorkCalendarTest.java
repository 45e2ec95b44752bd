package io.tributary.topology.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class WorkCalendarTest {
    @Test
    void shouldKnowDaysOffAndExtraWorkingDays() {
        assertThat(worked("2025-10-09")).isTrue();
        assertThat(worked("2025-10-08")).as("National Day's days off").isFalse();
        assertThat(worked("2025-10-11")).as("a Saturday that makes up for one").isTrue();
        assertThat(worked("2025-10-12")).as("a Sunday").isFalse();
    }

    @Test
    void shouldTakeTheWeekWhereDaysOffAreNotKnown() {
        assertThat(worked("2090-10-02")).as("a Monday").isTrue();
        assertThat(worked("2090-10-07")).as("a Saturday").isFalse();
    }

    private static boolean worked(String day) {
        return WorkCalendar.isWorked(LocalDate.parse(day));
    }
}
