package io.tributary.topology.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.merchant.MerchantRepository;
import io.tributary.domain.merchant.TaskMemos;
import io.tributary.domain.metric.SettledWindows;
import io.tributary.domain.metric.WindowSize;
import io.tributary.domain.metric.WindowsSnapshot;
import io.tributary.engine.StoredTask;
import io.tributary.events.v1.Impression;
import io.tributary.pool.v1.Beat;
import io.tributary.schemas.Topic;
import io.tributary.store.live.Section;
import io.tributary.topology.Digests;
import io.tributary.topology.TopologyObserver;
import io.tributary.topology.state.WriterSchemas;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * What 100,000 merchants take of heap and disk, three in ten of them in a programme, all of them with impressions in each hour that counts.
 * The figures stand in METRICS.md; who changes one says so there.
 */
class MerchantFootprintTest {
    private static final int MERCHANTS = 100_000;
    private static final long HOUR = 60 * MerchantFixture.MINUTE;
    private static final long GRACE = 10 * MerchantFixture.MINUTE;
    /** In the heap, with a day and its last hour, ids and look-up included: 960, and a tenth more. */
    private static final long MOST_HEAP_BYTES = 1_060;
    /** On disk, key included, of an hour or a day with one cell: 56, and a tenth more. */
    private static final long MOST_WINDOW_BYTES = 62;

    private final MerchantRepository merchants = MerchantRepository.inMemory();
    private final StoredTask stored = StoredTask.empty();
    private final WriterSchemas writers = WriterSchemas.inMemory();
    private final MerchantCodec codec = new MerchantCodec(writers);
    private final TaskCodec taskCodec = new TaskCodec(writers);
    private final OnDisk disk = new OnDisk(new SettledWindowFormat(writers));
    private final MerchantPartition partition = new MerchantPartition(
            0,
            MerchantPolicy.of(300_000, GRACE, 0, MerchantFixture.ZONE),
            stored,
            merchants,
            TaskMemos.inMemory().withWindows(disk),
            MerchantFootprintTest::ignore,
            TopologyObserver.NONE);
    private long beats;
    private long impressions;

    @Test
    void shouldTakeNoMoreHeapForMoreDaysAndAKnownPartOfTheDisk() {
        long empty = heap();
        beat(MerchantFixture.DAWN);
        for (int merchant = 0; merchant < MERCHANTS; merchant++) {
            if (merchant % 10 < 3) {
                partition.event(
                        id(merchant), MerchantSamples.profile(id(merchant)).build());
            }
        }
        long first = day(MerchantFixture.DAWN) - empty;
        long third = 0;
        for (int day = 1; day <= 2; day++) {
            third = day(MerchantFixture.DAWN + day * MerchantFixture.DAY) - empty;
        }
        long record = commit();
        String figures = String.format(
                "a merchant: %d bytes of heap on the first day, %d on the third, %d of record; %d of an hour, %d of a day",
                first / MERCHANTS,
                third / MERCHANTS,
                record / MERCHANTS,
                disk.average(WindowSize.HOUR),
                disk.average(WindowSize.DAY));
        assertThat(first / MERCHANTS).as(figures).isLessThan(MOST_HEAP_BYTES);
        assertThat(third).as(figures).isLessThan(first + first / 20);
        assertThat(disk.windows.get(WindowSize.HOUR)).isEqualTo(3 * 2L * MERCHANTS);
        assertThat(disk.windows.get(WindowSize.DAY)).as("the third is not over").isEqualTo(2L * MERCHANTS);
        assertThat(disk.average(WindowSize.HOUR)).as(figures).isLessThan(MOST_WINDOW_BYTES);
        assertThat(disk.average(WindowSize.DAY)).as(figures).isLessThan(MOST_WINDOW_BYTES);
    }

    /** Two hours of a day, and the heap behind the second. */
    private long day(long dawn) {
        for (int hour = 10; hour < 12; hour++) {
            long time = dawn + hour * HOUR;
            for (int merchant = 0; merchant < MERCHANTS; merchant++) {
                partition.event(id(merchant), impression(time));
            }
            beat(time + HOUR + GRACE);
        }
        commit();
        return heap();
    }

    private Impression impression(long time) {
        return Impression.newBuilder()
                .setImpressionId("impression-" + impressions++)
                .setRequestId("request")
                .setItemId("item")
                .setSurface(Surface.FEED)
                .setPosition(2)
                .setViewable(true)
                .setBucket(500)
                .setTime(time)
                .build();
    }

    private static String id(int merchant) {
        return "merchant-" + merchant;
    }

    private void beat(long time) {
        Beat.Builder beat = Beat.newBuilder()
                .setNumber(++beats)
                .setTime(time)
                .setIntervalMillis(MerchantFixture.SECOND)
                .setProgrammes(
                        List.of(MerchantSamples.plan(MerchantFixture.NEWCOMER).build()))
                .setRulesDigest(Digests.text(1));
        if (beats == 1) {
            beat.setRules(List.of(
                    MerchantSamples.programme(MerchantFixture.NEWCOMER, 1).build()));
        }
        partition.beatToItsEnd(beat.build());
    }

    /** Writes everything, so that what is kept only until then is let go. @return bytes of all merchants' records */
    private long commit() {
        long[] bytes = {0};
        merchants
                .pass()
                .next(
                        Integer.MAX_VALUE,
                        merchant -> codec.write(merchant, (part, record) -> bytes[0] += record.length));
        taskCodec.write(stored, (part, record) -> {});
        return bytes[0];
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static <T extends SpecificRecord> void ignore(Topic<T> topic, String key, T value, long time) {}

    /** Windows as large as on disk, and kept nowhere. */
    private static final class OnDisk implements SettledWindows {
        private final SettledWindowFormat format;
        private final Map<WindowSize, Long> windows = new EnumMap<>(WindowSize.class);
        private final Map<WindowSize, Long> bytes = new EnumMap<>(WindowSize.class);

        OnDisk(SettledWindowFormat format) {
            this.format = format;
        }

        @Override
        public WindowsSnapshot find(Key key) {
            return null;
        }

        @Override
        public void keep(Key key, WindowsSnapshot window) {
            long size = Section.NAME_BYTES + format.key(key).length + format.write(window).length;
            windows.merge(key.size(), 1L, Long::sum);
            bytes.merge(key.size(), size, Long::sum);
        }

        @Override
        public void sweep(long dayEnd) {
            // Nothing is kept.
        }

        long average(WindowSize size) {
            return bytes.get(size) / windows.get(size);
        }
    }
}
