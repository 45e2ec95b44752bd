package io.tributary.demo.evaluate.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.demo.evaluate.pacing.PacingSettings.Shock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promises at a fifth of the size, where chance weighs more: margins are wider than at full size. */
class PacingEvaluationTest {
    private static PacingEvaluation evaluation(PacingSettings settings) {
        return new PacingEvaluation(settings, line -> {});
    }

    private static PacingRow row(List<PacingRow> rows, String method) {
        return rows.stream()
                .filter(row -> row.method().equals(method))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void shouldDeliverAllEvenlyNearTheBound(long seed) {
        List<PacingRow> rows = evaluation(Settings.usual(seed)).rows();
        PacingRow ours = row(rows, "tributary");

        assertThat(ours.delivered()).isGreaterThan(0.998);
        assertThat(ours.over()).isZero();
        assertThat(ours.value()).isGreaterThan(0.965 * ours.bound());
        assertThat(ours.smoothness()).isLessThan(0.82);
        assertThat(rows)
                .extracting(PacingRow::method)
                .containsExactly("tributary", "dual-mirror-descent", "throttling", "pid", "greedy");
        assertThat(rows).allSatisfy(each -> {
            assertThat(each.value()).isLessThanOrEqualTo(each.bound());
            assertThat(each.over()).isZero();
            assertThat(each.delivered()).isBetween(0.9, 1.0);
            assertThat(each.smoothness()).isGreaterThanOrEqualTo(ours.smoothness());
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void shouldReserveWhatIsInFlight(long seed) {
        List<PacingRow> rows = evaluation(Settings.faulty(seed)).rows();
        PacingRow ours = row(rows, "tributary");
        PacingRow without = row(rows, "tributary-no-reservation");

        assertThat(ours.over()).isLessThan(0.001);
        assertThat(ours.under()).isLessThan(0.004);
        assertThat(ours.worstOver()).isLessThanOrEqualTo(0.02);
        assertThat(without.over()).isGreaterThan(0.005);
        assertThat(without.worstOver()).isGreaterThan(0.05);
        assertThat(rows).allSatisfy(each -> assertThat(each.value()).isLessThanOrEqualTo(each.bound()));
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void shouldKeepGrantsAndFloorsInAShock(Shock shock) {
        PacingEvaluation evaluation = evaluation(Settings.with(3, shock));
        PacingRow ours = row(evaluation.rows(), "tributary");

        assertThat(ours.worstOver()).isLessThanOrEqualTo(0.02);
        assertThat(ours.over()).isZero();
        assertThat(evaluation.ours().floorsMissed()).isZero();
        assertThat(ours.delivered()).isGreaterThan(shock == Shock.HALF ? 0.95 : 0.995);
    }

    @Test
    void shouldPassOnWhatDryMerchantsCannotUse() {
        PacingEvaluation evaluation = evaluation(Settings.with(0, Shock.SUPPLY));
        evaluation.rows();
        PassingOn passing = evaluation.passingOn();

        assertThat(passing.unusable()).isGreaterThan(500);
        assertThat(passing.passedOnSoon()).isGreaterThan(0.6 * passing.unusable());
        assertThat(passing.passedOn()).isBetween(0.85 * passing.unusable(), passing.unusable());
        assertThat(passing.mostLeft()).isLessThanOrEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void shouldLoseLittleWhenYesterdayWasTwoHoursOff(long seed) {
        PacingRow usual = row(evaluation(Settings.usual(seed)).rows(), "tributary");
        PacingRow shifted = row(evaluation(Settings.shifted(seed)).rows(), "tributary");

        assertThat(shifted.value()).isGreaterThan(0.99 * usual.value());
        assertThat(shifted.delivered()).isGreaterThan(0.998);
    }

    @Test
    void shouldGiveTheSameForTheSameSeed() {
        assertThat(evaluation(Settings.faulty(5)).rows())
                .isEqualTo(evaluation(Settings.faulty(5)).rows());
        assertThat(evaluation(Settings.faulty(5)).rows())
                .isNotEqualTo(evaluation(Settings.faulty(6)).rows());
    }
}
