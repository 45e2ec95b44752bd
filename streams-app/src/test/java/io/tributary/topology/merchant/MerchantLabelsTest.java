package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAWN;
import static io.tributary.topology.merchant.MerchantFixture.DAY;
import static io.tributary.topology.merchant.MerchantFixture.MINUTE;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.events.v1.OrderStatus;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.merchants.v1.Tag;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.metrics.v1.WindowStatus;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows say of their merchant what was true at the window's end. */
class MerchantLabelsTest {
    private static final long MIDNIGHT = DAWN + DAY;

    private MerchantFixture task = new MerchantFixture();

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldRestateADayWithTheLabelsOfItsEnd() {
        task.beat(NOON);
        profile("530102", SizeClass.MICRO, DAWN, new Tag("AGRI", null, MIDNIGHT), new Tag("SPECIALTY", null, null));
        task.sell("m1", MerchantSamples.order("o1", OrderStatus.PAID, 500, NOON));
        task.beat(MIDNIGHT);
        task.beat(MIDNIGHT + 10 * MINUTE);
        profile("532901", SizeClass.SMALL, NOON + DAY);
        restart();
        task.sell("m1", MerchantSamples.order("o1", OrderStatus.REFUNDED, 500, NOON + DAY + SECOND));
        task.sell("m1", MerchantSamples.order("o2", OrderStatus.PAID, 500, NOON + DAY + SECOND));
        task.beat(NOON + DAY + MINUTE);
        task.beat(MIDNIGHT + DAY);

        assertThat(task.metrics.readValuesToList())
                .filteredOn(row -> row.getWindowSize() == WindowSize.DAY)
                .extracting(
                        ConversionMetric::getWindowStart,
                        ConversionMetric::getStatus,
                        ConversionMetric::getRegionCode,
                        ConversionMetric::getSizeClass,
                        ConversionMetric::getTags)
                .containsExactly(
                        tuple(DAWN, WindowStatus.RESTATED, "530102", SizeClass.MICRO, List.of("SPECIALTY")),
                        tuple(MIDNIGHT, WindowStatus.PROVISIONAL, "532901", SizeClass.SMALL, List.of()));
    }

    @Test
    void shouldLeaveTheLastLabelsToAMerchantThatIsWithdrawn() {
        task.beat(NOON);
        profile("530102", SizeClass.MICRO, DAWN);
        task.show("m1", task.impression(NOON));
        task.profiles.pipeInput("m1", null, NOON + SECOND);
        task.beat(NOON + SECOND);
        restart();
        task.beat(NOON + MINUTE);

        assertThat(task.metrics.readValuesToList())
                .extracting(ConversionMetric::getRegionCode)
                .containsExactly("530102");
    }

    private void profile(String region, SizeClass size, long updatedAt, Tag... tags) {
        MerchantProfile profile = MerchantSamples.profile("m1")
                .setRegionCode(region)
                .setSizeClass(size)
                .setTags(List.of(tags))
                .setUpdatedAt(updatedAt)
                .build();
        task.profiles.pipeInput("m1", profile, updatedAt);
    }

    private void restart() {
        MerchantFixture next = task.restarted();
        task.close();
        task = next;
    }
}
