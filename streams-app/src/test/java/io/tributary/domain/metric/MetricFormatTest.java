package io.tributary.domain.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import io.tributary.domain.state.UnreadableStateException;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of cells and open minutes. Where one of these has to change, the layout has another version, and reads this one, too. */
class MetricFormatTest {
    private static final int FEED = Dimensions.of(Surface.FEED, Arm.NONE);
    private static final int SEARCH = Dimensions.of(Surface.SEARCH, Arm.TREATMENT);
    private static final int RENDERED = Measure.IMPRESSIONS.bit();
    private static final int SEEN = RENDERED | Measure.EXPOSURES.bit();
    private static final long MINUTE = 60_000;

    /** Minute 100: 2 impressions, one seen. Minute 101: one that is charged to p, and 3 units paid with 100. */
    private static final String OPEN_MINUTES =
            "01 02" + " c801 10 06 02 01" + " 02 21 9705 01 01 01 01 03 010270 0206434e59c8010000";

    private static final String CELL = "21 01 ae0a 01 01 01 01 03 010270 0206434e59c8010000";

    @Test
    void shouldStoreOpenMinutesAsEver() {
        MetricWindows windows = new MetricWindows();
        MetricWindows.Clock clock =
                new MetricWindows.Clock(new DayCalendar(ZoneId.of("Asia/Shanghai")), 0, MINUTE, MINUTE);
        windows.impression(clock, 100 * MINUTE, FEED, SEEN, null);
        windows.impression(clock, 100 * MINUTE + 1, FEED, RENDERED, null);
        windows.impression(clock, 101 * MINUTE, SEARCH, SEEN, "p");
        windows.paid(clock, 101 * MINUTE, SEARCH, 3, "CNY", 100);
        StateWriter writer = new StateWriter();
        windows.writeOpen(writer);
        assertThat(writer.toByteArray()).isEqualTo(bytes(OPEN_MINUTES));

        MetricWindows again = new MetricWindows();
        again.readOpen(new StateReader(bytes(OPEN_MINUTES)));
        again.writeOpen(writer.reset());
        assertThat(writer.toByteArray()).isEqualTo(bytes(OPEN_MINUTES));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3})
    void shouldRefuseOpenMinutesOfAnotherLayout(int layout) {
        byte[] other = bytes(OPEN_MINUTES);
        other[0] = (byte) layout;

        assertRefused("open minutes: of layout " + layout, () -> new MetricWindows().readOpen(new StateReader(other)));
    }

    /** Else cells that only a later version tells apart would be published as rows of the same key. */
    @Test
    void shouldRefuseADimensionThatOnlyALaterVersionKnows() {
        String label = "9020";
        assertRefused(
                "counts: by a dimension",
                () -> new MetricWindows().readOpen(new StateReader(bytes("01 01 c801" + label))));
        assertRefused(
                "counts: by a dimension", () -> Cell.read(new StateReader(bytes(label + "01 04 01")), Membership.NONE));
    }

    @Test
    void shouldRefuseMoreMeasuresThanThereIsRoomFor() {
        assertRefused("counts: of measures beyond", () -> Measure.stored(1L << 30));
        assertThat(Measure.stored((1L << 30) - 1)).isEqualTo((1 << 30) - 1);
    }

    private static void assertRefused(String why, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOf(UnreadableStateException.class)
                .hasMessageStartingWith(why)
                .hasMessageContaining("`tributary state rebuild`");
    }

    /** A cell of minute 100 with two impressions and five of measure 20, on surface 200. */
    @Test
    void shouldCarryWhatOnlyALaterVersionCounts() {
        String later = "01 01 c801 8019 82808001 02 05";
        MetricWindows windows = new MetricWindows();
        windows.readOpen(new StateReader(bytes(later)));
        StateWriter writer = new StateWriter();
        windows.writeOpen(writer);
        assertThat(writer.toByteArray()).isEqualTo(bytes(later));

        StringBuilder rows = new StringBuilder();
        MetricWindows.Clock clock =
                new MetricWindows.Clock(new DayCalendar(ZoneId.of("Asia/Shanghai")), 101 * MINUTE, MINUTE, MINUTE);
        windows.advance(
                clock,
                (window, cell, status) -> rows.append(cell.surface()).append(cell.count(Measure.IMPRESSIONS)),
                window -> {});
        assertThat(rows).hasToString("UNKNOWN2");
    }

    @Test
    void shouldStoreCellsAsEver() {
        Cell cell = new Cell(SEARCH, Membership.NONE);
        cell.add(SEEN | Measure.CHARGED.bit(), "p");
        cell.add(SaleEvent.paid(false, 3, "CNY", 100));
        cell.change();
        cell.publish();
        StateWriter writer = new StateWriter();
        cell.write(writer);
        assertThat(writer.toByteArray()).isEqualTo(bytes(CELL));

        Cell again = Cell.read(new StateReader(bytes(CELL)), Membership.NONE);
        again.write(writer.reset());
        assertThat(writer.toByteArray()).isEqualTo(bytes(CELL));
        assertThat(again.count(Measure.UNITS)).isEqualTo(3);
        assertThat(again.chargedTo()).isEqualTo(Map.of("p", 1L));
        assertThat(again.sales()).isEqualTo(Map.of("CNY", new Money(100, 0)));
        assertThat(again.isChanged()).isFalse();
    }

    /** By their places in here they are stored: new ones come last. */
    @Test
    void shouldKeepThePlacesOfMeasuresAndDimensions() {
        assertThat(Measure.ALL)
                .extracting(Measure::name)
                .startsWith(
                        "IMPRESSIONS",
                        "EXPOSURES",
                        "INVALID",
                        "CHARGED",
                        "LATE",
                        "PLACED",
                        "ORDERS",
                        "REFUNDS",
                        "UNITS");
        assertThat(Surface.values())
                .extracting(Surface::name)
                .startsWith("UNKNOWN", "FEED", "SEARCH", "LIVE", "SHORT_VIDEO", "CHANNEL");
        assertThat(Arm.values()).extracting(Arm::name).startsWith("NONE", "TREATMENT", "HOLDOUT");
        for (Surface surface : Surface.values()) {
            for (Arm arm : Arm.values()) {
                int dimensions = Dimensions.of(surface, arm);
                assertThat(dimensions).as("a byte as a varint").isBetween(0, 127);
                assertThat(Dimensions.surface(dimensions)).isEqualTo(surface);
                assertThat(Dimensions.arm(dimensions)).isEqualTo(arm);
            }
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
