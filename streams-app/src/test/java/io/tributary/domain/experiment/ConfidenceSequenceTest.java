package io.tributary.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfidenceSequenceTest {
    @Test
    void shouldBeNarrowestWhereItIsMeantToBe() {
        double there = width(ConfidenceSequence.narrowestAt(0.01), 0.01);
        assertThat(width(ConfidenceSequence.narrowestAt(0.012), 0.01)).isGreaterThan(there);
        assertThat(width(ConfidenceSequence.narrowestAt(0.008), 0.01)).isGreaterThan(there);
        // sqrt((1 + 1/L) (2 log 20 + log(1 + L))) with L = 8.21197 is 3.03512; an interval for one look has 1.96.
        assertThat(there).isCloseTo(2 * 0.01 * 3.03512, within(1e-6));
    }

    @Test
    void shouldGrowNarrowerWithWhatIsKnown() {
        ConfidenceSequence sequence = ConfidenceSequence.narrowestAt(0.01);
        double last = Double.MAX_VALUE;
        for (double error = 0.1; error > 0.0001; error /= 1.5) {
            assertThat(width(sequence, error)).isLessThan(last);
            last = width(sequence, error);
        }
        assertThat(width(sequence, 0)).isZero();
    }

    @Test
    void shouldHoldAtAllLooksTogether() {
        Random random = new Random(7);
        ConfidenceSequence sequence = ConfidenceSequence.narrowestAt(Math.sqrt(1.0 / 300));
        int missed = 0;
        int missedByOneLook = 0;
        for (int run = 0; run < 2_000; run++) {
            double sum = 0;
            boolean missing = false;
            boolean missingByOneLook = false;
            for (int look = 1; look <= 300; look++) {
                sum += random.nextGaussian();
                double error = Math.sqrt(1.0 / look);
                missing |= !sequence.at(sum / look, error).contains(0);
                missingByOneLook |= Math.abs(sum / look) > 1.96 * error;
            }
            missed += missing ? 1 : 0;
            missedByOneLook += missingByOneLook ? 1 : 0;
        }
        assertThat(missed).isLessThanOrEqualTo(100);
        assertThat(missedByOneLook)
                .as("an interval for one look, looked at often")
                .isGreaterThan(500);
    }

    @Test
    void shouldRefuseAnErrorThatIsNone() {
        assertThatThrownBy(() -> ConfidenceSequence.narrowestAt(0))
                .hasMessage("standardError: is 0.0, must be above 0");
        assertThatThrownBy(() -> ConfidenceSequence.narrowestAt(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double width(ConfidenceSequence sequence, double standardError) {
        Interval at = sequence.at(0, standardError);
        return at.high() - at.low();
    }
}
