package io.tributary.demo;

import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** Settings of the service in demo and replay. */
public final class ServiceSettings {
    /** A directive outlives this many steps of event time. */
    static final int STEPS_PER_LIFE = 4;

    /** The service's applications are called so, and what they do. */
    static final String APPLICATION_PREFIX = "tributary";

    private static final String UPLIFT_INTERVAL = "metrics.uplift.interval.ms";
    private static final long MIN_LIFE_MILLIS = 60_000;

    private ServiceSettings() {}

    /**
     * In event time, in lock step. A beat and what answers it are committed at once, whatever the interval; commits of roles that nobody waits
     * for keep brokers from those.
     */
    public static Map<String, String> eventClock(Duration step, Duration grace, ZoneId zone) {
        Map<String, String> settings = wallClock(grace, zone);
        // Days of the service's time pass in minutes.
        settings.remove(UPLIFT_INTERVAL);
        settings.put("beat.clock", "event");
        settings.put("commit.interval.ms", "200");
        settings.put("directive.ttl.ms", Long.toString(directiveLife(step)));
        return settings;
    }

    /** As in production, but for the prefix, and that what support caused is told each minute. */
    public static Map<String, String> wallClock(Duration grace, ZoneId zone) {
        Map<String, String> settings = new HashMap<>();
        settings.put("application.prefix", APPLICATION_PREFIX);
        settings.put("metrics.grace.ms", Long.toString(grace.toMillis()));
        settings.put("metrics.time.zone", zone.getId());
        settings.put(UPLIFT_INTERVAL, "60000");
        return settings;
    }

    private static long directiveLife(Duration step) {
        return Math.max(MIN_LIFE_MILLIS, STEPS_PER_LIFE * step.toMillis());
    }
}
