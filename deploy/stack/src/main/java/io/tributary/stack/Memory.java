package io.tributary.stack;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the machine, or the container's limit, can still give. Megabytes are 1,048,576 bytes. */
final class Memory {
    private static final long MEGABYTE = 1L << 20;
    // What a node takes beside its heap: metaspace, code, stacks, direct buffers (measured 150..200 MB).
    private static final int BROKER_OVERHEAD = 200;
    private static final int REGISTRY = 300;

    private Memory() {}

    static void require(StackSettings settings) {
        int heap = settings.brokerJvm().heapMegabytes();
        long needed = (long) settings.nodes().brokers() * (heap + BROKER_OVERHEAD)
                + (settings.nodes().registry() ? REGISTRY : 0);
        long available = availableMegabytes();
        if (available < needed) {
            throw new StackException(
                    "the stack needs " + needed + " MB of memory and " + available + " MB are available",
                    "free some, run fewer brokers, or lower heapMegabytes of brokerJvm (now " + heap + ")");
        }
    }

    static long availableMegabytes() {
        long free = Long.MAX_VALUE;
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            // The JDK's figure knows a container's limit, but counts the page cache as used; Linux' own does the
            // opposite.
            free = linuxAvailableBytes(system.getFreeMemorySize());
            free = Math.min(free, system.getTotalMemorySize());
        }
        return free / MEGABYTE;
    }

    private static long linuxAvailableBytes(long otherwise) {
        Path file = Path.of("/proc/meminfo");
        if (!Files.isReadable(file)) {
            return otherwise;
        }
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1_024)
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }
}
