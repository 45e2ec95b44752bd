package io.tributary.demo.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BucketsTest {
    private static final int REQUESTS = 200_000;
    private static final double MEAN = REQUESTS / (double) Buckets.COUNT;
    // Chi-square with 999 degrees of freedom: 99.99 % below 1,172.
    private static final double CHI_SQUARE_LIMIT = 1_172;

    @Test
    void shouldBeUniform() {
        double chiSquare = 0;
        int[] counts = new int[Buckets.COUNT];
        for (int i = 0; i < REQUESTS; i++) {
            counts[Buckets.of("r" + Integer.toString(i, 36), 42)]++;
        }
        for (int count : counts) {
            chiSquare += (count - MEAN) * (count - MEAN) / MEAN;
        }
        assertThat(chiSquare).isLessThan(CHI_SQUARE_LIMIT);
    }

    @Test
    void shouldBeIndependentBetweenSalts() {
        int same = 0;
        for (int i = 0; i < REQUESTS; i++) {
            String request = "r" + i;
            same += Buckets.of(request, 1) == Buckets.of(request, 2) ? 1 : 0;
        }
        assertThat(same).isBetween((int) (MEAN * 0.6), (int) (MEAN * 1.4));
    }
}
