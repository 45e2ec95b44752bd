package io.tributary.app.run;

import io.tributary.app.config.StartupException;
import io.tributary.schemas.fault.Fault;
import io.tributary.text.ErrorText;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tries until something out there answers, with growing pauses, and says now and then what it waits for.
 *
 * @param atMost how long to try; zero: for ever
 */
record Patience(Duration atMost, Consumer<String> progress) {
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 3_000;
    private static final long SAY_EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    /**
     * The first answer.
     *
     * @param what what is waited for, with its address
     * @param remedy what to do when it never comes
     * @throws StartupException when time is up, access is denied, or the thread is interrupted
     */
    <T> T await(String what, String remedy, Callable<T> attempt) {
        long start = System.nanoTime();
        long said = start - SAY_EVERY_NANOS;
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2)) {
            Exception failure;
            try {
                return attempt.call();
            } catch (InterruptedException e) {
                throw interrupted(what, e);
            } catch (StartupException e) {
                throw e;
            } catch (Exception e) {
                failure = e;
            }
            refuseIfDenied(what, failure);
            long now = System.nanoTime();
            if (!atMost.isZero() && now - start > atMost.toNanos()) {
                throw new StartupException(
                        what + " did not answer within " + atMost.toSeconds() + " s (" + ErrorText.of(failure) + "): "
                                + remedy,
                        failure);
            }
            if (now - said >= SAY_EVERY_NANOS) {
                said = now;
                progress.accept(
                        "waiting for " + what + " (" + (now - start) / 1_000_000_000 + " s): " + ErrorText.of(failure));
            }
            pause(what, pause);
        }
    }

    private static void refuseIfDenied(String what, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (Fault.ofClass(cause.getClass()) == Fault.ACCESS_DENIED) {
                throw new StartupException(
                        what + " denies access (" + ErrorText.of(cause) + "): " + Fault.ACCESS_DENIED.remedy(),
                        failure);
            }
        }
    }

    private static void pause(String what, long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw interrupted(what, e);
        }
    }

    private static StartupException interrupted(String what, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StartupException("stopped while waiting for " + what, e);
    }
}
