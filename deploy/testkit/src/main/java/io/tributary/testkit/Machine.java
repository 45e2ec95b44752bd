package io.tributary.testkit;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Processor time of processes and of the machine, and what the machine is. */
public final class Machine {
    private static final Path STAT = Path.of("/proc/stat");
    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final long TICK_NANOS = 10_000_000;
    /** In /proc/stat: user, nice, system, then idle and waiting for disks, then interrupts and what a host took away. */
    private static final int IDLE = 3;

    private static final int WAITING = 4;
    private static final int LAST_BUSY = 7;

    /** In a process's or thread's stat, counted after its name: time in user mode, in the kernel, and both of children that have ended. */
    private static final int USER = 11;

    private static final int OF_PROCESS = 4;

    private Machine() {}

    /** Processor time that a process has used, nanoseconds; 0 when it is gone. */
    public static long cpuNanos(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElse(0L);
    }

    /** Processor time that all processes have used, nanoseconds; empty where the system does not say (it is Linux that does). */
    public static Optional<Long> busyNanos() {
        if (!Files.isReadable(STAT)) {
            return Optional.empty();
        }
        long[] ticks = Arrays.stream(lines(STAT).get(0).trim().split("\\s+"))
                .skip(1)
                .mapToLong(Long::parseLong)
                .toArray();
        long busy = 0;
        for (int i = 0; i <= LAST_BUSY && i < ticks.length; i++) {
            busy += i == IDLE || i == WAITING ? 0 : ticks[i];
        }
        return Optional.of(busy * TICK_NANOS);
    }

    /**
     * Processor time of this process and of all that it has started, directly or not, also of what has ended since, nanoseconds; empty where
     * the system does not say.
     */
    public static Optional<Long> ownNanos() {
        if (!Files.isReadable(STAT)) {
            return Optional.empty();
        }
        ProcessHandle self = ProcessHandle.current();
        long ticks = Stream.concat(Stream.of(self), self.descendants())
                .mapToLong(process -> ticksWithChildren(process.pid()))
                .sum();
        return Optional.of(ticks * TICK_NANOS);
    }

    /** Of a process and of those children that it has seen the end of; 0 when it is gone. */
    private static long ticksWithChildren(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Arrays.stream(fields, USER, USER + OF_PROCESS)
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException e) {
            return 0; // It has ended.
        }
    }

    /** Processor time that a JVM's compilers have used, nanoseconds; empty where the system does not say. */
    public static Optional<Long> jitNanos(long pid) {
        Path threads = Path.of("/proc", Long.toString(pid), "task");
        if (!Files.isDirectory(threads)) {
            return Optional.empty();
        }
        long ticks = 0;
        try (Stream<Path> each = Files.list(threads)) {
            for (Path thread : each.toList()) {
                ticks += compilerTicks(thread);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.of(ticks * TICK_NANOS);
    }

    private static long compilerTicks(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            int named = stat.lastIndexOf(')');
            if (!stat.substring(0, named).matches("(?s).*\\(C[12] Compil.*")) {
                return 0;
            }
            String[] fields = stat.substring(named + 2).split(" ", -1);
            return Long.parseLong(fields[USER]) + Long.parseLong(fields[USER + 1]);
        } catch (IOException e) {
            return 0; // It has ended.
        }
    }

    /** Processors, memory, system and Java in one line. */
    public static String describe() {
        String model = Files.isReadable(CPU)
                ? lines(CPU).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).trim())
                        .findFirst()
                        .orElse("unknown processor")
                : System.getProperty("os.arch");
        return Runtime.getRuntime().availableProcessors() + " x " + model + memory() + ", "
                + System.getProperty("os.name") + " "
                + System.getProperty("os.version").split("-", 2)[0] + ", Java "
                + System.getProperty("java.version");
    }

    private static String memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? ", " + (system.getTotalMemorySize() >> 30) + " GB"
                : "";
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
