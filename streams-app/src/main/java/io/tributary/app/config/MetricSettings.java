package io.tributary.app.config;

import java.time.ZoneId;

/**
 * Metric windows.
 *
 * @param graceMillis how long a window waits for late records before it is final, milliseconds
 * @param upliftIntervalMillis between two publications of what support caused, milliseconds
 * @param timeZone where a day begins
 */
public record MetricSettings(long graceMillis, long upliftIntervalMillis, ZoneId timeZone) {}
