package io.tributary.domain.metric;

/** How settled a window is. */
public enum WindowStatus {
    /** Still running: nothing was published. */
    OPEN,
    /** Ended and published; late records may still come. */
    PROVISIONAL,
    /** Grace is over. */
    FINAL,
    /** Changed after it was final. Published, never stored. */
    RESTATED
}
