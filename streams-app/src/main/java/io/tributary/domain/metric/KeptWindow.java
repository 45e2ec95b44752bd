package io.tributary.domain.metric;

/**
 * A window that is not an open minute, as people may want to see it.
 *
 * @param start epoch milliseconds
 * @param end epoch milliseconds
 * @param cells how many it has
 */
public record KeptWindow(WindowSize size, long start, long end, WindowStatus status, int cells) {}
