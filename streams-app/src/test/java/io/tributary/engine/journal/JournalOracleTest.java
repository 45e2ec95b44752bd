package io.tributary.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.Surface;
import io.tributary.domain.merchant.ImpressionEvent;
import io.tributary.domain.merchant.OrderEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Events, beats, commits and kills, against a map that adds up each event in its minute and hour. */
class JournalOracleTest {
    private static final int STEPS = 300;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long GRACE = 60_000;

    /** By merchant, window and surface: impressions, exposures, late, placed, orders, refunds, units, money. */
    private final Map<String, long[]> expected = new TreeMap<>();

    /** Minutes into which something came when their grace was over: whether they are still there depends on when the merchant is visited. */
    private final Set<String> unsure = new HashSet<>();

    private long serviceTime;

    @Property(tries = 100)
    void shouldPublishWhatAMapAddsUp(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 80) int mostEntries,
            @ForAll @IntRange(min = 1, max = 6) int mostSegments) {
        expected.clear();
        unsure.clear();
        serviceTime = 0;
        List<Consumer<JournalledTask>> steps = steps(new Random(seed));
        Random kills = new Random(~seed);
        JournalledTask.Disk disk = new JournalledTask.Disk();
        JournalledTask task = new JournalledTask(disk, mostEntries, mostSegments);
        int committed = 0;
        for (int step = 0; step < STEPS; step++) {
            steps.get(step).accept(task);
            if (kills.nextInt(12) == 0) {
                task.commit();
                committed = step + 1;
            }
            if (kills.nextInt(40) == 0) {
                task = new JournalledTask(disk, mostEntries, mostSegments);
                step = committed - 1;
            }
        }
        task.commit();
        JournalledTask last = new JournalledTask(disk, mostEntries, mostSegments);
        last.beat(STEPS + 1, JournalledTask.DAWN + 3 * HOUR);
        last.commit();

        Map<String, String> published = published(disk);
        published.keySet().removeAll(unsure);
        expected.keySet().removeAll(unsure);
        assertThat(published).isEqualTo(expected());
    }

    /** Steps to take, which the map has added up. */
    private List<Consumer<JournalledTask>> steps(Random random) {
        List<Consumer<JournalledTask>> steps = new ArrayList<>();
        long now = JournalledTask.DAWN;
        for (int step = 0; step < STEPS; step++) {
            now += random.nextInt(2_000);
            long number = step + 1;
            long past = random.nextInt(8) == 0 ? random.nextInt(200_000) : random.nextInt(3_000);
            long time = Math.max(JournalledTask.DAWN, now - past);
            String merchant = "m" + random.nextInt(5);
            Surface surface = Surface.values()[random.nextInt(3)];
            int kind = step % 12 == 0 ? 0 : 1 + random.nextInt(6);
            if (kind == 0) {
                long beat = now;
                serviceTime = beat;
                steps.add(task -> task.beat(number, beat));
            } else if (kind == 1) {
                OrderEvent.Status status = random.nextBoolean() ? OrderEvent.Status.PLACED : OrderEvent.Status.PAID;
                OrderEvent order = new OrderEvent(number, number, status, 2, 300, "CNY", surface, 5, time);
                steps.add(task -> task.order(merchant, order));
                long paid = status == OrderEvent.Status.PAID ? 1 : 0;
                add(merchant, surface, time, 0, 0, paid * late(time), 1 - paid, paid, 0, 2 * paid, 300 * paid);
            } else {
                boolean viewable = random.nextBoolean();
                boolean invalid = random.nextInt(5) == 0;
                int bucket = random.nextInt(4) == 0 ? -1 : 5;
                ImpressionEvent impression =
                        new ImpressionEvent(number, number, surface, 1, 1, viewable, invalid, null, 0, bucket, time);
                steps.add(task -> task.impression(merchant, impression));
                add(merchant, surface, time, 1, viewable && !invalid ? 1 : 0, late(time), 0, 0, 0, 0, 0);
            }
        }
        return steps;
    }

    private long late(long time) {
        return end(time, MINUTE) + GRACE <= serviceTime ? 1 : 0;
    }

    private static long end(long time, long length) {
        return time - time % length + length;
    }

    private void add(String merchant, Surface surface, long time, long... counts) {
        for (long length : new long[] {MINUTE, HOUR}) {
            long begin = end(time, length) - length - JournalledTask.DAWN;
            String place = merchant + (length == MINUTE ? " MINUTE@" : " HOUR@") + begin + " " + surface;
            if (serviceTime < end(time, length) + GRACE) {
                long[] sums = expected.computeIfAbsent(place, key -> new long[8]);
                Arrays.setAll(sums, i -> sums[i] + counts[i]);
            } else {
                unsure.add(place);
            }
        }
    }

    private Map<String, String> expected() {
        Map<String, String> rows = new TreeMap<>();
        expected.forEach((place, sums) -> {
            String money = sums[7] == 0 ? "{}" : "{CNY=Money[gross=" + sums[7] + ", refunded=0]}";
            String seen = sums[0] + "/" + sums[1] + "/" + sums[2];
            String sold = sums[3] + "/" + sums[4] + "/" + sums[5] + "/" + sums[6];
            rows.put(place, seen + " " + sold + money);
        });
        return rows;
    }

    /** The last row of each place: "m1 MINUTE@0 FINAL FEED/NONE 1/1/0 0/0/0/0{} #1". */
    private static Map<String, String> published(JournalledTask.Disk disk) {
        Map<String, String> last = new TreeMap<>();
        disk.rowsByMerchant()
                .values()
                .forEach(rows -> rows.forEach(row -> {
                    String[] parts = row.split(" ", 5);
                    String surface = parts[3].substring(0, parts[3].indexOf('/'));
                    last.put(parts[0] + " " + parts[1] + " " + surface, parts[4].substring(0, parts[4].indexOf(" #")));
                }));
        return last;
    }
}
