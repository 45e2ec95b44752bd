package io.tributary.demo.evaluate.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.demo.evaluate.pacing.PacingSettings.ForecastSource;
import io.tributary.demo.evaluate.pacing.PacingSettings.Shock;
import io.tributary.demo.evaluate.pacing.PacingSettings.Supply;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeneratedStreamTest {
    private static final PacingSettings SETTINGS =
            new PacingSettings(7, 300, 100_000, 0.01, 0.3, Shock.NONE, ForecastSource.LEARNT, Supply.SCARCE);
    private static final Market MARKET = Market.of(SETTINGS);
    private static final DayStream DAY = DayStream.of(SETTINGS, MARKET, Shock.NONE, 1);

    @Test
    void shouldSpreadBudgetsOverTwoAndAHalfDecadesAndTwoThirdsOfTheRequests() {
        long[] budgets = MARKET.budgets();
        Arrays.sort(budgets);

        assertThat(Arrays.stream(budgets).sum()).isBetween(66_400L, 66_900L);
        assertThat(Math.log10((double) budgets[299] / budgets[0])).isBetween(2.3, 2.6);
        double median = Math.sqrt((double) budgets[0] * budgets[299]);
        assertThat(Math.log10(budgets[150] / median)).isCloseTo(0, within(0.2));
    }

    @Test
    void shouldOfferTwoToTwentyTimesTheBudget() {
        for (int m = 0; m < MARKET.size(); m++) {
            double supply = DAY.supply(m) / 0.7;
            double noise = 4 * Math.sqrt(MARKET.budget(m) * 20 / 0.7);
            assertThat(supply).isBetween(2 * MARKET.budget(m) - noise, 20 * MARKET.budget(m) + noise);
        }
        assertThat(DAY.eligiblePerRequest()).isCloseTo(76, within(0.2));
        assertThat(DAY.candidatesPerRequest()).isBetween(5.0, 10.0);
    }

    @Test
    void shouldMakeEveryEligibleMerchantACandidateWhereSupplyIsAmple() {
        PacingSettings ample =
                new PacingSettings(7, 300, 20_000, 0, 0, Shock.NONE, ForecastSource.LEARNT, Supply.AMPLE);
        DayStream day = DayStream.of(ample, Market.of(ample), Shock.NONE, 1);

        assertThat(day.candidatesPerRequest()).isEqualTo(day.eligiblePerRequest());
    }

    @Test
    void shouldDrawLogNormalValues() {
        int merchant = (int) IntStream.range(0, 300)
                .boxed()
                .max((a, b) -> Long.compare(DAY.supply(a), DAY.supply(b)))
                .orElseThrow();
        double[] logs = IntStream.range(0, DAY.firstCandidate(DAY.requests()))
                .filter(candidate -> DAY.merchant(candidate) == merchant)
                .mapToDouble(candidate -> Math.log(DAY.value(candidate)))
                .toArray();
        double mean = Arrays.stream(logs).average().orElseThrow();
        double variance =
                Arrays.stream(logs).map(x -> (x - mean) * (x - mean)).average().orElseThrow();

        assertThat(mean).isCloseTo(Math.log(MARKET.quality(merchant)), within(0.02));
        assertThat(Math.sqrt(variance)).isCloseTo(0.4, within(0.02));
    }

    @Test
    void shouldFollowASineAndItsShocks() {
        assertThat(share(Shock.NONE, 0, 0.5)).isCloseTo(0.5 + 0.3 / Math.PI, within(0.01));
        double half = share(Shock.HALF, 0.5, 1) / share(Shock.NONE, 0.5, 1);
        assertThat(half * requests(Shock.HALF)).isCloseTo(50_000, within(1_000.0));
        double twice = share(Shock.DOUBLE, 0.5, 1) / share(Shock.NONE, 0.5, 1);
        assertThat(twice * requests(Shock.DOUBLE)).isCloseTo(200_000, within(4_000.0));
        double flash = share(Shock.FLASH, 0.6, 0.62) / share(Shock.NONE, 0.6, 0.62);
        assertThat(flash * requests(Shock.FLASH)).isCloseTo(1_000_000, within(60_000.0));
    }

    @Test
    void shouldEndTheSupplyOfATenthOfTheMerchantsAtNoon() {
        DayStream day = DayStream.of(SETTINGS, MARKET, Shock.SUPPLY, 1);
        long dry = IntStream.range(0, 300).filter(MARKET::runsDry).count();
        boolean offered = false;
        for (int request = 0; request < day.requests(); request++) {
            for (int c = day.firstCandidate(request); c < day.firstCandidate(request + 1); c++) {
                offered |= MARKET.runsDry(day.merchant(c)) && day.time(request) - day.start() > DayStream.MILLIS / 2;
            }
        }

        assertThat(dry).isEqualTo(30);
        assertThat(offered).isFalse();
    }

    @Test
    void shouldLoseAndDelayAsAsked() {
        double lost = IntStream.range(0, DAY.requests()).filter(DAY::isLost).count();
        double delay = IntStream.range(0, DAY.requests())
                .mapToLong(DAY::delay)
                .average()
                .orElseThrow();

        assertThat(lost / DAY.requests()).isCloseTo(0.3, within(0.01));
        assertThat(delay / DayStream.MILLIS).isCloseTo(0.01, within(0.0002));
    }

    private static double share(Shock shock, double from, double until) {
        DayStream day = DayStream.of(SETTINGS, MARKET, shock, 1);
        double within = IntStream.range(0, day.requests())
                .mapToDouble(request -> (double) (day.time(request) - day.start()) / DayStream.MILLIS)
                .filter(time -> time >= from && time < until)
                .count();
        return within / day.requests();
    }

    private static int requests(Shock shock) {
        return DayStream.of(SETTINGS, MARKET, shock, 1).requests();
    }
}
