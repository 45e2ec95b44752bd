package io.tributary.app.run;

import io.tributary.app.config.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Starts roles side by side: each opens its stores and connects its clients, and a restart is an outage. */
final class RoleStarts {
    private RoleStarts() {}

    /**
     * Returns when all are started. An interrupt does not cut it short: what is started has to be stopped.
     *
     * @param started is told of each that was, in their order, also when another was not
     * @throws RuntimeException of the first that could not be started
     */
    static <R> void sideBySide(Map<Role, Supplier<R>> starts, Consumer<R> started) {
        ExecutorService threads = Executors.newFixedThreadPool(starts.size());
        try {
            List<CompletableFuture<R>> underWay = starts.values().stream()
                    .map(start -> CompletableFuture.supplyAsync(start, threads))
                    .toList();
            List<RuntimeException> failures = new ArrayList<>();
            for (CompletableFuture<R> each : underWay) {
                try {
                    started.accept(each.join());
                } catch (CompletionException e) {
                    failures.add(e.getCause() instanceof RuntimeException cause ? cause : e);
                }
            }
            if (!failures.isEmpty()) {
                throw failures.get(0);
            }
        } finally {
            threads.shutdown();
        }
    }
}
