package io.tributary.stack;

/**
 * One process of the stack.
 *
 * @param name what it is: {@code kafka-1}, {@code registry}
 * @param pid its process id; 0 when it was never started
 * @param port where it answers, on 127.0.0.1
 * @param alive whether the process runs
 */
public record ProcessStatus(String name, long pid, int port, boolean alive) {}
