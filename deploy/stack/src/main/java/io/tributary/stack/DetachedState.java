package io.tributary.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** The file that says where the processes of a detached stack are. */
final class DetachedState {
    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final String REGISTRY = "schema.registry.url";
    // The kernel counts a start from the boot, whose time moves a little when the clock is set.
    private static final long SAME_START_MILLISECONDS = 5_000;

    private DetachedState() {}

    static void write(Path file, DetachedStack.Status status) {
        Map<String, String> values = new TreeMap<>();
        values.put(BOOTSTRAP, status.bootstrapServers());
        if (status.registryUrl() != null) {
            values.put(REGISTRY, status.registryUrl());
        }
        for (int i = 0; i < status.processes().size(); i++) {
            ProcessStatus process = status.processes().get(i);
            String prefix = "process." + i + ".";
            values.put(prefix + "name", process.name());
            values.put(prefix + "pid", Long.toString(process.pid()));
            values.put(prefix + "port", Integer.toString(process.port()));
            values.put(prefix + "started", Long.toString(startOf(process.pid())));
        }
        try {
            StackFolder.write(file, values);
        } catch (IOException e) {
            throw new StackException("cannot write " + file, "make the folder writable, or choose another", e);
        }
    }

    static Optional<DetachedStack.Status> read(Path folder, Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Properties values = StackFolder.read(file);
            List<ProcessStatus> processes = new ArrayList<>();
            for (int i = 0; values.containsKey("process." + i + ".name"); i++) {
                processes.add(process(values, "process." + i + "."));
            }
            return Optional.of(new DetachedStack.Status(
                    folder, values.getProperty(BOOTSTRAP), values.getProperty(REGISTRY), processes));
        } catch (IOException | NumberFormatException e) {
            throw new StackException("cannot read " + file, "end the stack's processes by hand and delete the file", e);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StackException("cannot delete " + file, "delete it by hand: nothing runs there any more", e);
        }
    }

    private static ProcessStatus process(Properties values, String prefix) {
        long pid = Long.parseLong(values.getProperty(prefix + "pid"));
        long started = Long.parseLong(values.getProperty(prefix + "started"));
        // Process ids come round again: one that began at another time is somebody else's, and must not be stopped.
        boolean alive = ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()
                && Math.abs(startOf(pid) - started) <= SAME_START_MILLISECONDS;
        return new ProcessStatus(
                values.getProperty(prefix + "name"), pid, Integer.parseInt(values.getProperty(prefix + "port")), alive);
    }

    private static long startOf(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(Instant::toEpochMilli)
                .orElse(0L);
    }
}
