package io.tributary.stack;

import io.tributary.stack.child.GuardedMain;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process of its own, with its output in a log file. A JVM started by {@link #java} ends with the process that started it, even when
 * that one is killed with -9.
 */
public final class ChildProcess implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final int POLL_MILLISECONDS = 50;

    /** Tells whether a process does its work; asked again until it says yes. */
    @FunctionalInterface
    public interface Readiness {
        boolean isReady();
    }

    private final String name;
    private final Process process;
    private final ProcessLog log;

    private ChildProcess(String name, Process process, ProcessLog log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a command.
     *
     * @param name how messages call it
     * @param env added to this process's environment
     * @param logFile receives standard output and error, appended
     * @throws StackException when the command cannot be started
     */
    public static ChildProcess start(String name, List<String> command, Map<String, String> env, Path logFile) {
        try {
            Files.createDirectories(logFile.toAbsolutePath().getParent());
            ProcessLog log = ProcessLog.continuing(logFile);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
            builder.environment().putAll(env);
            return new ChildProcess(name, builder.start(), log);
        } catch (IOException e) {
            throw new StackException(
                    name + " cannot be started: " + e.getMessage(), "check " + command.get(0) + " and " + logFile, e);
        }
    }

    /** Starts a command and waits until it is ready; a command that is not ready within the limit is killed. */
    public static ChildProcess start(
            String name,
            List<String> command,
            Map<String, String> env,
            Path logFile,
            Readiness readiness,
            Duration limit) {
        ChildProcess child = start(name, command, env, logFile);
        try {
            child.awaitReady(readiness, limit);
            return child;
        } catch (StackException e) {
            child.kill();
            throw e;
        }
    }

    /**
     * Starts a JVM of the same Java as this one.
     *
     * @param classPath with this class's module on it, where the guard is
     */
    public static ChildProcess java(
            String name,
            String classPath,
            String mainClass,
            List<String> args,
            List<String> jvmArgs,
            Map<String, String> env,
            Path logFile) {
        return start(name, JavaCommand.guarded(classPath, mainClass, args, jvmArgs), env, logFile);
    }

    /**
     * Waits until the process is ready.
     *
     * @throws StackException with the reason from its log, when it ended or was not ready within the limit; it is not stopped then
     */
    public void awaitReady(Readiness readiness, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!readiness.isReady()) {
            if (awaitExit(Duration.ofMillis(POLL_MILLISECONDS))) {
                throw log.explain(name + " ended with exit code " + process.exitValue() + " before it was ready");
            }
            if (System.nanoTime() > deadline) {
                throw log.explain(name + " was not ready within " + limit.toSeconds() + " s");
            }
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Standard output and error of the process. */
    public Path logFile() {
        return log.file();
    }

    /** The last lines that the process wrote since it was started. */
    public List<String> logTail(int lines) {
        return log.tail(lines);
    }

    /** The exit code; 128 and the signal's number after a signal. @throws IllegalThreadStateException while it runs */
    public int exitCode() {
        return process.exitValue();
    }

    /** Waits for the end of the process. Returns false when it still runs after the limit. */
    public boolean awaitExit(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for " + name, "start again", e);
        }
    }

    /** Asks the process to end (SIGTERM), and does not wait. */
    public void requestStop() {
        process.destroy();
    }

    /** Asks the process to end (SIGTERM), and kills it after the limit. */
    public void stop(Duration limit) {
        requestStop();
        if (!awaitExit(limit)) {
            kill();
        }
    }

    /** Lets a JVM that {@link #java} started outlive this process. */
    void release() {
        try (OutputStream pipe = process.getOutputStream()) {
            pipe.write(GuardedMain.RELEASE);
        } catch (IOException e) {
            throw log.explain(name + " ended before it could be left alone");
        }
    }

    /** Stops the process where it is (SIGSTOP), as a host does that is starved or moved, until {@link #resume}. */
    public void suspend() {
        signal("STOP");
    }

    /** Lets a process go on that {@link #suspend} has stopped (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            int code = new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new StackException(
                        name + " (pid " + pid() + ") takes no SIG" + signal, "see whether it has ended: " + logFile());
            }
        } catch (IOException e) {
            throw new StackException("there is no command kill", "install procps", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while " + name + " was sent SIG" + signal, "start it again");
        }
    }

    /** Kills the process (kill -9) and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        if (!awaitExit(STOP_LIMIT)) {
            throw new StackException(
                    name + " (pid " + pid() + ") does not end on kill -9", "look for a hanging disk or debugger");
        }
    }

    /** Stops the process within 15 s, by force if need be. */
    @Override
    public void close() {
        stop(STOP_LIMIT);
    }
}
