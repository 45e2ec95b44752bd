package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chaos.FaultPlan.Step;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * An instance's clock that is set wrong, and right again. Whichever of the two sets it back ends the instance, which is started again with
 * the clock as it is then; forward, it goes on. With the wrong clock its metric has to tell by how much.
 *
 * <pre>
 *   ahead:   goes on, shows it ── set right, which is back: ends, new life
 *   behind:  ends, new life, shows it ── set right: goes on
 * </pre>
 */
final class JumpingClock {
    private static final Pattern SKEW = Pattern.compile("(?m)^tributary_clock_skew_seconds (\\S+)$");
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);
    private static final Duration TELLS_WITHIN = Duration.ofSeconds(90);
    /** An alert needs so long from what the metric tells: a scrape, an evaluation, and two seconds in which it stays so. */
    private static final Duration IS_SEEN = Duration.ofSeconds(8);

    private JumpingClock() {}

    static Injury injury(World world, Step step) {
        int number = step.instance();
        Duration jump = InstanceClocks.jump(step);
        return new Injury(
                () -> {
                    set(world, number, jump, jump.isNegative());
                    awaitTold(world.instance(number), jump);
                },
                () -> set(world, number, Duration.ZERO, !jump.isNegative()),
                world.instance(number).id() + " by " + text(jump));
    }

    private static void set(World world, int number, Duration ahead, boolean isBack) {
        Instance instance = world.instance(number);
        world.equipment().clocks().orElseThrow().set(instance.id(), ahead);
        if (isBack) {
            instance.awaitEnd(ENDS_WITHIN);
            world.startAgain(number);
        }
    }

    private static void awaitTold(Instance instance, Duration ahead) {
        Awaitility.await()
                .during(IS_SEEN)
                .atMost(TELLS_WITHIN)
                .untilAsserted(() -> assertThat(skewSeconds(instance.metrics()))
                        .as("seconds that %s says its clock is ahead", instance.id())
                        .isBetween(ahead.toSeconds() - 2.0, ahead.toSeconds() + 2.0));
    }

    /** NaN where it does not say. */
    static double skewSeconds(String metrics) {
        Matcher said = SKEW.matcher(metrics);
        return said.find() ? Double.parseDouble(said.group(1)) : Double.NaN;
    }

    /** Days, or minutes. */
    static String text(Duration jump) {
        String sign = jump.isNegative() ? "-" : "+";
        Duration size = jump.abs();
        return sign + (size.toDays() > 0 ? size.toDays() + " d" : size.toMinutes() + " min");
    }
}
