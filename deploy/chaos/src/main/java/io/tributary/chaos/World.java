package io.tributary.chaos;

import io.tributary.stack.Links;
import io.tributary.stack.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Three brokers, a registry and three instances, each of which can be broken and mended. */
final class World implements AutoCloseable {
    static final int INSTANCES = 3;
    static final int BROKERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    static final List<String> IDS = List.of("a", "b", "c");
    /** That instance's state is on the small disk, where there is one. */
    static final String ON_SMALL_DISK = "c";
    /** That one's is on the disk that can be slow. */
    static final String ON_SLOW_DISK = "b";

    private final Deployment deployment;
    private final Equipment equipment;
    private final List<Instance> instances = new ArrayList<>();
    /** Where each instance answers, in every life: as who watches them expects. */
    private final List<Integer> ports = IDS.stream().map(id -> Ports.free()).toList();

    private int endedByThemselves;

    World(Deployment deployment, Equipment equipment) {
        this.deployment = deployment;
        this.equipment = equipment;
        for (int number = 0; number < INSTANCES; number++) {
            instances.add(run(number));
        }
    }

    Deployment deployment() {
        return deployment;
    }

    Instance instance(int number) {
        return instances.get(number);
    }

    int number(String id) {
        return IDS.indexOf(id);
    }

    Path stateOf(int number) {
        return deployment.stateFolder(IDS.get(number));
    }

    Equipment equipment() {
        return equipment;
    }

    /** The network of an instance; empty where the plan leaves networks alone. */
    Links links(int number) {
        return deployment.stack().links(IDS.get(number)).orElseThrow();
    }

    /** A new life of an instance that has ended. */
    void startAgain(int number) {
        instances.set(number, run(number));
    }

    private Instance run(int number) {
        String id = IDS.get(number);
        return deployment.run(
                id,
                Map.of("http.port", Integer.toString(ports.get(number))),
                Program.service().in(equipment.environment(id)));
    }

    /** Ports at which instances answer on 127.0.0.1, by their ids. */
    Map<String, Integer> ports() {
        Map<String, Integer> byId = new TreeMap<>();
        for (int number = 0; number < INSTANCES; number++) {
            byId.put(IDS.get(number), ports.get(number));
        }
        return byId;
    }

    /**
     * As whoever supervises processes does: starts what has ended although nobody killed it, and counts that.
     *
     * @param progress is told of each in a line
     */
    void superviseEnded(Consumer<String> progress) {
        for (int number = 0; number < INSTANCES; number++) {
            if (!instances.get(number).isAlive()) {
                endedByThemselves++;
                progress.accept("  ended by itself, and is started again: " + instances.get(number));
                startAgain(number);
            }
        }
    }

    /** How often an instance has ended although nobody killed it. */
    int endedByThemselves() {
        return endedByThemselves;
    }

    /** Returns when all instances say that they do their work. */
    void awaitReady() {
        Instance.awaitReady(PATIENCE, instances.toArray(Instance[]::new));
    }

    @Override
    public void close() {
        deployment.stopService();
        equipment.close();
        deployment.close();
    }
}
