package io.tributary.engine.segment;

/** Where a window's segments come back from; null where there is none of that number. */
@FunctionalInterface
public interface SegmentSource {
    byte[] segment(long number);
}
