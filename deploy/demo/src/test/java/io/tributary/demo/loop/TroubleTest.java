package io.tributary.demo.loop;

import static io.tributary.demo.loop.Trouble.lateHost;
import static io.tributary.demo.loop.Trouble.lateImpressions;
import static io.tributary.demo.loop.Trouble.noBeats;
import static io.tributary.demo.loop.Trouble.pause;
import static io.tributary.demo.loop.Trouble.slow;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.demo.ProgrammeFolder;
import io.tributary.demo.RuleFiles;
import io.tributary.demo.loop.TroubleSimulation.Outcome;
import io.tributary.demo.marketplace.MarketplaceSettings;
import io.tributary.programmes.v1.Programme;
import io.tributary.schemas.ContractModel;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What merchants get beyond their grants while parts of the service, or the recommender, lag. */
class TroubleTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long START = Instant.parse("2026-03-02T06:00:00Z").toEpochMilli();
    private static final int PERIOD_MINUTES = 10;
    private static final long PERIOD = PERIOD_MINUTES * 60_000L;
    private static final int PERIODS = 2;
    private static final int SECONDS = PERIODS * PERIOD_MINUTES * 60;
    /** Of three pools of 17,500 together, in each period: lagging tasks hold no grants up. */
    private static final long LEAST_GRANTED = 17_000;

    private static final RuleFiles RULES = rules();

    private static RuleFiles rules() {
        RuleFiles daily =
                ProgrammeFolder.read(ProgrammeFolder.standard(Path.of(""))).withOpenLists();
        return new RuleFiles(
                daily.programmes().stream()
                        .map(rules -> {
                            Programme copy = ContractModel.get().deepCopy(rules.getSchema(), rules);
                            copy.setPeriodMinutes(PERIOD_MINUTES);
                            copy.setPool(rules.getPool() / 4);
                            return copy;
                        })
                        .toList(),
                daily.lists());
    }

    private static Outcome outcome(List<Trouble> troubles) {
        MarketplaceSettings settings = MarketplaceSettings.standard(7, START, ZONE)
                .withSize(130, 10_000 * 1440 / PERIOD_MINUTES)
                .withFaults(MarketplaceSettings.Faults.NO_FAULTS);
        TroubleSimulation simulation = new TroubleSimulation(settings, RULES, troubles);
        simulation.run(PERIODS * PERIOD);
        return simulation.outcome(PERIOD, PERIODS, 0);
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of("none", List.of()),
                Arguments.of("tasks pause 5 s by turns", turns(5, 15)),
                Arguments.of("tasks pause 20 s by turns", turns(20, 45)),
                Arguments.of("tasks pause 60 s by turns", turns(60, 100)),
                Arguments.of("all tasks pause 20 s, again and again", together(20, 90)),
                Arguments.of("all tasks pause 60 s, again and again", together(60, 170)),
                Arguments.of("a task stands still to the end", List.of(pause(1, 400, 190), pause(2, 1_000, 195))),
                Arguments.of("a task is 4 s slow for good", List.of(slow(2, 20, SECONDS, 4))),
                Arguments.of("a task is 15 s slow for good", List.of(slow(2, 20, SECONDS, 15))),
                Arguments.of("no beats for 20 s", List.of(noBeats(100, 20), noBeats(575, 20), noBeats(1_170, 20))),
                Arguments.of("no beats for 60 s", List.of(noBeats(300, 60), noBeats(530, 60), noBeats(1_130, 60))),
                Arguments.of(
                        "the recommender hears 20 s late",
                        List.of(lateHost(60, 60, 20), lateHost(560, 30, 20), lateHost(1_100, 98, 20))),
                Arguments.of(
                        "impressions come 30 s late",
                        List.of(
                                lateImpressions(0, 300, 30),
                                lateImpressions(1, 560, 30),
                                lateImpressions(2, 1_100, 30),
                                lateImpressions(3, 1_160, 30))));
    }

    private static List<Trouble> turns(int seconds, int every) {
        List<Trouble> troubles = new ArrayList<>();
        for (int at = 30; at < SECONDS; at += every) {
            troubles.add(pause(at / every % TroubleSimulation.TASKS, at, seconds));
        }
        return troubles;
    }

    private static List<Trouble> together(int seconds, int every) {
        List<Trouble> troubles = new ArrayList<>();
        for (int at = 30; at < SECONDS; at += every) {
            for (int task = 0; task < TroubleSimulation.TASKS; task++) {
                troubles.add(pause(task, at, seconds));
            }
        }
        return troubles;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    void shouldHardlyDeliverBeyondGrants(String name, List<Trouble> troubles) {
        Outcome outcome = outcome(troubles);

        System.out.println(name + ": " + outcome);
        assertThat(outcome.granted()).isGreaterThan(PERIODS * LEAST_GRANTED);
        assertThat(outcome.over()).isLessThanOrEqualTo(0.01);
        assertThat(outcome.worst()).isLessThanOrEqualTo(0.05);
    }
}
