package io.tributary.demo.evaluate.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.demo.evaluate.rerank.RelevanceBudget.Amount;
import org.junit.jupiter.api.Test;

class RelevanceBudgetTest {
    private static final ScoreMatrix MATRIX = Matrices.of(2, new double[] {3, 2, 1}, new double[] {1, 4});

    @Test
    void shouldReadLossesAndShares() {
        // Mean of the best two: (5 + 5) / 2 / 2.
        assertThat(RelevanceBudget.parse(".0086").of(2, MATRIX)).isEqualTo(.0086);
        assertThat(RelevanceBudget.parse("1.2%").of(2, MATRIX)).isEqualTo(.012 * 2.5, within(1e-12));

        RelevanceBudget byK = RelevanceBudget.parse("1=.5, 2=10%");
        assertThat(byK.of(1, MATRIX)).isEqualTo(.5);
        assertThat(byK.of(2, MATRIX)).isEqualTo(.25, within(1e-12));
    }

    @Test
    void shouldInterpolateTheDefaultInLogK() {
        RelevanceBudget budget = RelevanceBudget.DEFAULT;

        assertThat(budget.amount(5)).isEqualTo(new Amount(.0043808, true));
        assertThat(budget.amount(1)).isEqualTo(budget.amount(5));
        assertThat(budget.amount(100)).isEqualTo(budget.amount(20));
        // The geometric mean of 5 and 20 is 10; of 10 and 20, 14.14.
        assertThat(budget.amount(14).value()).isBetween(.00835, (.0065715 + .0102765) / 2);
    }

    @Test
    void shouldRefuseWhatIsNoBudget() {
        assertRefused("much", "'much' is not a relevance budget: give a loss of score such as .0086");
        assertRefused("0", "must be above 0");
        assertRefused("-1%", "must be above 0");
        assertRefused("NaN", "must be above 0");
        assertRefused("100%", "below 100%");
        assertRefused("5=.1,x=.2", "'x=.2' is not K=AMOUNT");
        assertRefused("5=.1,5=.2", "names k = 5 twice");
        assertThatThrownBy(() -> RelevanceBudget.parse("5=.1").of(10, MATRIX))
                .hasMessageContaining("names no amount for k = 10: add 10=AMOUNT");
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> RelevanceBudget.parse(text)).hasMessageContaining(message);
    }
}
