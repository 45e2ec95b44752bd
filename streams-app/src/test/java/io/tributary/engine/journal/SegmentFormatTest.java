package io.tributary.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.merchant.CountedImpression;
import io.tributary.domain.metric.Dimensions;
import io.tributary.domain.metric.Measure;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SegmentFormatTest {
    private static final long SEEN = CountedImpression.of(
            Dimensions.of(Surface.FEED, Arm.NONE), Measure.IMPRESSIONS.bit() | Measure.EXPOSURES.bit(), 0, true);

    /**
     * From position 300 on four entries: merchant 5 at 1000, a kind that is new (the dimensions 0x10, the measures 3, of a bucket); merchant
     * 200 one ms before it, of that kind; a snapshot of merchant 5; and merchant 5 again, three ms later.
     */
    private static final String SEGMENT =
            "01 ac02 04 2c" + " 05 01 d00f 878080808002" + " c801 01 01" + " 05 00 04 abcd" + " 05 01 06";

    /** A segment's entries as text. */
    private static final class Texts implements SegmentFormat.Sink {
        private final List<String> entries = new ArrayList<>();

        @Override
        public void impression(long merchant, long time, long kind) {
            entries.add(merchant + "@" + time + "=" + kind);
        }

        @Override
        public void snapshot(long merchant, byte[] counts) {
            entries.add(merchant + ":" + HexFormat.of().formatHex(counts));
        }
    }

    @Test
    void shouldStoreSegmentsAsEver() {
        SegmentFormat.Entries entries = new SegmentFormat.Entries();
        entries.impression(5, 1_000, SEEN);
        entries.impression(200, 999, SEEN);
        entries.snapshot(5, raw(0xAB, 0xCD));
        entries.impression(5, 1_002, SEEN);
        int count = entries.count();
        StateWriter writer = new StateWriter();
        SegmentFormat.write(writer, 300, count, entries.take());
        assertThat(HexFormat.of().formatHex(writer.toByteArray())).isEqualTo(SEGMENT.replace(" ", ""));

        StateReader reader = new StateReader(HexFormat.of().parseHex(SEGMENT.replace(" ", "")));
        assertThat(SegmentFormat.readBegin(reader)).isEqualTo(300);
        Texts texts = new Texts();
        SegmentFormat.readEntries(reader, texts);
        assertThat(texts.entries).containsExactly("5@1000=" + SEEN, "200@999=" + SEEN, "5:abcd", "5@1002=" + SEEN);
    }

    @Test
    void shouldRefuseASegmentOfAnotherLayout() {
        assertThatThrownBy(() -> SegmentFormat.readBegin(new StateReader(new byte[] {7, 0, 0})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("segment of the count journal: of layout 7");
    }

    @Property(tries = 100)
    void shouldReadWhatItWrites(@ForAll long seed) {
        Random random = new Random(seed);
        SegmentFormat.Entries entries = new SegmentFormat.Entries();
        for (int segment = 0; segment < 3; segment++) {
            Texts written = new Texts();
            for (int i = 0; i < 300; i++) {
                long merchant = random.nextInt(1 << random.nextInt(30));
                if (random.nextInt(10) == 0) {
                    byte[] counts = new byte[random.nextInt(50)];
                    random.nextBytes(counts);
                    StateWriter raw = new StateWriter();
                    raw.writeRaw(counts);
                    entries.snapshot(merchant, raw);
                    written.snapshot(merchant, counts);
                } else {
                    long time = random.nextLong() >>> 22;
                    // More kinds than there are now, so that their numbers take two bytes.
                    long kind = random.nextInt(200) * 0x1_0000_0003L;
                    entries.impression(merchant, time, kind);
                    written.impression(merchant, time, kind);
                }
            }
            StateWriter writer = new StateWriter();
            SegmentFormat.write(writer, segment, entries.count(), entries.take());
            StateReader reader = new StateReader(writer.toByteArray());
            assertThat(SegmentFormat.readBegin(reader)).isEqualTo(segment);
            Texts read = new Texts();
            SegmentFormat.readEntries(reader, read);
            assertThat(read.entries).isEqualTo(written.entries);
        }
    }

    /** A hundred thousand merchants, all surfaces and arms, 64 KB of entries a few milliseconds apart. */
    @Test
    void shouldTakeSomeFiveBytesAnImpression() {
        Random random = new Random(1);
        SegmentFormat.Entries entries = new SegmentFormat.Entries();
        long time = 1_772_380_800_000L;
        while (entries.length() < 65_536) {
            int dimensions = Dimensions.of(Surface.values()[random.nextInt(6)], Arm.values()[random.nextInt(3)]);
            int measures = Measure.IMPRESSIONS.bit() | Measure.EXPOSURES.bitIf(random.nextBoolean());
            time += random.nextInt(9) - 3;
            entries.impression(
                    random.nextInt(100_000), time, CountedImpression.of(dimensions, measures, random.nextInt(4), true));
        }
        assertThat((double) entries.length() / entries.count()).isLessThan(5.1);
    }

    @Test
    void shouldPackHowAnImpressionWasCounted() {
        long counted = CountedImpression.of(0x1F_FFFF, 0x3FFF_FFFF, 1_023, true);
        assertThat(counted).as("a number that is written without a sign").isPositive();
        assertThat(CountedImpression.displaced(counted)).isEqualTo(1_023);
        assertThat(CountedImpression.dimensions(counted)).isEqualTo(0x1F_FFFF);
        assertThat(CountedImpression.measures(counted)).isEqualTo(0x3FFF_FFFF);
        assertThat(CountedImpression.isOfBucket(counted)).isTrue();
        assertThat(CountedImpression.isOfBucket(CountedImpression.of(1, 0x3FFF_FFFF, 0, false)))
                .isFalse();
    }

    private static StateWriter raw(int... bytes) {
        StateWriter writer = new StateWriter();
        for (int each : bytes) {
            writer.writeByte(each);
        }
        return writer;
    }
}
