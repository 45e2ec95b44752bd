package io.tributary.demo.replay;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Cuts a stream of interactions into slices that neither exceed a span nor cross a local midnight. */
final class SliceReader {
    /** Bounds memory, and the records between two beats, however dense the events are. */
    private static final int MAX_ROWS = 20_000;

    private final InteractionReader rows;
    private final long spanMillis;
    private final ZoneId zone;
    private Interaction ahead;

    SliceReader(InteractionReader rows, Interaction first, long spanMillis, ZoneId zone) {
        this.rows = rows;
        this.ahead = first;
        this.spanMillis = spanMillis;
        this.zone = zone;
    }

    /** The next slice, null at the end. */
    Slice next() {
        if (ahead == null) {
            return null;
        }
        long start = ahead.time();
        LocalDate day = Instant.ofEpochMilli(start).atZone(zone).toLocalDate();
        long limit = Math.min(
                start + spanMillis,
                day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli());
        List<Interaction> slice = new ArrayList<>();
        long end = start;
        int outOfOrder = 0;
        while (ahead != null && ahead.time() < limit && slice.size() < MAX_ROWS) {
            outOfOrder += ahead.time() < start ? 1 : 0;
            end = Math.max(end, ahead.time());
            slice.add(ahead);
            ahead = rows.next();
        }
        return new Slice(day, start, end, outOfOrder, slice);
    }
}
