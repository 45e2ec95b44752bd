package io.tributary.domain.allocation;

/**
 * How grants are spread over the traffic of a period: what part of each is due when a part of the traffic has come.
 *
 * <pre>
 *   traffic        0    1/4    1/2    3/4    1
 *   EVEN           0   0.25   0.50   0.75    1     due = traffic
 *   FRONT_LOADED   0   0.44   0.75   0.94    1     due = 1 - (1 - traffic)^2
 * </pre>
 *
 * Each rises all the time from 0 to 1, so that a plan may be said in either measure.
 */
public enum DeliveryShape {
    EVEN,
    FRONT_LOADED;

    /** Part of a grant that is due when this part of the traffic has come, both 0..1. */
    public double due(double traffic) {
        return switch (this) {
            case EVEN -> traffic;
            case FRONT_LOADED -> 1 - (1 - traffic) * (1 - traffic);
        };
    }
}
