package io.tributary.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What goes wrong, one after another: the same for the same seed, however long each takes. Every kind comes once before any comes again,
 * in an order of chance. In some steps an instance is killed while a broker or the registry is away.
 */
final class FaultPlan {
    /** Of so many steps in which that can be, one has a kill on top. */
    private static final int ON_TOP = 3;

    /** What lasts less may be over before others take over. */
    private static final long BRIEF_MILLIS = 2_000;

    private final List<Fault> kinds;
    private final FaultDuration duration;
    private final SplittableRandom random;
    private final List<Fault> round = new ArrayList<>();
    private int number;

    /**
     * How long a fault lasts, milliseconds.
     *
     * @param min at least, 0 or more
     * @param max at most, more than {@code min}
     */
    record FaultDuration(long min, long max) {
        FaultDuration {
            if (min < 0 || max <= min) {
                throw new IllegalArgumentException(
                        "a fault lasts from min 0 or more to max above it, not " + min + " to " + max);
            }
        }
    }

    /**
     * One fault, or two at once.
     *
     * @param number from 1
     * @param instance which of three instances it is about, 0..2
     * @param broker which of three brokers it is about, 1..3
     * @param killOnTop whether that instance is killed meanwhile
     * @param millis how long it lasts
     */
    record Step(int number, Fault fault, int instance, int broker, boolean killOnTop, long millis) {
        /** Whether it is healed when its time is over, even if nobody has taken over yet. An instance that is held has to be a zombie. */
        boolean isBrief() {
            return millis < BRIEF_MILLIS && fault != Fault.HOLD_INSTANCE || !fault.isTakenOver();
        }
    }

    /** @param kinds at least one */
    FaultPlan(long seed, List<Fault> kinds, FaultDuration duration) {
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("name at least one kind of fault");
        }
        this.kinds = List.copyOf(kinds);
        this.duration = duration;
        this.random = new SplittableRandom(seed);
    }

    Step next() {
        if (round.isEmpty()) {
            shuffle();
        }
        Fault fault = round.remove(round.size() - 1);
        int instance = random.nextInt(World.INSTANCES);
        int broker = 1 + random.nextInt(World.BROKERS);
        boolean mayKill = fault.where() == Fault.Where.BROKER || fault.where() == Fault.Where.REGISTRY;
        boolean killOnTop = random.nextInt(ON_TOP) == 0 && mayKill;
        return new Step(++number, fault, instance, broker, killOnTop, random.nextLong(duration.min, duration.max));
    }

    private void shuffle() {
        for (Fault kind : kinds) {
            round.add(random.nextInt(round.size() + 1), kind);
        }
    }
}
