package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAWN;
import static io.tributary.topology.merchant.MerchantFixture.DAY;
import static io.tributary.topology.merchant.MerchantFixture.MINUTE;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.metrics.v1.ConversionMetric;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What boosts of others cost a merchant on the page is counted like its impressions: by the journal, too, and when it comes late. */
class MerchantDisplacedTest {
    private MerchantFixture task = new MerchantFixture();

    @AfterEach
    void close() {
        task.close();
    }

    /** The example of METRICS.md: the last of three is boosted to the top. */
    @Test
    void shouldCountThePlacesThatOthersWereMovedDownBy() {
        task.beat(NOON);
        show("m1", 0, 1);
        show("m1", 1, 2);
        show("m2", 2, 0);
        restart();
        task.beat(NOON + MINUTE);

        assertThat(task.metrics.readValuesToList())
                .extracting(ConversionMetric::getMerchantId, ConversionMetric::getDisplaced)
                .containsExactlyInAnyOrder(tuple("m1", 2L), tuple("m2", 0L));
    }

    @Test
    void shouldCountMorePlacesThanTheJournalHasRoomFor() {
        task.beat(NOON);
        show("m1", 0, 5_000);
        show("m1", 0, 1_024);
        show("m1", 0, 1_023);
        restart();
        task.beat(NOON + MINUTE);

        assertThat(task.metrics.readValue().getDisplaced()).isEqualTo(7_047);
    }

    @Test
    void shouldCountInHoursAndDaysWhatComesAfterItsMinute() {
        task.beat(NOON);
        show("m1", 0, 3);
        task.beat(NOON + MINUTE);
        task.beat(NOON + 30 * MINUTE);
        show("m1", 0, 4);
        task.beat(DAWN + DAY);

        assertThat(task.metrics.readValuesToList())
                .filteredOn(row -> row.getWindowEnd() == DAWN + DAY)
                .extracting(ConversionMetric::getDisplaced)
                .containsOnly(7L);
    }

    @Test
    void shouldNotCountInvalidTraffic() {
        task.beat(NOON);
        task.show(
                "m1",
                task.impression(NOON + SECOND).setBaseRank(0).setFinalRank(4).setInvalidTraffic(true));
        show("m1", 0, 1);
        task.beat(NOON + MINUTE);

        assertThat(task.metrics.readValue().getDisplaced()).isEqualTo(1);
    }

    private void show(String merchant, int baseRank, int finalRank) {
        task.show(merchant, task.impression(NOON + SECOND).setBaseRank(baseRank).setFinalRank(finalRank));
    }

    private void restart() {
        MerchantFixture next = task.restarted();
        task.close();
        task = next;
    }
}
