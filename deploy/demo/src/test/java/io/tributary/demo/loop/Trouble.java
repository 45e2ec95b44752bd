package io.tributary.demo.loop;

import java.util.List;

/**
 * What goes wrong, and when. Times are milliseconds since the start.
 *
 * @param kind what is hit
 * @param task merchant task; of no meaning for the pool and the host
 * @param from begins then
 * @param until is over then
 * @param lagMillis how far behind it stays meanwhile; {@link #STILL}: it does nothing at all
 */
record Trouble(Kind kind, int task, long from, long until, long lagMillis) {
    static final long STILL = Long.MAX_VALUE / 4;

    enum Kind {
        /** A merchant task takes nothing, or takes everything late. */
        TASK,
        /** No beats. */
        POOL,
        /** Beats and directives reach the recommender late. */
        HOST,
        /** Impressions reach the service late, beats do not. */
        IMPRESSIONS
    }

    static Trouble pause(int task, int second, int seconds) {
        return new Trouble(Kind.TASK, task, second * 1_000L, (second + seconds) * 1_000L, STILL);
    }

    static Trouble slow(int task, int second, int seconds, int lagSeconds) {
        return new Trouble(Kind.TASK, task, second * 1_000L, (second + seconds) * 1_000L, lagSeconds * 1_000L);
    }

    static Trouble noBeats(int second, int seconds) {
        return new Trouble(Kind.POOL, 0, second * 1_000L, (second + seconds) * 1_000L, STILL);
    }

    static Trouble lateHost(int second, int seconds, int lagSeconds) {
        return new Trouble(Kind.HOST, 0, second * 1_000L, (second + seconds) * 1_000L, lagSeconds * 1_000L);
    }

    static Trouble lateImpressions(int task, int second, int seconds) {
        return new Trouble(Kind.IMPRESSIONS, task, second * 1_000L, (second + seconds) * 1_000L, STILL);
    }

    /** Up to when what is hit has come at a moment. */
    static long reached(List<Trouble> troubles, Kind kind, int task, long now) {
        long reached = now;
        for (Trouble each : troubles) {
            if (each.kind == kind && each.task == task && now >= each.from && now < each.until) {
                reached = Math.min(reached, Math.max(each.from, now - each.lagMillis));
            }
        }
        return reached;
    }
}
