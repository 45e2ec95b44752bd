package io.tributary.chaos;

import io.tributary.stack.Links;
import io.tributary.stack.LocalStack;
import io.tributary.stack.StackSettings;
import io.tributary.testkit.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real broker, a real registry, and instances of the service as processes, with all that they write under target/whole. */
final class Deployment implements AutoCloseable {
    private final Path folder;
    private final LocalStack stack;
    private final Map<String, String> settings;
    private final List<Instance> lives = new ArrayList<>();

    private Deployment(Path folder, LocalStack stack, Map<String, String> settings) {
        this.folder = folder;
        this.stack = stack;
        this.settings = settings;
    }

    /**
     * Starts broker and registry.
     *
     * @param settings the service's, but for addresses and folders
     */
    static Deployment start(String name, Map<String, String> settings) {
        return start(name, settings, Map.of());
    }

    /** The same with settings of the broker. */
    static Deployment start(String name, Map<String, String> settings, Map<String, String> broker) {
        Path folder = Path.of("target", "whole", name).toAbsolutePath();
        return start(
                folder, settings, StackSettings.singleNode(stackFolder(folder)).withBrokerOverrides(broker));
    }

    /**
     * The same on three brokers, in a folder that is emptied first.
     *
     * @param linked instances with a network of their own, {@link LocalStack#links}
     */
    static Deployment startOfThree(Path folder, Map<String, String> settings, List<String> linked) {
        return start(
                folder,
                settings,
                StackSettings.threeNodes(stackFolder(folder)).shortLived().withLinked(linked));
    }

    /** Where no archive of the service's classes is there, an instance lives until it is ready, and writes one when it is stopped. */
    void prepareClasses(Duration patience) {
        if (Program.isArchiveMissing()) {
            Instance first = run("a", Map.of(), Program.writingArchive());
            Instance.awaitReady(patience, first);
            first.requestStop();
            first.awaitEnd(patience);
            Program.publishArchive();
        }
    }

    private static Deployment start(Path folder, Map<String, String> settings, StackSettings brokers) {
        delete(folder);
        InstanceLogs.include(logs(folder));
        return new Deployment(folder, LocalStack.start(brokers, line -> {}), Map.copyOf(settings));
    }

    private static Path stackFolder(Path folder) {
        return folder.resolve("stack");
    }

    Cluster cluster() {
        return new Cluster(stack.bootstrapServers(), stack.registryUrl());
    }

    LocalStack stack() {
        return stack;
    }

    /** Starts an instance, or a new life of one: the same id has the same state folder. */
    Instance run(String id) {
        return run(id, Map.of());
    }

    /** The same with settings of its own. */
    Instance run(String id, Map<String, String> own) {
        return run(id, own, Program.service());
    }

    /**
     * Starts an instance of another version of the service.
     *
     * @param patches classes in which it differs
     */
    Instance runPatched(String id, Path patches) {
        return run(id, Map.of(), Program.patched(patches));
    }

    /** The same with settings of its own, of this program. */
    Instance run(String id, Map<String, String> own, Program program) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(own);
        all.put(
                "bootstrap.servers",
                stack.links(id).map(Links::bootstrapServers).orElseGet(stack::bootstrapServers));
        all.put("schema.registry.url", stack.links(id).map(Links::registryUrl).orElseGet(stack::registryUrl));
        all.put("instance.id", id);
        all.put("state.dir", stateFolder(id).toString());
        all.putIfAbsent("http.port", "0");
        Path log = logs(folder).resolve((lives.size() + 1) + "-" + id + ".log");
        Instance instance = Instance.start(id, log, all, program);
        lives.add(instance);
        return instance;
    }

    /** What all living instances tell who scrapes them: some meters are only told by the one that has the pool. */
    String metrics() {
        return lives.stream().filter(Instance::isAlive).map(Instance::metrics).collect(Collectors.joining("\n"));
    }

    /** Where an instance keeps its stores, over all its lives. */
    Path stateFolder(String id) {
        return stateFolder(folder, id);
    }

    /** Where an instance of a deployment in this folder keeps its stores. */
    static Path stateFolder(Path folder, String id) {
        return folder.resolve("state-" + id);
    }

    /** Stops the service: what is on the topics then is all there is. */
    void stopService() {
        lives.forEach(Instance::close);
    }

    /** Stops everything. Logs stay, data goes. */
    @Override
    public void close() {
        stopService();
        stack.close();
        keepLogsOfStack();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(entry -> !entry.endsWith("log")).forEach(Deployment::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path logs(Path folder) {
        return folder.resolve("log");
    }

    private void keepLogsOfStack() {
        try {
            Files.createDirectories(logs(folder));
            Files.move(folder.resolve("stack").resolve("logs"), logs(folder).resolve("stack"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes all that is in a folder, which stays: it may be a disk of its own. */
    static void deleteWithin(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            entries.toList().forEach(Deployment::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a folder with all in it; nothing happens where there is none. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
