package io.tributary.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A stack that outlives the command that started it; a file in its folder says where its processes are. */
public final class DetachedStack {
    private static final Duration STOP = Duration.ofSeconds(20);

    private DetachedStack() {}

    /**
     * A stack in a folder.
     *
     * @param bootstrapServers of the brokers, as clients want them
     * @param registryUrl root of the Confluent API; null when the stack has no registry
     * @param processes the brokers, then the registry
     */
    public record Status(Path folder, String bootstrapServers, String registryUrl, List<ProcessStatus> processes) {
        public Status {
            processes = List.copyOf(processes);
        }

        /** Whether all of its processes run. */
        public boolean running() {
            return processes.stream().allMatch(ProcessStatus::alive);
        }
    }

    /**
     * Starts a stack and leaves it running. Interrupted or failed, it leaves nothing running.
     *
     * @param progress receives one line a step
     * @throws StackException with one line on what is wrong and what helps, also when a stack runs in that folder already
     */
    public static Status up(StackSettings settings, Consumer<String> progress) throws StackException {
        StackFolder folder = new StackFolder(settings.folder());
        LocalStack stack = LocalStack.start(settings, progress);
        try {
            Status status = new Status(folder.root(), stack.bootstrapServers(), stack.registryUrl(), stack.status());
            // Written first: until released, the processes end with this one; afterwards, the file must be there.
            DetachedState.write(folder.detachedState(), status);
            stack.release();
            return status;
        } catch (StackException e) {
            stack.close();
            throw e;
        }
    }

    /** What runs, or ran, in the folder; empty when no stack was left there, or it was taken down. */
    public static Optional<Status> status(Path folder) throws StackException {
        StackFolder stack = new StackFolder(folder.toAbsolutePath().normalize());
        return DetachedState.read(stack.root(), stack.detachedState());
    }

    /**
     * Stops what runs in the folder, within half a minute, by force if need be; data and logs stay.
     *
     * @return what was stopped; empty when there was nothing
     */
    public static Optional<Status> down(Path folder) throws StackException {
        Optional<Status> found = status(folder);
        found.ifPresent(DetachedStack::stop);
        return found;
    }

    /** Refuses a folder in which a stack was left running. */
    static void requireNone(StackFolder folder) {
        boolean running = DetachedState.read(folder.root(), folder.detachedState()).stream()
                .flatMap(status -> status.processes().stream())
                .anyMatch(ProcessStatus::alive);
        if (running) {
            throw new StackException(
                    "a stack runs in " + folder.root(), "use it, stop it with 'local down', or choose another folder");
        }
    }

    private static void stop(Status status) {
        List<ProcessHandle> handles = status.processes().stream()
                .filter(ProcessStatus::alive)
                .flatMap(process -> ProcessHandle.of(process.pid()).stream())
                .toList();
        handles.forEach(ProcessHandle::destroy);
        if (!awaitEnd(handles)) {
            handles.forEach(ProcessHandle::destroyForcibly);
            if (!awaitEnd(handles)) {
                throw new StackException(
                        "processes of " + status.folder() + " do not end on kill -9", "look for a hanging disk");
            }
        }
        DetachedState.delete(new StackFolder(status.folder()).detachedState());
    }

    private static boolean awaitEnd(List<ProcessHandle> handles) {
        CompletableFuture<?>[] ends =
                handles.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(STOP.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while the stack stops", "run 'local down' again", e);
        }
    }
}
