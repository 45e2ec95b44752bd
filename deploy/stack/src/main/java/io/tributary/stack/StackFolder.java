package io.tributary.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/**
 * A stack's folder: {@code kafka-N/} and {@code registry/} with their data, {@code logs/}, {@code launcher/}, {@code stack.properties}
 * with what must not change between starts.
 */
record StackFolder(Path root) {
    private static final String CLUSTER_ID = "cluster.id";
    private static final String BROKERS = "brokers";
    private static final String SECURE = "secure";

    Path data(String process) {
        return root.resolve(process).resolve("data");
    }

    Path serverProperties(String process) {
        return root.resolve(process).resolve("server.properties");
    }

    Path log(String process) {
        return root.resolve("logs").resolve(process + ".log");
    }

    Path launcher() {
        return root.resolve("launcher");
    }

    Path detachedState() {
        return root.resolve("detached.properties");
    }

    /** Readies the folder for a start and returns the cluster's id, the same one on every start. */
    String prepare(int brokers, boolean secure) {
        Path file = root.resolve("stack.properties");
        try {
            Files.createDirectories(root.resolve("logs"));
            Properties known = Files.exists(file) ? read(file) : new Properties();
            String before = known.getProperty(BROKERS);
            if (before != null && !before.equals(Integer.toString(brokers))) {
                throw new StackException(
                        root + " holds the data of " + before + " broker(s), not of " + brokers,
                        "choose another folder, or delete this one");
            }
            String secured = known.getProperty(SECURE, "false");
            if (before != null && !secured.equals(Boolean.toString(secure))) {
                throw new StackException(
                        root + " holds the data of a stack that is " + (secure ? "not " : "") + "secured",
                        "choose another folder, or delete this one");
            }
            if (before == null) {
                known.setProperty(SECURE, Boolean.toString(secure));
                known.setProperty(BROKERS, Integer.toString(brokers));
                known.setProperty(CLUSTER_ID, newClusterId());
                write(file, known);
            }
            return known.getProperty(CLUSTER_ID);
        } catch (IOException e) {
            throw new StackException(
                    "cannot use the folder " + root + " (" + e + ")", "make it writable, or choose another", e);
        }
    }

    /** Keeps the folder to one running stack; the lock goes with the process that holds it. */
    FileChannel lock() {
        Path file = root.resolve("stack.lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StackException(
                        "another stack runs in " + root,
                        "stop it ('local down' if it was 'local up'), or choose another folder");
            }
            return channel;
        } catch (IOException e) {
            throw new StackException("cannot lock " + file, "make the folder writable, or choose another", e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by another stack of this very process
        }
    }

    static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }

    /** Replaces the file whole, so that a reader never finds half of it. */
    static void write(Path file, Map<?, ?> values) throws IOException {
        Properties properties = new Properties();
        properties.putAll(values);
        Files.createDirectories(file.getParent());
        Path whole = Files.createTempFile(file.getParent(), "state", ".part");
        try (OutputStream out = Files.newOutputStream(whole)) {
            properties.store(out, null);
        }
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String newClusterId() {
        UUID random = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(random.getMostSignificantBits()
                        & Long.MAX_VALUE) // else it may start with '-', which the tool reads as an option
                .putLong(random.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
