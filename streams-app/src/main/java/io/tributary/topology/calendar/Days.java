package io.tributary.topology.calendar;

import java.time.LocalDate;

/** Days from one to another, both inclusive. */
record Days(LocalDate first, LocalDate last) {
    static Days of(LocalDate day) {
        return new Days(day, day);
    }
}
