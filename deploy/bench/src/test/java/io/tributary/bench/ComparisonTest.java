package io.tributary.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bench.job.Job;
import io.tributary.bench.measure.Round;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final List<Job> ALL = List.of(Job.values());

    private final List<String> progress = new ArrayList<>();
    private final List<String> order = new ArrayList<>();

    @Test
    void shouldTakeTurnsInAnotherOrderEachRound() {
        ComparisonResult result = comparison(ALL, 3).run(this::quiet);

        assertThat(order)
                .containsExactly(
                        "limit 0",
                        "limit 1",
                        "tributary 1",
                        "dsl 1",
                        "tributary 2",
                        "dsl 2",
                        "limit 2",
                        "dsl 3",
                        "limit 3",
                        "tributary 3");
        assertThat(result.rounds()).hasSize(9);
        assertThat(result.notes()).isEmpty();
        assertThat(progress).hasSize(10);
    }

    @Test
    void shouldMeasureADisturbedRoundAgain() {
        ComparisonResult result =
                comparison(List.of(Job.LIMIT), 2).run((job, round) -> round(job, round, order.size() == 1 ? 30 : 0));

        assertThat(order).containsExactly("limit 0", "limit 1", "limit 1", "limit 2");
        assertThat(result.rounds()).extracting(Round::round).containsExactly(1, 2);
        assertThat(result.notes())
                .containsExactly(
                        "limit, round 1: discarded: other processes took 30.0 % of the machine, more than 5.0; measured again");
    }

    @Test
    void shouldSayWhenTooFewRoundsWereQuiet() {
        ComparisonResult result = comparison(List.of(Job.LIMIT), 2).run((job, round) -> round(job, round, 30));

        assertThat(order).as("the warm-up, two rounds, and twice again").hasSize(5);
        assertThat(result.rounds()).isEmpty();
        assertThat(result.notes())
                .last()
                .isEqualTo("limit: only 0 of 2 rounds were quiet: repeat it when nothing else runs");
        assertThat(result.tables().get(0).rows()).containsExactly(List.of("limit", "0", "-", "-", "-", "-"));
    }

    @Test
    void shouldSayWhenEventsWereTooFewToBeTimed() {
        ComparisonResult result = comparison(List.of(Job.LIMIT, Job.TRIBUTARY), 2)
                .run((job, round) -> job == Job.LIMIT && round == 1
                        ? new Round(job.id(), round, Double.NaN, Double.NaN, Double.NaN, 0, Double.NaN)
                        : quiet(job, round));

        assertThat(result.rounds()).hasSize(4);
        assertThat(result.notes())
                .containsExactly(
                        "limit, round 1: 10,000 events are too few to be timed, the second half was committed with"
                                + " the first: more --events");
        assertThat(result.tables().get(0).rows().get(0).get(2)).isEqualTo("1,000");
        assertThat(result.ratios().get("tributary/limit").eventsPerSecond().median())
                .isEqualTo(1);
    }

    @Test
    void shouldCompareTheServiceWithTheOthers() {
        ComparisonResult result = comparison(ALL, 1).run(this::quiet);

        assertThat(result.ratios()).containsOnlyKeys("tributary/limit", "tributary/dsl");
        assertThat(result.tables()).hasSize(2);
        assertThat(comparison(List.of(Job.DSL, Job.LIMIT), 1).run(this::quiet).ratios())
                .isEmpty();
    }

    private Round quiet(Job job, int round) {
        return round(job, round, 0);
    }

    private Round round(Job job, int round, double other) {
        order.add(job.id() + " " + round);
        return new Round(job.id(), round, 1_000, 2, 1, other, 0);
    }

    private Comparison comparison(List<Job> jobs, int rounds) {
        return new Comparison(jobs, new BenchContext(10_000, rounds, 1, List.of(), Map.of(), 5, progress::add));
    }
}
