package io.tributary.domain.pool;

import io.tributary.domain.Surface;
import java.util.Map;

/** Up to where a task's traffic has been put on the curves: time in epoch milliseconds, impressions by surface. */
public record TrafficMark(long time, Map<Surface, Long> traffic) {
    public TrafficMark {
        traffic = Map.copyOf(traffic);
    }
}
