package io.tributary.chaos;

import io.tributary.chaos.FaultPlan.Step;
import io.tributary.stack.LocalStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;

/**
 * One fault in one place.
 *
 * @param inflict breaks it
 * @param heal mends it, and returns when what was broken runs again, not when it is ready
 * @param what which part, for people
 */
record Injury(Runnable inflict, Runnable heal, String what) {
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(60);
    /** For each piece of what goes over a slow network; an answer takes twice as long, and larger ones a multiple. */
    private static final long SLOW_MILLIS = 100;

    /** What a step does to the world. */
    static Injury of(World world, Step step) {
        int one = step.instance();
        int other = (one + 1) % World.INSTANCES;
        LocalStack stack = world.deployment().stack();
        return switch (step.fault()) {
            case KILL_INSTANCE -> kill(world, List.of(one));
            case KILL_TWO_INSTANCES -> kill(world, List.of(one, other));
            case STOP_INSTANCE -> instance(world, one, () -> stop(world.instance(one)), () -> world.startAgain(one));
            case HOLD_INSTANCE ->
                instance(
                        world,
                        one,
                        () -> world.instance(one).hold(),
                        () -> world.instance(one).goOn());
            case WIPE_DISK -> killed(world, one, () -> wipe(world, one));
            case DAMAGE_DISK -> killed(world, one, () -> damage(world.stateOf(one)));
            case FULL_DISK -> fullDisk(world);
            case SLOW_DISK -> slowDisk(world);
            case JUMP_CLOCK -> JumpingClock.injury(world, step);
            case CUT_INSTANCE -> network(world, one, () -> world.links(one).cut(), "");
            case CUT_LINK ->
                network(world, one, () -> world.links(one).cut(step.broker()), " from broker " + step.broker());
            case SLOW_NETWORK -> network(world, one, () -> world.links(one).slow(SLOW_MILLIS), "");
            case KILL_BROKER ->
                broker(step, () -> stack.killBroker(step.broker()), () -> stack.startBroker(step.broker()));
            case STOP_BROKER ->
                broker(step, () -> stack.stopBroker(step.broker()), () -> stack.startBroker(step.broker()));
            case HOLD_BROKER ->
                broker(step, () -> stack.suspendBroker(step.broker()), () -> stack.resumeBroker(step.broker()));
            case REGISTRY_AWAY -> new Injury(stack::killRegistry, stack::startRegistry, "registry");
        };
    }

    static Injury kill(World world, List<Integer> numbers) {
        return new Injury(
                () -> numbers.forEach(number -> world.instance(number).kill()),
                () -> numbers.forEach(world::startAgain),
                String.join(
                        " and ",
                        numbers.stream()
                                .map(number -> world.instance(number).id())
                                .toList()));
    }

    /** Killed, and started again at once, as whoever supervises processes does. */
    static Injury restart(World world, int number) {
        return new Injury(
                () -> {
                    world.instance(number).kill();
                    world.startAgain(number);
                },
                () -> {},
                world.instance(number).id());
    }

    /** Both at once. */
    Injury and(Injury other) {
        return new Injury(
                () -> {
                    inflict.run();
                    other.inflict.run();
                },
                () -> {
                    other.heal.run();
                    heal.run();
                },
                what + ", and kill " + other.what);
    }

    private static Injury instance(World world, int number, Runnable inflict, Runnable heal) {
        return new Injury(inflict, heal, world.instance(number).id());
    }

    private static Injury killed(World world, int number, Runnable meanwhile) {
        return instance(
                world,
                number,
                () -> {
                    world.instance(number).kill();
                    meanwhile.run();
                },
                () -> world.startAgain(number));
    }

    private static Injury broker(Step step, Runnable inflict, Runnable heal) {
        return new Injury(inflict, heal, "broker " + step.broker());
    }

    private static Injury fullDisk(World world) {
        SmallDisk disk = world.equipment().smallDisk().orElseThrow();
        return instance(world, world.number(World.ON_SMALL_DISK), disk::fill, disk::free);
    }

    private static Injury slowDisk(World world) {
        SlowDisk disk = world.equipment().slowDisk().orElseThrow();
        return instance(world, world.number(World.ON_SLOW_DISK), disk::slow, disk::restore);
    }

    private static Injury network(World world, int number, Runnable inflict, String from) {
        return new Injury(
                inflict,
                () -> world.links(number).mend(),
                world.instance(number).id() + from);
    }

    private static void stop(Instance instance) {
        instance.requestStop();
        instance.awaitEnd(STOPS_WITHIN);
    }

    private static void wipe(World world, int number) {
        Deployment.deleteWithin(world.stateOf(number));
    }

    private static void damage(Path state) {
        SortedSet<Integer> tables = Damage.tables(state);
        boolean flipped = !tables.isEmpty() && Damage.flipBytes(state, tables.last());
        tables.stream()
                .filter(task -> !flipped || !task.equals(tables.last()))
                .forEach(task -> Damage.truncateManifest(state, task));
    }
}
