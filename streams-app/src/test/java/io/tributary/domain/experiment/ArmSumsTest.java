package io.tributary.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.BucketRange;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ArmSumsTest {
    private static final BucketRange HOLDOUT = new BucketRange(0, 50);

    @Property(tries = 100)
    void shouldCountMembersAndAllMerchantsOnTheSidesWhereTheyWere(@ForAll Random random) {
        BucketTotals totals = new BucketTotals();
        for (int before = random.nextInt(50); before > 0; before--) {
            totals.add(random.nextInt(BucketRange.BUCKETS));
        }
        ArmSums sums = new ArmSums(7, HOLDOUT, totals);
        BucketRange holdout = HOLDOUT;
        long[] members = new long[2];
        long[] all = new long[2];
        for (int step = 0; step < 200; step++) {
            int bucket = random.nextInt(100);
            int side = holdout.contains(bucket) ? 1 : 0;
            switch (random.nextInt(5)) {
                case 0 -> {
                    int from = random.nextInt(50);
                    holdout = new BucketRange(from, from + random.nextInt(50));
                    sums.holdout(holdout, totals);
                }
                case 1 -> {
                    totals.add(bucket);
                    sums.exclude(bucket);
                }
                case 2 -> {
                    totals.add(bucket);
                    all[side]++;
                }
                default -> {
                    totals.add(bucket);
                    sums.exposed(bucket);
                    all[side]++;
                    members[side]++;
                }
            }
        }
        assertThat(sums.treatmentExposures()).isEqualTo(members[0]);
        assertThat(sums.holdoutExposures()).isEqualTo(members[1]);
        assertThat(sums.treatmentTotal(totals)).isEqualTo(all[0]);
        assertThat(sums.holdoutTotal(totals)).isEqualTo(all[1]);
    }

    @Test
    void shouldCountOrdersNetOfRefundsByArm() {
        ArmSums sums = new ArmSums(7, HOLDOUT, new BucketTotals());
        sums.ordered(10, 1);
        sums.ordered(500, 1);
        sums.ordered(500, 1);
        sums.ordered(501, -1);
        assertThat(sums.holdoutOrders()).isEqualTo(1);
        assertThat(sums.treatmentOrders()).isEqualTo(1);
    }

    @Test
    void shouldKeepEverythingInARoundTrip() {
        BucketTotals totals = new BucketTotals();
        totals.add(3);
        ArmSums sums = new ArmSums(7, HOLDOUT, totals);
        totals.add(60);
        sums.exposed(60);
        sums.ordered(3, 2);
        ArmSums read = ArmSums.restored(sums.snapshot());
        assertThat(read.snapshot()).isEqualTo(sums.snapshot());
        assertThat(read.treatmentTotal(totals)).isEqualTo(1);
        assertThat(read.began()).isEqualTo(7);
    }

    @Test
    void shouldNotCountExposuresWhoseBucketIsNotKnown() {
        BucketTotals totals = new BucketTotals();
        totals.add(-1);
        totals.add(999);
        assertThat(totals.all()).isEqualTo(1);
        assertThat(BucketTotals.of(totals.byBucket()).all()).isEqualTo(1);
    }
}
