package io.tributary.bench.kernel;

import io.tributary.domain.Surface;
import io.tributary.domain.allocation.AllocationPolicy;
import io.tributary.domain.allocation.AllocationPolicy.Balance;
import io.tributary.domain.allocation.AllocationPolicy.Plan;
import io.tributary.domain.allocation.Controller;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the service's {@link AllocationPolicy} costs for one merchant at a beat: its level, its need, for which part of the requests and
 * how long it is safe, in the order in which the merchant topology asks. Records and directives are not in it: see
 * {@link SweepBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DecisionBenchmark {
    private static final Set<Surface> SURFACES = Set.of(Surface.FEED);
    private static final AllocationPolicy POLICY = new AllocationPolicy(3, 0.05, 0.5);
    private static final long GRANT = 10_000;
    /** Beats of a period: then all begins anew. */
    private static final int BEATS = 1_000;

    private static final long BEAT_MILLIS = 1_000;
    private static final long LIFE_MILLIS = 300_000;
    private static final double DELAY_MILLIS = 2_000;

    /** A few stay in the processor's caches. */
    @Param({"43", "100000"})
    private int merchants;

    /** Below 1 the relevance budget withholds some, and the fair need is asked as well. */
    @Param({"1.0", "0.5"})
    private double strength;

    private Controller[] controllers;
    private double[] pace;
    private int merchant;
    private int beat;
    private Plan plan;

    /** Merchants that spend a little more or less than their plan wants. */
    @Setup
    public void begin() {
        SplittableRandom random = new SplittableRandom(1);
        controllers = new Controller[merchants];
        Arrays.setAll(controllers, each -> Controller.startingAt(1.5));
        pace = random.doubles(merchants, 0.9, 1.1).toArray();
        startPeriod();
    }

    private void startPeriod() {
        for (Controller controller : controllers) {
            controller.startPeriod();
        }
        merchant = 0;
        beat = 1;
        plan = plan();
    }

    private Plan plan() {
        double schedule = (double) beat / BEATS;
        double ahead = Math.min(1, schedule + 0.003);
        return new Plan(beat * BEAT_MILLIS, LIFE_MILLIS, schedule, ahead, 1, schedule, strength);
    }

    /** One merchant's decision, with an exposure that came since its last. */
    @Benchmark
    public double decide() {
        if (merchant == merchants) {
            nextBeat();
        }
        Controller controller = controllers[merchant];
        Balance balance = new Balance(GRANT, (long) (pace[merchant] * plan.schedule() * GRANT));
        merchant++;
        controller.charged();
        controller.advance(plan.schedule());
        POLICY.pace(controller, plan, balance, POLICY.onItsWay(controller, plan, DELAY_MILLIS), false);
        if (controller.isSuspended()) {
            controller.withdraw();
            return 0;
        }
        double need = POLICY.need(controller, plan, balance);
        double admit = POLICY.admit(controller, plan, balance, need, BEAT_MILLIS + DELAY_MILLIS);
        long safe = POLICY.safeUntil(controller, plan, balance, need, admit, DELAY_MILLIS);
        controller.direct(SURFACES, need, admit);
        POLICY.directed(controller, plan);
        return need + admit + safe;
    }

    private void nextBeat() {
        merchant = 0;
        beat++;
        if (beat > BEATS) {
            startPeriod();
        } else {
            plan = plan();
        }
    }
}
