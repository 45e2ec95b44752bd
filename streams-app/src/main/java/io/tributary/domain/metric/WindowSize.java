package io.tributary.domain.metric;

/** Length of a metric window. Minutes and hours begin with the clock, days in the metric zone. */
public enum WindowSize {
    MINUTE,
    HOUR,
    DAY
}
