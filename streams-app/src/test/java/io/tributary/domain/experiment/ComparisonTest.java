package io.tributary.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.domain.BucketRange;
import io.tributary.domain.experiment.Comparison.Withheld;
import io.tributary.domain.experiment.FigureKey.Denominator;
import io.tributary.domain.experiment.FigureKey.Metric;
import io.tributary.domain.experiment.FigureKey.Subject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Arms HALVES = Arms.of(List.of(new BucketRange(0, 500)));

    private final BucketCounts group = new BucketCounts();
    private final BucketCounts members = new BucketCounts();
    private final BucketCounts merchants = new BucketCounts();

    @Test
    void shouldComputeByHand() {
        // Of two days. Held-out buckets sell 0 and 2 by turns, treated ones 2 and 6; each bucket shows 1,000 items.
        for (int bucket = 0; bucket < 1000; bucket++) {
            int orders = bucket < 500 ? bucket % 2 * 2 : 2 + bucket % 2 * 4;
            sell(bucket, orders);
            merchants.ordered(bucket, 1, 1);
            merchants.exposed(bucket, 1000);
        }
        Comparison comparison = compare(HALVES, null, null);
        assertThat(comparison.withheld()).isNull();
        assertThat(comparison.sampleRatioP()).isEqualTo(1);
        Figure figure = figure(comparison, Subject.SUPPORTED, Metric.NET_ORDERS, Denominator.BUCKET_DAY);
        assertThat(figure.sums()).isEqualTo(new Figure.Sums(2000, 500, 1000, 1000));
        // 2 a bucket and day against 0.5.
        assertThat(figure.estimate().difference()).isCloseTo(1.5, within(1e-12));
        assertThat(figure.estimate().ratio()).isCloseTo(4, within(1e-12));
        // Of a bucket and day 1 or 3, variance 500/499; 0 or 1, a quarter of that; of means of 500 buckets.
        double error = Math.sqrt(1.25 * 500 / 499 / 500);
        assertThat(figure.estimate().standardError()).isCloseTo(error, within(1e-12));
        // Half of the buckets have the whole pool.
        assertThat(figure.budgetSplit().difference()).isCloseTo(0.75, within(1e-12));
        assertThat(figure.budgetSplit().standardError()).isCloseTo(error / 2, within(1e-12));
        // Two days of fourteen: noise will fall by the root of seven.
        assertThat(figure.always())
                .isEqualTo(ConfidenceSequence.narrowestAt(error / Math.sqrt(7)).at(1.5, error));
        assertThat(figure.always().low())
                .isLessThan(figure.estimate().interval().low());
        // 4 orders a thousand exposures of all merchants against 1.
        assertThat(figure(comparison, Subject.SUPPORTED, Metric.NET_ORDERS, Denominator.TRAFFIC)
                        .estimate()
                        .difference())
                .isCloseTo(3, within(1e-12));
        // Others sold 1 in each bucket.
        Figure others = figure(comparison, Subject.OTHERS, Metric.NET_ORDERS, Denominator.BUCKET_DAY);
        assertThat(others.sums().treatment()).isEqualTo(500);
        assertThat(others.estimate().difference()).isZero();
        assertThat(others.budgetSplit()).isNull();
        assertThat(figure(comparison, Subject.ALL, Metric.NET_ORDERS, Denominator.BUCKET_DAY)
                        .estimate()
                        .difference())
                .isCloseTo(1.5, within(1e-12));
    }

    @Test
    void shouldCompareMoneyByCurrencyAndPagesWhereTheyAreKnown() {
        PageTotals pages = new PageTotals();
        for (int bucket = 0; bucket < 1000; bucket++) {
            merchants.exposed(bucket, 100);
            pages.add(bucket, 10);
            group.sold(bucket, "CNY", bucket < 500 ? 100 : 150);
            group.sold(bucket, "USD", 7);
        }
        Comparison comparison = compare(HALVES, pages, null);
        assertThat(comparison.figures())
                .filteredOn(each ->
                        each.key().metric() == Metric.NET_SALES && each.key().denominator() == Denominator.PAGES)
                .extracting(
                        each -> each.key().currency(), each -> each.estimate().difference())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("CNY", 5000.0),
                        org.assertj.core.groups.Tuple.tuple("USD", 0.0));
    }

    @Test
    void shouldTakeOutWhatBucketsDidBefore() {
        BucketCounts earlier = new BucketCounts();
        Random random = new Random(5);
        for (int bucket = 0; bucket < 1000; bucket++) {
            int usual = random.nextInt(50);
            earlier.ordered(bucket, usual, usual);
            sell(bucket, usual + (bucket < 500 ? 0 : 2));
            merchants.exposed(bucket, 1000);
        }
        Comparison comparison = compare(HALVES, null, new Observed.Before(earlier, null, 2));
        Figure figure = figure(comparison, Subject.SUPPORTED, Metric.NET_ORDERS, Denominator.BUCKET_DAY);
        assertThat(figure.estimate().adjusted().difference()).isCloseTo(1, within(1e-9));
        assertThat(figure.estimate().adjusted().standardError()).isCloseTo(0, within(1e-6));
        assertThat(figure.estimate().standardError()).isGreaterThan(0.1);
    }

    @Test
    void shouldWithholdWhatSaysNothing() {
        assertThat(compare(HALVES, null, null).withheld()).isEqualTo(Withheld.NO_TRAFFIC);
        for (int bucket = 0; bucket < 1000; bucket++) {
            merchants.exposed(bucket, 900 + bucket * 37 % 200);
            sell(bucket, 1);
        }
        assertThat(compare(HALVES, null, null).withheld()).isNull();
        assertThat(compare(Arms.of(List.of(new BucketRange(0, 0))), null, null).withheld())
                .isEqualTo(Withheld.NO_HOLDOUT);
        assertThat(compare(Arms.of(List.of(new BucketRange(0, 1))), null, null).withheld())
                .isEqualTo(Withheld.TOO_FEW_BUCKETS);
        for (int bucket = 0; bucket < 500; bucket++) {
            merchants.exposed(bucket, -80);
        }
        Comparison uneven = compare(HALVES, null, null);
        assertThat(uneven.withheld()).as("48 to 52").isEqualTo(Withheld.SAMPLE_RATIO);
        assertThat(uneven.sampleRatioP()).isLessThan(0.0005);
        assertThat(uneven.figures())
                .as("sums are told, differences are not")
                .isNotEmpty()
                .allMatch(each -> each.estimate() == null && each.always() == null && each.budgetSplit() == null)
                .anyMatch(each -> each.sums().treatment() > 0);
    }

    @Test
    void shouldCompareWhatAllHoldOutWithWhatNobodyDoes() {
        Arms arms = Arms.of(List.of(new BucketRange(0, 100), new BucketRange(50, 200)));
        assertThat(arms.holdout()).isEqualTo(new BucketRange(50, 100));
        assertThat(arms.holdoutBuckets()).isEqualTo(50);
        assertThat(arms.treatmentBuckets()).isEqualTo(800);
        assertThat(arms.isTreatment(150)).isFalse();
        assertThat(arms.isHoldout(20)).isFalse();
        assertThat(Arms.of(List.of()).holdout()).isNull();
    }

    @Test
    void shouldNeverMoveWhereASequenceIsNarrowest() {
        Map<String, Double> first = Map.of("SUPPORTED/NET_ORDERS//BUCKET_DAY", 0.25);
        for (int bucket = 0; bucket < 1000; bucket++) {
            merchants.exposed(bucket, 1000);
            sell(bucket, bucket % 3);
        }
        Looks looks = new Looks(first, 10, 14);
        Comparison comparison = Comparison.of(HALVES, new Observed(group, members, merchants, null, 10, null), looks);
        Figure figure = figure(comparison, Subject.SUPPORTED, Metric.NET_ORDERS, Denominator.BUCKET_DAY);
        assertThat(looks.narrowest()).containsAllEntriesOf(first).hasSizeGreaterThan(1);
        assertThat(figure.always())
                .isEqualTo(ConfidenceSequence.narrowestAt(0.25)
                        .at(figure.estimate().difference(), figure.estimate().standardError()));
    }

    /** By a member of the group. */
    private void sell(int bucket, int orders) {
        group.ordered(bucket, orders, orders);
        members.ordered(bucket, orders, orders);
        merchants.ordered(bucket, orders, orders);
    }

    private Comparison compare(Arms arms, PageTotals pages, Observed.Before before) {
        return Comparison.of(
                arms, new Observed(group, members, merchants, pages, 2, before), new Looks(Map.of(), 2, 14));
    }

    private static Figure figure(Comparison comparison, Subject subject, Metric metric, Denominator denominator) {
        return comparison.figures().stream()
                .filter(each -> each.key().equals(new FigureKey(subject, metric, "", denominator)))
                .findFirst()
                .orElseThrow();
    }
}
