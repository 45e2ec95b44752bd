package io.tributary.app.config;

import static io.tributary.app.config.SettingsException.require;

/**
 * The pool's heartbeat and the life of what it causes.
 *
 * @param intervalMillis time between two beats, milliseconds
 * @param clock what starts a beat
 * @param directiveTtlMillis life of a directive, milliseconds; it is refreshed at half of that, or up to the spread before
 * @param spreadMillis what falls due for many merchants at once is spread over this time, milliseconds
 */
public record BeatSettings(long intervalMillis, Clock clock, long directiveTtlMillis, long spreadMillis) {
    /** What starts a beat: the wall clock, or CLOCK controls that carry event time (replay, simulation, tests). */
    public enum Clock {
        WALL,
        EVENT
    }

    public BeatSettings {
        require(
                directiveTtlMillis >= 4 * intervalMillis,
                SettingKeys.DIRECTIVE_TTL_MS,
                directiveTtlMillis,
                "must be at least four beats (beat.interval.ms = " + intervalMillis + "), or directives lapse unasked");
    }

    public boolean eventClock() {
        return clock == Clock.EVENT;
    }
}
