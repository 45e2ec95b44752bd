package io.tributary.engine.segment;

/** Where a window's changed segments go at a commit. */
@FunctionalInterface
public interface SegmentSink {
    /**
     * @param bytes the segment, or null when it was dropped
     */
    void segment(long number, byte[] bytes);
}
