package io.tributary.demo.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.demo.experiment.BucketOracle.Count;
import io.tributary.demo.experiment.BucketOracle.TooLate;
import io.tributary.experiment.v1.Uplift;
import io.tributary.experiment.v1.UpliftDenominator;
import io.tributary.experiment.v1.UpliftFigure;
import io.tributary.experiment.v1.UpliftMetric;
import io.tributary.experiment.v1.UpliftSubject;
import io.tributary.experiment.v1.WithheldReason;
import io.tributary.metrics.v1.WindowStatus;
import io.tributary.pool.v1.TaskCounters;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * From events to what support caused, through the real topologies with two merchant tasks that are restarted: equal to what a plain oracle
 * makes of the raw events.
 */
class UpliftOracleTest {
    private static final double DAY = TimeUnit.DAYS.toMillis(1);

    @TempDir
    Path folder;

    /**
     * A month's end; a day of 23 hours; one of 25, with a month's end; a leap day. All but the first are longer than windows are restated
     * and lines remembered: 30 and 32 days.
     */
    @ParameterizedTest
    @CsvSource({
        "Asia/Shanghai,    2026-02-28, 20,   2, 150, 2",
        "America/New_York, 2026-03-07,  4, 480, 107, 36",
        "America/New_York, 2026-10-31,  4, 480, 107, 36",
        "Asia/Shanghai,    2028-02-28,  4, 480, 107, 36",
    })
    void shouldEqualWhatTheRawEventsSay(ZoneId zone, LocalDate first, int hour, int stepMinutes, int steps, int days) {
        UpliftRig.Time time = new UpliftRig.Time(zone, first, hour, TimeUnit.MINUTES.toMillis(stepMinutes));
        try (UpliftRig rig = new UpliftRig(folder, time)) {
            for (int step = 0; step < steps; step++) {
                rig.play(40, 12, 2);
                if (step == steps * 2 / 3) {
                    rig.service.restart();
                }
            }
            for (int step = 0; step < 10; step++) {
                rig.beat();
            }
            assertThat(rig.refused()).isEmpty();
            checkTooLate(rig, days);
            for (int day = 0; day < days; day++) {
                check(rig, "DAY", time.day(day), first.plusDays(day), first.plusDays(day));
            }
            check(rig, "TO_DATE", time.day(0), first, first.plusDays(days - 1));
            assertThat(rig.row("farm/1/ALL/DAY/" + time.day(0)).getStatus())
                    .as("orders of the day before were turned back after it was final")
                    .isEqualTo(WindowStatus.RESTATED);
        }
    }

    /** What was counted 30 days late, and what came later than that and is in counters of its own. */
    private static void checkTooLate(UpliftRig rig, int days) {
        TooLate tooLate = rig.oracle.tooLate();
        assertThat(rig.counter(TaskCounters::getUnmatched)).isEqualTo(tooLate.unmatched());
        assertThat(rig.counter(TaskCounters::getBeyondHorizon)).isEqualTo(tooLate.refunds() + tooLate.verdicts());
        assertThat(rig.counter(TaskCounters::getUnmatchedVerdicts)).isZero();
        assertThat(rig.counter(TaskCounters::getBeyondExperiment)).isZero();
        if (days > 30) {
            assertThat(rig.oracle.longestDelay()).isGreaterThan(TimeUnit.DAYS.toMillis(30));
            assertThat(tooLate.forgotten()).isPositive();
            assertThat(tooLate.refunds()).isPositive();
            assertThat(tooLate.verdicts()).isPositive();
        }
    }

    private static void check(UpliftRig rig, String window, long start, LocalDate from, LocalDate to) {
        Check check = new Check(rig.oracle, from, to);
        String key = window + "/" + start;
        check.row(
                rig.row("farm/1/ALL/" + key),
                UpliftRig.FARM,
                new Arms(bucket -> bucket < 100, bucket -> bucket >= 100));
        IntPredicate town = bucket -> bucket >= 50 && bucket < 250;
        check.row(rig.row("town/1/ALL/" + key), UpliftRig.TOWN, new Arms(town, town.negate()));
        check.row(
                rig.row("ALL/0/ALL/" + key),
                UpliftRig.TOWN,
                new Arms(bucket -> bucket >= 50 && bucket < 100, bucket -> bucket >= 250));
    }

    /** Orders that half as many again come of in treated buckets: the interval holds that, and not nothing. */
    @Test
    void shouldFindAPlantedEffect() {
        UpliftRig.Time time = new UpliftRig.Time(
                ZoneId.of("Asia/Shanghai"), LocalDate.of(2026, 2, 28), 20, TimeUnit.MINUTES.toMillis(1));
        try (UpliftRig rig = new UpliftRig(folder, time)) {
            for (int minute = 0; minute < 3 * 60; minute++) {
                for (int i = 0; i < 100; i++) {
                    rig.offer(0.45, 0.3);
                }
                rig.beat();
            }
            Uplift row = rig.row("farm/1/ALL/DAY/" + time.day(0));
            assertThat(row.getWithheld()).isNull();
            UpliftFigure orders =
                    figure(row, UpliftSubject.SUPPORTED, UpliftMetric.NET_ORDERS, UpliftDenominator.TRAFFIC);
            // A third of the exposures are of the farm's merchants: 1000 / 3 * .15 orders more a thousand of all.
            assertThat(50.0).isBetween(orders.getLow95(), orders.getHigh95());
            assertThat(orders.getLow95()).isPositive();
            assertThat(orders.getAlwaysLow95()).isLessThan(orders.getLow95());
            UpliftFigure others =
                    figure(row, UpliftSubject.OTHERS, UpliftMetric.NET_ORDERS, UpliftDenominator.BUCKET_DAY);
            assertThat(0.0).as("others are not touched").isBetween(others.getLow95(), others.getHigh95());
        }
    }

