package io.tributary.app.run;

import io.tributary.schemas.fault.Fault;
import io.tributary.schemas.fault.Reaction;

/**
 * Ends a process that cannot be relied on any more: without a goodbye, since stopping in order needs what it lacks. The JVM's own
 * {@code -XX:+ExitOnOutOfMemoryError} sees no memory outside the heap, nor classes that do not load.
 */
public final class ProcessExit {
    /** Exit code of a process that ended itself like this; the JVM's own is 3, too. */
    static final int CODE = 3;

    private ProcessExit() {}

    /** Watches all threads of this process that have no handler of their own. */
    public static void onBrokenProcess() {
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
            if (Fault.of(error).reaction() == Reaction.HALT) {
                because(error, ProcessExit::now);
            }
            System.err.println("Exception in thread " + thread.getName());
            error.printStackTrace();
        });
    }

    static void now() {
        Runtime.getRuntime().halt(CODE);
    }

    /** Says why, if it can, and exits. */
    static void because(Throwable error, Runnable exit) {
        try {
            System.err.println("exits at once: " + error);
            error.printStackTrace();
        } catch (Throwable unspeakable) {
            // There may be no memory left for words.
        } finally {
            exit.run();
        }
    }
}
