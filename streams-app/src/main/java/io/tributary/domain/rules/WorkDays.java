package io.tributary.domain.rules;

import java.time.LocalDate;

/** Which days are worked. The domain knows no calendar: it asks one. */
@FunctionalInterface
public interface WorkDays {
    /** Whether a day is worked; the same for the same day, always. */
    boolean isWorked(LocalDate day);
}
