package io.tributary.domain.allocation;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in a period's local time a moment lies: shoppers follow the clock on their wall. A day of 23 hours leaves an hour of it
 * out, a day of 25 hours has one twice; every other hour is where it is on any day. Immutable.
 */
public final class LocalDial {
    /**
     * A time without a change of the clock.
     *
     * @param start epoch milliseconds
     * @param end exclusive
     * @param from position at the start, 0..1
     * @param to position at the end, 0..1, above {@code from}
     */
    record Stretch(long start, long end, double from, double to) {
        double at(long time) {
            return from + (to - from) * (time - start) / (end - start);
        }

        /** Milliseconds per unit of position. */
        double scale() {
            return (end - start) / (to - from);
        }
    }

    private final List<Stretch> stretches;

    private LocalDial(List<Stretch> stretches) {
        this.stretches = List.copyOf(stretches);
    }

    /**
     * The dial of a period.
     *
     * @param start epoch milliseconds
     * @param end exclusive, after the start
     * @param zone whose local time counts
     */
    public static LocalDial of(long start, long end, ZoneId zone) {
        if (end <= start) {
            throw new IllegalArgumentException("a period from " + start + " to " + end + " has no time in it");
        }
        List<Stretch> stretches = stretches(start, end, zone.getRules());
        for (Stretch each : stretches) {
            // A period shorter than the hour that is repeated has no local time of its own.
            if (!(each.from >= 0 && each.to <= 1 && each.to > each.from)) {
                return new LocalDial(List.of(new Stretch(start, end, 0, 1)));
            }
        }
        return new LocalDial(stretches);
    }

    private static List<Stretch> stretches(long start, long end, ZoneRules rules) {
        double length = local(rules, end) - local(rules, start);
        long zero = local(rules, start);
        List<Stretch> stretches = new ArrayList<>(1);
        long from = start;
        while (from < end) {
            ZoneOffsetTransition change = rules.nextTransition(Instant.ofEpochMilli(from));
            long to = change == null ? end : Math.min(end, change.getInstant().toEpochMilli());
            double position = (local(rules, from) - zero) / length;
            stretches.add(new Stretch(from, to, position, position + (to - from) / length));
            from = to;
        }
        return stretches;
    }

    private static long local(ZoneRules rules, long time) {
        Instant instant = Instant.ofEpochMilli(time);
        return LocalDateTime.ofInstant(instant, rules.getOffset(instant))
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }

    List<Stretch> stretches() {
        return stretches;
    }

    /** First moment, epoch milliseconds. */
    public long start() {
        return stretches.get(0).start();
    }

    /** First moment after it, epoch milliseconds. */
    public long end() {
        return stretches.get(stretches.size() - 1).end();
    }
}
