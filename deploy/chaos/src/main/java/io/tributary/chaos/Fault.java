package io.tributary.chaos;

import java.util.Locale;

/** What is broken on purpose. Each is inflicted, lasts for a while, and is healed; the service has to go on meanwhile. */
enum Fault {
    KILL_INSTANCE(Where.INSTANCE, "an instance is killed (kill -9)"),
    KILL_TWO_INSTANCES(Where.INSTANCE, "two of three instances are killed at once"),
    STOP_INSTANCE(Where.INSTANCE, "an instance is asked to stop (SIGTERM), and ends by itself"),
    HOLD_INSTANCE(Where.INSTANCE, "an instance stands still beyond its session (SIGSTOP), and lives on as a zombie"),
    WIPE_DISK(Where.INSTANCE, "an instance is killed, and its disk is empty when it comes back"),
    DAMAGE_DISK(Where.INSTANCE, "an instance is killed, and tables on its disk cannot be read when it comes back"),
    FULL_DISK(Where.DISK, "the disk of an instance is full; needs a file system of its own (root on Linux)"),
    KILL_BROKER(Where.BROKER, "one of three brokers is killed (kill -9)"),
    STOP_BROKER(Where.BROKER, "one of three brokers is shut down"),
    HOLD_BROKER(Where.BROKER, "one of three brokers stands still with open connections (SIGSTOP)"),
    REGISTRY_AWAY(Where.REGISTRY, "the schema registry is killed");

    /** Two that are at different places may happen at once. */
    enum Where {
        INSTANCE,
        DISK,
        BROKER,
        REGISTRY
    }

    private final Where where;
    private final String description;

    Fault(Where where, String description) {
        this.where = where;
        this.description = description;
    }

    Where where() {
        return where;
    }

    /** What happens, in a line. */
    String description() {
        return description;
    }

    /** As commands and reports call it: kill-instance. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
