package io.tributary.analytics.report.chapter;

import io.tributary.analytics.report.Chapter;

/** Writes one chapter of a report. */
interface ChapterWriter {
    Chapter write(Evidence evidence);
}
