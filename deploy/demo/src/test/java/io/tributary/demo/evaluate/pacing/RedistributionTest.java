package io.tributary.demo.evaluate.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RedistributionTest {
    private static long sum(Redistribution pool, int merchants) {
        long sum = 0;
        for (int m = 0; m < merchants; m++) {
            sum += pool.grant(m);
        }
        return sum;
    }

    @Test
    void shouldGrantTheBudgetsWhileAllCanUseThem() {
        Redistribution pool = new Redistribution(new long[] {10, 25, 400});
        for (int beat = 0; beat < 50; beat++) {
            pool.beat(new double[3]);
        }

        assertThat(pool.grant(0)).isEqualTo(10);
        assertThat(pool.grant(1)).isEqualTo(25);
        assertThat(pool.grant(2)).isEqualTo(400);
    }

    @Test
    void shouldPassOnWhatACapFreesWithinTenBeats() {
        long[] budgets = new long[40];
        Arrays.fill(budgets, 500);
        Redistribution pool = new Redistribution(budgets);
        pool.cap(0, 100);
        for (int beat = 0; beat < 10; beat++) {
            pool.beat(new double[40]);
        }

        assertThat(pool.grant(0)).isEqualTo(100);
        assertThat(sum(pool, 40)).isBetween(20_000L - 40, 20_000L);
    }

    @Property(tries = 100)
    void shouldNeverGrantMoreThanThePoolOrLessThanWhatWasUsed(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int merchants = 5 + random.nextInt(20);
        long[] budgets = random.longs(merchants, 1, 500).toArray();
        Redistribution pool = new Redistribution(budgets);
        double[] totals = new double[merchants];
        for (int beat = 0; beat < 60; beat++) {
            int changed = random.nextInt(merchants);
            totals[changed] = Math.max(totals[changed], Math.floor(random.nextDouble() * pool.grant(changed)));
            long used = (long) Math.ceil(totals[changed]);
            pool.cap(changed, random.nextLong(used, Math.max(used, pool.ruleCap(changed)) + 1));
            pool.beat(totals);

            assertThat(sum(pool, merchants))
                    .isLessThanOrEqualTo(Arrays.stream(budgets).sum());
            for (int m = 0; m < merchants; m++) {
                assertThat((double) pool.grant(m)).isGreaterThanOrEqualTo(totals[m]);
            }
        }
    }
}
