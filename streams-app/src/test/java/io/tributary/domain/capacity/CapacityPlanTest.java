package io.tributary.domain.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.domain.capacity.Figure.Level;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityPlanTest {
    private static final Sizing SIZING = new Sizing(4, 0.5, 1, 3, 0.04, 0.005, 0.08);

    /** By hand: 5,000,000 merchants in 2 or more instances are 1.6 us an event, or the step below where there are more instances. */
    @ParameterizedTest
    @CsvSource({
        // merchants, events/s, least instances, most instances, partitions
        "1000, 1000, 2, 2, 12",
        "10000, 100000, 2, 2, 12",
        "1000000, 500000, 2, 2, 12",
        "5000000, 2000000, 2, 3, 36",
        "50000000, 2000000, 7, 9, 300"
    })
    void shouldGrowWithTheDemand(long merchants, long events, int least, int most, int partitions) {
        CapacityPlan plan = plan(merchants, events, 1, Level.TYPICAL);

        assertThat(plan.instances()).isBetween(least, most);
        assertThat(plan.partitions()).isEqualTo(partitions);
    }

    @Test
    void shouldReckonAsTheFormulasSay() {
        CapacityPlan plan = plan(1_000, 100_000, 1, Level.TYPICAL);

        // 100,000 events of 0.88 us; 1,000 / 60 minutes and 300 / 150 directives of 9.7 us; half of the processors.
        assertThat(plan.serviceCores()).isCloseTo((0.088 + (1_000 / 60.0 + 2) * 9.7e-6) / 0.5, within(1e-9));
        // 0.24 us, three replicas.
        assertThat(plan.brokerCores()).isCloseTo(0.1 * 0.24 * 3 / 0.5, within(1e-9));
        // 151 MiB, 1,000 merchants and 60,000,000 ids on the one that is left; twice.
        assertThat(plan.heapMib()).isCloseTo(2 * (151 + (1_000 * 977.0 + 60e6 * 27) / (1 << 20)), within(1e-6));
        // 446 and 10,000 bytes for each of 1,000 merchants, 60,000,000 ids, and 1,000 order lines a second for 32 days;
        // a standby; 2 instances.
        double lines = 1_000 * 32 * 86_400.0;
        assertThat(plan.diskGib())
                .isCloseTo((1_000 * 10_446.0 + 60e6 * 16 + lines * 50) / (1 << 30) * 2 / 2, within(1e-6));
        // 15 us for a merchant, 2 us for each order line and for each 56 bytes of hours and days.
        assertThat(plan.restoreSeconds())
                .isCloseTo((1_000 * 15 + (1_000 * 10_000 / 56.0 + lines) * 2) / 1e6 / 2, within(1e-6));
    }

    @Property(tries = 200)
    void shouldLieBetweenLeastAndMost(
            @ForAll @LongRange(min = 1, max = 100_000_000) long merchants,
            @ForAll @LongRange(min = 1, max = 10_000_000) long events,
            @ForAll @IntRange(min = 1, max = 200) int programmes) {
        CapacityPlan least = plan(merchants, events, programmes, Level.LEAST);
        CapacityPlan typical = plan(merchants, events, programmes, Level.TYPICAL);
        CapacityPlan most = plan(merchants, events, programmes, Level.MOST);

        assertThat(typical.instances()).isBetween(least.instances(), most.instances());
        assertThat(typical.partitions()).isBetween(least.partitions(), most.partitions());
        assertThat(typical.brokerCores()).isBetween(least.brokerCores(), most.brokerCores());
        assertThat(typical.restoreSeconds() * typical.instances())
                .isBetween(least.restoreSeconds() * least.instances(), most.restoreSeconds() * most.instances());
        assertThat(typical.networkInMib()).isBetween(least.networkInMib(), most.networkInMib());
        assertThat(typical.partitions()).isBetween(12, 1_024);
        assertThat(typical.threads()).isGreaterThan(0);
        assertThat(typical.costPerMillion()).isPositive().isFinite();
    }

    @Property(tries = 100)
    void shouldTakeLongerForAnEventWithMoreMerchants(@ForAll @DoubleRange(min = 1, max = 1e8) double merchants) {
        assertThat(BenchFigures.eventMicros(merchants, Level.TYPICAL)).isBetween(0.88, 1.60);
        assertThat(BenchFigures.eventMicros(2 * merchants, Level.TYPICAL))
                .isGreaterThanOrEqualTo(BenchFigures.eventMicros(merchants, Level.TYPICAL));
    }

    @Test
    void shouldSayOfEachFigureWhereItIsFrom() {
        assertThat(BenchFigures.all())
                .allSatisfy(figure -> assertThat(figure.from()).isNotBlank());
    }

    @Test
    void shouldRefuseWhatNobodyCanPlanFor() {
        assertThatThrownBy(() -> new Demand(0, 1, 1, 0, 0, 1)).hasMessage("--merchants 0: must be at least 1");
        assertThatThrownBy(() -> new Sizing(4, 0, 1, 3, 0, 0, 0)).hasMessage("--utilisation 0.0: must be above 0 to 1");
    }

    private static CapacityPlan plan(long merchants, long events, int programmes, Level level) {
        return CapacityPlan.of(new Demand(merchants, events, programmes, 0.01, 0.3, 24), SIZING, level);
    }
}
