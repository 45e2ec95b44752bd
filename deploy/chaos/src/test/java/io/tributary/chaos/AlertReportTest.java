package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.chaos.AlertReport.Inflicted;
import io.tributary.chaos.FaultPlan.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Times are seconds. */
class AlertReportTest {
    private static final Inflicted KILL = inflicted(1, Fault.KILL_INSTANCE, 100, 115);
    private static final Inflicted BROKER = inflicted(2, Fault.KILL_BROKER, 115, 130);
    private static final Firing DOWN = firing(AlertExpectations.DOWN, 108, 114);

    @Test
    void shouldFindNothingWrongWithWhatHasToFireAndWhatMay() {
        AlertReport report = report(
                List.of(KILL, BROKER),
                DOWN,
                firing(AlertExpectations.SILENT, 104, 108),
                firing(AlertExpectations.DEAD_LETTERS, 10, 200));

        assertThat(report.wrong()).isEmpty();
        assertThat(report.byKind())
                .isEqualTo(Map.of(
                        "kill-instance", Map.of(AlertExpectations.DOWN, 1L, AlertExpectations.SILENT, 1L),
                        "kill-broker", Map.of()));
        assertThat(report.table())
                .anySatisfy(line -> assertThat(line).matches("by the traffic +TributaryDeadLetters 1"))
                .anySatisfy(line -> assertThat(line).matches("before any fault +none"))
                .anySatisfy(line -> assertThat(line).matches("kill-instance +TributaryDown 1, TributaryTaskSilent 1"));
    }

    @Test
    void shouldMissWhatHasToFire() {
        assertThat(report(List.of(KILL, BROKER), firing(AlertExpectations.DOWN, 140, 150))
                        .wrong())
                .contains("TributaryDown did not fire: fault 1, kill-instance of a, 15.0 s");
    }

    @Test
    void shouldNotMissItOfAFaultThatWasTooShort() {
        assertThat(report(List.of(inflicted(1, Fault.KILL_INSTANCE, 100, 103))).wrong())
                .isEmpty();
    }

    @Test
    void shouldTakeWhatFiresForNothing() {
        AlertReport report = report(
                List.of(KILL, BROKER),
                DOWN,
                firing(AlertExpectations.SILENT, 50, 60),
                firing(AlertExpectations.DISK, 120, 128));

        assertThat(report.wrong())
                .containsExactly(
                        "TributaryTaskSilent(instance=a) fired for nothing, in the calm before the first fault",
                        "TributaryDisk(instance=a) fired for nothing, 5 s into fault 2, kill-broker of a, 15.0 s");
        assertThatThrownBy(report::check).isInstanceOf(AssertionError.class).hasMessageContaining("TributaryDisk");
    }

    /** Rules look back: what an earlier fault did is seen in the time of the next one. */
    @Test
    void shouldTakeWhatIsLateForTheFaultBefore() {
        assertThat(report(List.of(KILL, BROKER), DOWN, firing(AlertExpectations.DOWN, 135, 136))
                        .wrong())
                .isEmpty();
        assertThat(report(List.of(KILL, BROKER), DOWN, firing(AlertExpectations.DOWN, 165, 166))
                        .wrong())
                .hasSize(1);
    }

    @Test
    void shouldAskForTheRegistryWhereAnInstanceStartsWithoutIt() {
        Step asks = new Step(1, Fault.REGISTRY_AWAY, 0, 1, true, 1_000);
        Inflicted away = new Inflicted(asks, "registry, and restart a", 100_000, 130_000, 25_000);

        assertThat(report(List.of(away)).wrong())
                .anySatisfy(line -> assertThat(line).startsWith("TributaryRegistryAway did not fire"));
    }

    /** What fires for nothing is told, and not held against the service. */
    @Test
    void shouldNotJudgeOnABusyMachine() {
        AlertReport busy = new AlertReport(true, List.of(KILL), List.of(firing(AlertExpectations.DISK, 50, 60)), 0.5);

        busy.check();
        assertThat(busy.table())
                .contains("not judged: others took 50 % of this machine's processors for a while")
                .anySatisfy(line -> assertThat(line).startsWith("TributaryDisk(instance=a) fired for nothing"));
    }

    @Test
    void shouldSayNothingWhenNobodyWatched() {
        assertThat(AlertReport.unwatched().table()).isEmpty();
        assertThat(AlertReport.unwatched().wrong()).isEmpty();
    }

    @Test
    void shouldTakeTimesWithoutAGapForOneFiring() {
        assertThat(AlertWatch.firings("A", "", new TreeSet<>(Arrays.asList(1_000L, 2_000L, 4_000L, 9_000L))))
                .containsExactly(new Firing("A", "", 1_000, 4_000), new Firing("A", "", 9_000, 9_000));
        assertThat(AlertWatch.firings("A", "", new TreeSet<>())).isEmpty();
    }

    private static AlertReport report(List<Inflicted> faults, Firing... firings) {
        return new AlertReport(true, faults, List.of(firings), 0.1);
    }

    private static Inflicted inflicted(int number, Fault fault, long begin, long recovered) {
        return new Inflicted(
                new Step(number, fault, 0, 1, false, 1_000),
                "a",
                begin * 1_000,
                recovered * 1_000,
                (recovered - begin) * 1_000);
    }

    private static Firing firing(String alert, long from, long until) {
        return new Firing(alert, "instance=a", from * 1_000, until * 1_000);
    }
}
