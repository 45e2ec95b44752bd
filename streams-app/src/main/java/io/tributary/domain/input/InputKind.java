package io.tributary.domain.input;

/** What it means when records of an input are gone before they were read. */
public enum InputKind {
    /** Each record counts, and once: what is gone is missing from the figures for ever. */
    EVENTS,
    /** The newest record of each key is all there is to know: it can be read whole at any time. */
    COMPACTED,
    /** What the service tells itself, again and again: only the newest matters. */
    SIGNALS
}
