package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tributary.chaos.FaultPlan.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChaosReportTest {
    private static final ChaosResult RESULT = new ChaosResult(
            7,
            List.of(
                    episode(1, Fault.KILL_INSTANCE, 4_000, 1_000),
                    episode(2, Fault.KILL_BROKER, 500, 3_000),
                    episode(3, Fault.KILL_INSTANCE, 2_000, 2_000),
                    episode(4, Fault.KILL_INSTANCE, 3_000, 9_000),
                    episode(5, Fault.KILL_INSTANCE, Episode.HEALED_BEFORE, 2_000),
                    episode(6, Fault.STOP_BROKER, Episode.HEALED_BEFORE, 2_000)),
            1,
            "compared: 10 impressions",
            AlertReport.unwatched());

    @Test
    void shouldSayTheMiddleAndTheLongestOfEachKind() {
        assertThat(ChaosReport.table(RESULT))
                .anySatisfy(line ->
                        assertThat(line.split(" +")).containsExactly("kill-instance", "4", "3.0", "4.0", "2.0", "9.0"))
                .anySatisfy(line ->
                        assertThat(line.split(" +")).containsExactly("kill-broker", "1", "0.5", "0.5", "3.0", "3.0"))
                .anySatisfy(line ->
                        assertThat(line.split(" +")).containsExactly("stop-broker", "1", "-", "-", "2.0", "2.0"))
                .anySatisfy(line -> assertThat(line).contains("6 faults, seed 7", "started again: 1"))
                .anySatisfy(line -> assertThat(line).contains("compared: 10 impressions"));
    }

    @Test
    void shouldSayTheSameToMachines() {
        Map<String, Object> json = ChaosReport.json(RESULT);

        assertThat(json).contains(entry("faults", 6), entry("seed", 7L), entry("endedByThemselves", 1));
        assertThat(json.get("kinds"))
                .asString()
                .contains("kill-instance={times=4, takeoverSecondsMedian=3.0, takeoverSecondsMax=4.0");
    }

    private static Episode episode(int number, Fault fault, long takeover, long recovery) {
        return new Episode(new Step(number, fault, 0, 1, false, 1_000), "a", takeover, recovery);
    }
}
