package io.tributary.analytics.report.chapter;

import io.tributary.analytics.report.Span;
import io.tributary.analytics.report.Subject;
import io.tributary.analytics.store.Tables;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What chapters are made of: the tables, whom the report is about, and when. */
record Evidence(Tables tables, Subject subject, Span span) {
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT);

    String programme() {
        return subject.programmeId();
    }

    /** The same for {@code like}: ids have none of its signs in them. */
    String pattern() {
        return subject.isAll() ? "%" : subject.programmeId();
    }

    long from() {
        return span.from();
    }

    long to() {
        return span.to();
    }

    /** A day as charts name it. */
    String dayLabel(long time) {
        return DAY_OF_YEAR.format(Instant.ofEpochMilli(time).atZone(span.zone()));
    }
}