    /** Buckets that are compared. */
    private record Arms(IntPredicate holdout, IntPredicate treatment) {}

    /** Figures of some days against the oracle's. */
    private record Check(BucketOracle oracle, LocalDate from, LocalDate to) {
        private static final Map<UpliftMetric, ToLongFunction<Count>> METRICS = Map.of(
                UpliftMetric.EXPOSURES, Count::exposures,
                UpliftMetric.NET_ORDERS, Count::orders,
                UpliftMetric.UNITS, Count::units,
                UpliftMetric.NET_SALES, Count::sales);

        void row(Uplift row, Predicate<String> group, Arms arms) {
            assertThat(row).isNotNull();
            String of = row.getProgrammeId() + " " + from + " to " + to + " ";
            double days = (row.getCountedUntil() - row.getWindowStart()) / DAY;
            double[] traffic = sums(any -> true, Count::exposures);
            boolean isTold = arm(traffic, traffic, arms.treatment)[0] > 0 && arm(traffic, traffic, arms.holdout)[0] > 0;
            assertThat(row.getWithheld()).as(of).isEqualTo(isTold ? null : WithheldReason.NO_TRAFFIC);
            METRICS.forEach((metric, count) -> {
                double[] counts = sums(group, count);
                double[] all = sums(any -> true, count);
                double[] members = sums(UpliftRig.TOWN, count);
                double[] shown = sums(any -> true, Count::exposures);
                double[] others = new double[1000];
                double[] ones = new double[1000];
                for (int bucket = 0; bucket < 1000; bucket++) {
                    others[bucket] = all[bucket] - members[bucket];
                    ones[bucket] = days;
                    shown[bucket] /= 1000.0;
                }
                String what = of + metric;
                equal(
                        what,
                        figure(row, UpliftSubject.SUPPORTED, metric, UpliftDenominator.BUCKET_DAY),
                        arms,
                        counts,
                        ones,
                        isTold);
                equal(
                        what,
                        figure(row, UpliftSubject.SUPPORTED, metric, UpliftDenominator.TRAFFIC),
                        arms,
                        counts,
                        shown,
                        isTold);
                equal(
                        what,
                        figure(row, UpliftSubject.OTHERS, metric, UpliftDenominator.BUCKET_DAY),
                        arms,
                        others,
                        ones,
                        isTold);
                equal(
                        what,
                        figure(row, UpliftSubject.ALL, metric, UpliftDenominator.BUCKET_DAY),
                        arms,
                        all,
                        ones,
                        isTold);
            });
        }

        private double[] sums(Predicate<String> group, ToLongFunction<Count> count) {
            double[] sums = new double[1000];
            for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
                Count[] counts = oracle.counts(group, day, "CNY");
                for (int bucket = 0; bucket < 1000; bucket++) {
                    sums[bucket] += count.applyAsLong(counts[bucket]);
                }
            }
            return sums;
        }

        private static void equal(
                String what,
                UpliftFigure figure,
                Arms arms,
                double[] numerators,
                double[] denominators,
                boolean isTold) {
            double[] treated = arm(numerators, denominators, arms.treatment);
            double[] heldOut = arm(numerators, denominators, arms.holdout);
            assertThat((double) figure.getTreatment()).as(what).isEqualTo(treated[0]);
            assertThat((double) figure.getHoldout()).as(what).isEqualTo(heldOut[0]);
            if (!isTold) {
                assertThat(figure.getDifference()).as(what).isNull();
                return;
            }
            assertThat(figure.getDifference()).as(what).isCloseTo(treated[1] - heldOut[1], within(1e-6));
            double error = Math.sqrt(treated[2] + heldOut[2]);
            assertThat(figure.getStandardError()).as(what).isCloseTo(error, within(1e-6 + error * 1e-9));
        }

        /** Sum of the numerators, ratio of the sums, and the ratio's variance by the delta method. */
        private static double[] arm(double[] numerators, double[] denominators, IntPredicate arm) {
            int size = 0;
            double numerator = 0;
            double denominator = 0;
            for (int bucket = 0; bucket < 1000; bucket++) {
                if (arm.test(bucket)) {
                    size++;
                    numerator += numerators[bucket];
                    denominator += denominators[bucket];
                }
            }
            double ratio = numerator / denominator;
            double squares = 0;
            for (int bucket = 0; bucket < 1000; bucket++) {
                if (arm.test(bucket)) {
                    squares += Math.pow(numerators[bucket] - ratio * denominators[bucket], 2);
                }
            }
            double mean = denominator / size;
            return new double[] {numerator, ratio, squares / (size - 1) / size / (mean * mean)};
        }
    }

    private static UpliftFigure figure(
            Uplift row, UpliftSubject subject, UpliftMetric metric, UpliftDenominator denominator) {
        return row.getFigures().stream()
                .filter(each -> each.getSubject() == subject
                        && each.getMetric() == metric
                        && each.getDenominator() == denominator
                        && (each.getCurrency().isEmpty() || each.getCurrency().equals("CNY")))
                .findFirst()
                .orElseThrow();
    }
}
