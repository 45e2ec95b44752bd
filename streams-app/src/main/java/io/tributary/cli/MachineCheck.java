package io.tributary.cli;

import com.sun.management.UnixOperatingSystemMXBean;
import io.tributary.app.config.Settings;
import io.tributary.app.config.StreamsSettings;
import io.tributary.app.run.BuildInfo;
import io.tributary.text.ErrorText;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This machine, this JVM and the settings. What is said of the JVM is true of the service where it is started the same way. */
final class MachineCheck {
    private static final long GIB = 1L << 30;
    private static final long LEAST_DISK = GIB;
    private static final long GOOD_DISK = 10 * GIB;
    /** RocksDB holds its files open, and each broker and host is a connection. */
    private static final long GOOD_FILES = 65_536;

    private static final int LEAST_JAVA = 17;

    private MachineCheck() {}

    static List<Finding> of(Settings settings) {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(disk(settings.streams().stateDir().toAbsolutePath()));
        findings.add(files(
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                        ? unix.getMaxFileDescriptorCount()
                        : -1));
        findings.addAll(settings(settings.streams()));
        return findings;
    }

    private static Finding java() {
        int version = Runtime.version().feature();
        String words = BuildInfo.read() + ", " + Runtime.getRuntime().availableProcessors() + " processors, heap up to "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MiB";
        return version < LEAST_JAVA
                ? Finding.fail("jvm", words, "run it on Java " + LEAST_JAVA + " or newer")
                : Finding.ok("jvm", words);
    }

    /** A folder that is not there yet is made where its next parent is. */
    static Finding disk(Path stateDir) {
        Path there = stateDir;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            FileStore store = Files.getFileStore(there);
            long free = store.getUsableSpace();
            String words =
                    stateDir + ": " + free / GIB + " of " + store.getTotalSpace() / GIB + " GiB free, " + store.type();
            if (!Files.isWritable(there)) {
                return Finding.fail("disk", there + " cannot be written", "give this user the right, or set state.dir");
            } else if (free < LEAST_DISK) {
                return Finding.fail(
                        "disk", words, "make room, or set state.dir to another volume: `tributary plan` says how much");
            } else if (free < GOOD_DISK) {
                return Finding.warn(
                        "disk", words, "make room before it is full: `tributary plan` says how much is needed");
            } else if (store.type().equals("tmpfs") || stateDir.startsWith("/tmp")) {
                return Finding.warn(
                        "disk", words, "set state.dir to a volume that outlives a restart: a restore takes minutes");
            }
            return Finding.ok("disk", words);
        } catch (IOException e) {
            return Finding.fail("disk", there + ": " + ErrorText.of(e), "set state.dir to a folder that can be read");
        }
    }

    /** @param most open files of a process, -1 when that is not known */
    static Finding files(long most) {
        String words = most < 0 ? "not known on this system" : most + " files may be open";
        return most >= 0 && most < GOOD_FILES
                ? Finding.warn("files", words, "raise it to " + GOOD_FILES + " (ulimit -n, LimitNOFILE)")
                : Finding.ok("files", words);
    }

    static List<Finding> settings(StreamsSettings streams) {
        List<Finding> findings = new ArrayList<>();
        if (streams.instanceId().isEmpty()) {
            findings.add(Finding.warn(
                    "settings",
                    "instance.id is empty: each restart moves tasks to others and back",
                    "set it to a name that stays, for example the pod's"));
        }
        if (streams.replicationFactor() == 1 || streams.replicationFactor() == 2) {
            findings.add(Finding.warn(
                    "settings",
                    "replication.factor is " + streams.replicationFactor()
                            + ": a broker that is lost takes topics with it",
                    "set it to 3 before topics exist"));
        }
        if (streams.threads() > streams.merchantPartitions()) {
            findings.add(Finding.warn(
                    "settings",
                    "threads is " + streams.threads() + ", more than merchant.partitions ("
                            + streams.merchantPartitions() + "): some stay idle",
                    "lower threads"));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok(
                    "settings",
                    "instance.id " + streams.instanceId() + ", " + streams.merchantPartitions() + " partitions, "
                            + streams.standbyReplicas() + " standbys"));
        }
        return findings;
    }
}
