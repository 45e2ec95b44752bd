package io.tributary.app.config;

import java.time.ZoneId;

/**
 * Metric windows.
 *
 * @param graceMillis how long a window waits for late records before it is final, milliseconds
 * @param spreadMillis rows of a window that ended come up to this much later, each merchant's at a moment of its own, milliseconds
 * @param restateMillis correction horizon: hours and days are restated until this long after the end of the day, milliseconds
 * @param upliftIntervalMillis between two publications of what support caused, milliseconds
 * @param disclosureThreshold fewest merchants of a group that is published
 * @param timeZone where a day begins
 */
public record MetricSettings(
        long graceMillis,
        long spreadMillis,
        long restateMillis,
        long upliftIntervalMillis,
        int disclosureThreshold,
        ZoneId timeZone) {}
