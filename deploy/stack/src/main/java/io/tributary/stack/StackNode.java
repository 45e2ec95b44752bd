package io.tributary.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One process of the stack, over all of its lives: the same command, port and log each time. */
final class StackNode {
    private final String name;
    private final int port;
    private final List<String> command;
    private final Path log;
    private ChildProcess process;

    StackNode(String name, int port, List<String> command, Path log) {
        this.name = name;
        this.port = port;
        this.command = command;
        this.log = log;
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Starts the process if it does not run; returns before it is ready. */
    void launch() {
        if (isAlive()) {
            return;
        }
        if (!Ports.isFree(port)) {
            throw Ports.taken(name, port, null);
        }
        process = ChildProcess.start(name, command, Map.of(), log);
    }

    void awaitReady(ChildProcess.Readiness readiness, Duration limit) {
        process.awaitReady(readiness, limit);
    }

    void release() {
        process.release();
    }

    void requestStop() {
        if (isAlive()) {
            process.requestStop();
        }
    }

    void stop(Duration limit) {
        if (isAlive()) {
            process.stop(limit);
        }
    }

    void kill() {
        if (isAlive()) {
            process.kill();
        }
    }

    void suspend() {
        process.suspend();
    }

    void resume() {
        process.resume();
    }

    ProcessStatus status() {
        return new ProcessStatus(name, process == null ? 0 : process.pid(), port, isAlive());
    }
}
