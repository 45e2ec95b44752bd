package io.tributary.chaos;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What it takes to break more than processes, each where the machine allows it and the plan has faults for it.
 *
 * @param smallDisk for the state of {@link World#ON_SMALL_DISK}
 * @param slowDisk for the state of {@link World#ON_SLOW_DISK}
 * @param clocks of all instances
 */
record Equipment(Optional<SmallDisk> smallDisk, Optional<SlowDisk> slowDisk, Optional<InstanceClocks> clocks)
        implements AutoCloseable {

    /** Unmounts what a run has left in this folder that was killed. */
    static void removeLeftOver(Path folder) {
        for (String id : List.of(World.ON_SMALL_DISK, World.ON_SLOW_DISK)) {
            SmallDisk.unmountLeftOver(Deployment.stateFolder(folder, id));
        }
    }

    /** @param folder of the deployment */
    static Equipment of(Collection<Fault> kinds, Path folder) {
        return new Equipment(
                kinds.contains(Fault.FULL_DISK)
                        ? SmallDisk.mount(Deployment.stateFolder(folder, World.ON_SMALL_DISK))
                        : Optional.empty(),
                kinds.contains(Fault.SLOW_DISK)
                        ? SlowDisk.mount(
                                Deployment.stateFolder(folder, World.ON_SLOW_DISK), folder.resolve("slow-disk.img"))
                        : Optional.empty(),
                kinds.contains(Fault.JUMP_CLOCK) ? InstanceClocks.in(folder.resolve("clocks")) : Optional.empty());
    }

    /** Whether this fault can be inflicted. */
    boolean allows(Fault kind) {
        return switch (kind) {
            case FULL_DISK -> smallDisk.isPresent();
            case SLOW_DISK -> slowDisk.isPresent();
            case JUMP_CLOCK -> clocks.isPresent();
            default -> true;
        };
    }

    /** Whether this machine may have what a fault takes, as far as that can be told without making it. */
    static boolean isPossible(Fault kind) {
        return switch (kind) {
            case FULL_DISK -> SmallDisk.isPossible();
            case SLOW_DISK -> SlowDisk.isPossible();
            case JUMP_CLOCK -> InstanceClocks.library().isPresent();
            default -> true;
        };
    }

    /** Added to the environment of an instance's process. */
    Map<String, String> environment(String id) {
        return clocks.map(all -> all.environment(id)).orElse(Map.of());
    }

    @Override
    public void close() {
        smallDisk.ifPresent(SmallDisk::close);
        slowDisk.ifPresent(SlowDisk::close);
    }
}
