package io.tributary.app.config;

import java.time.ZoneId;

/**
 * Metric windows.
 *
 * @param graceMillis how long a window waits for late records before it is final, milliseconds
 * @param timeZone where a day begins
 */
public record MetricSettings(long graceMillis, ZoneId timeZone) {}
