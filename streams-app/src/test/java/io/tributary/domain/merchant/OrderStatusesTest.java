package io.tributary.domain.merchant;

import static io.tributary.domain.merchant.OrderEvent.Status.CANCELLED;
import static io.tributary.domain.merchant.OrderEvent.Status.PAID;
import static io.tributary.domain.merchant.OrderEvent.Status.PLACED;
import static io.tributary.domain.merchant.OrderEvent.Status.REFUNDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.Surface;
import io.tributary.domain.merchant.OrderEvent.Status;
import io.tributary.engine.journal.JournalledTask;
import io.tributary.engine.journal.JournalledTask.Disk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Statuses of order lines commute: whatever the order in which they come, a line counts for the same, and for the right. */
class OrderStatusesTest {
    private static final long DAWN = JournalledTask.DAWN;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    @Test
    void shouldCountAllSubsetsOfStatusesAlikeInEveryOrder() {
        int sequences = 0;
        for (int subset = 1; subset < 16; subset++) {
            List<OrderEvent> records = new ArrayList<>();
            for (Status status : Status.values()) {
                if ((subset & 1 << status.ordinal()) != 0) {
                    records.add(sold(1, status, 500, "CNY", DAWN + HOUR + status.ordinal() * MINUTE));
                }
            }
            Map<String, String> right = rightDays(records);
            for (List<OrderEvent> order : permutations(records)) {
                for (int repeated = -1; repeated < order.size(); repeated++) {
                    List<OrderEvent> sequence = new ArrayList<>(order);
                    if (repeated >= 0) {
                        sequence.add(order.get(repeated));
                    }
                    assertThat(days(sequence, new Random(subset)))
                            .as("%s", sequence)
                            .isEqualTo(right);
                    sequences++;
                }
            }
        }
        assertThat(sequences).isGreaterThan(200);
    }

    @Test
    void shouldCountAsTheTableSays() {
        assertThat(days(sold(CANCELLED, 0), sold(PAID, 500), sold(REFUNDED, 500)))
                .isEqualTo(day("0/1/1/2{CNY=Money[gross=500, refunded=500]}"));
        assertThat(days(sold(CANCELLED, 500), sold(PAID, 500)))
                .isEqualTo(day("0/1/1/2{CNY=Money[gross=500, refunded=500]}"));
        assertThat(days(sold(REFUNDED, 200), sold(PAID, 500)))
                .isEqualTo(day("0/1/1/2{CNY=Money[gross=500, refunded=200]}"));
        assertThat(days(sold(PAID, 500), sold(REFUNDED, 200), sold(CANCELLED, 0)))
                .isEqualTo(day("0/1/1/2{CNY=Money[gross=500, refunded=500]}"));
        assertThat(days(sold(CANCELLED, 300), sold(REFUNDED, 200), sold(PAID, 500)))
                .isEqualTo(day("0/1/1/2{CNY=Money[gross=500, refunded=300]}"));
        assertThat(days(sold(PAID, 0), sold(REFUNDED, 0))).isEqualTo(day("0/1/1/2{}"));
        assertThat(days(sold(PLACED, 500), sold(CANCELLED, 500))).isEqualTo(day("1/0/0/0{}"));
        assertThat(days(sold(REFUNDED, 500))).isEmpty();
        assertThat(days(sold(PAID, 500), sold(REFUNDED, 700)))
                .isEqualTo(day("0/1/1/2{CNY=Money[gross=500, refunded=500]}"));
        assertThat(days(sold(1, REFUNDED, 70, "USD", DAWN + HOUR), sold(PAID, 500)))
                .isEqualTo(day("0/1/1/2{CNY=Money[gross=500, refunded=500]}"));
        assertThat(days(sold(REFUNDED, 300), sold(PAID, 500), sold(REFUNDED, 100), sold(REFUNDED, 400)))
                .isEqualTo(day("0/1/1/2{CNY=Money[gross=500, refunded=400]}"));
    }

    @Test
    void shouldCountRefundsThatDoNotFitAndThoseThatCameFirst() {
        Disk disk = new Disk();
        JournalledTask task = new JournalledTask(disk, 100, 100);
        task.order("m", sold(REFUNDED, 700));
        task.order("m", sold(PAID, 500));
        task.order("m", sold(2, PAID, 500, "CNY", DAWN));
        task.order("m", sold(2, REFUNDED, 500, "HKD", DAWN));
        task.order("m", sold(3, PAID, 500, "CNY", DAWN));
        task.order("m", sold(3, REFUNDED, 500, "CNY", DAWN));
        assertThat(task.counters().orders).isEqualTo(3);
        assertThat(task.counters().refunds).isEqualTo(3);
        assertThat(task.counters().mismatched).isEqualTo(2);
        assertThat(task.counters().unmatched).isEqualTo(1);
    }

    /** Within the correction horizon, beyond it, and when the line is forgotten. */
    @Test
    void shouldRestateForThirtyDaysAndForgetALineTwoDaysLater() {
        for (long wait : new long[] {31 * DAY - 2 * HOUR, 32 * DAY - HOUR, 32 * DAY + 2 * HOUR}) {
            Disk disk = new Disk();
            JournalledTask task = new JournalledTask(disk, 100, 100);
            task.beat(1, DAWN + HOUR);
            task.order("m1", sold(1, PAID, 500, "CNY", DAWN + HOUR));
            for (int day = 1; day <= 30; day++) {
                task.beat(1 + day, DAWN + day * DAY);
            }
            task.beat(40, DAWN + HOUR + wait);
            task.order("m1", sold(1, REFUNDED, 500, "CNY", DAWN + HOUR + wait));
            task.beat(41, DAWN + HOUR + wait + 1_000);
            task.beat(42, DAWN + HOUR + wait + 2 * MINUTE);
            task.commit();
            boolean known = wait < 32 * DAY;
            boolean restated = wait < 31 * DAY - HOUR;
            assertThat(lastDays(disk))
                    .isEqualTo(day("0/1/"
                            + (restated
                                    ? "1/2{CNY=Money[gross=500, refunded=500]}"
                                    : "0/2{CNY=Money[gross=500, refunded=0]}")));
            assertThat(task.counters().unmatched).isEqualTo(known ? 0 : 1);
            assertThat(task.counters().beyondHorizon).isEqualTo(known && !restated ? 1 : 0);
        }
    }

    /** Lines of several merchants, with facts of their own in each status, in two orders, between beats and restarts. */
    @Property(tries = 150)
    void shouldEndAlikeInEveryOrderWithDuplicatesLatenessCompactionAndRestarts(@ForAll long seed) {
        Random random = new Random(seed);
        List<OrderEvent> records = new ArrayList<>();
        for (int line = 1; line <= 6; line++) {
            for (Status status : Status.values()) {
                if (random.nextInt(3) > 0) {
                    addWithRepeats(records, line, status, random);
                }
            }
        }
        Map<String, String> right = rightDays(records);
        for (int order = 0; order < 3; order++) {
            Collections.shuffle(records, random);
            assertThat(days(records, random)).as("%s", records).isEqualTo(right);
        }
    }

    /** What is paid back may differ when they are repeated; what else is repeated is the same record. */
    private static void addWithRepeats(List<OrderEvent> records, int line, Status status, Random random) {
        OrderEvent once = random(line, status, random);
        records.add(once);
        for (int more = random.nextInt(3); more > 0; more--) {
            records.add(status == REFUNDED || status == CANCELLED ? random(line, status, random) : once);
        }
    }

    private static OrderEvent random(int line, Status status, Random random) {
        long amount = 100L * random.nextInt(6);
        String currency = random.nextInt(6) == 0 ? "HKD" : "CNY";
        Surface surface = Surface.values()[random.nextInt(Surface.values().length)];
        long time = DAWN + (long) (random.nextDouble() * 2 * DAY);
        int quantity = 1 + random.nextInt(3);
        return new OrderEvent(line, line, status, quantity, amount, currency, surface, random.nextInt(9) - 1, time);
    }

    /** Last rows of days after these records, which come one after the other over two hours: most of them late, none beyond a week. */
    private static Map<String, String> days(List<OrderEvent> records, Random random) {
        Disk disk = new Disk();
        JournalledTask task = new JournalledTask(disk, 100, 100);
        long now = DAWN + 2 * DAY;
        long beat = 0;
        task.beat(++beat, now);
        for (OrderEvent sold : records) {
            task.order("m" + sold.idFirst() % 2, sold);
            now += random.nextInt((int) (2 * DAY / records.size()));
            if (random.nextInt(2) == 0) {
                task.beat(++beat, now);
            }
            if (random.nextInt(4) == 0) {
                task.commit();
                task = new JournalledTask(disk, 100, 100);
            }
        }
        task.beat(++beat, now + MINUTE);
        task.beat(++beat, now + 2 * MINUTE);
        task.commit();
        return lastDays(disk);
    }

    private static Map<String, String> days(OrderEvent... records) {
        return days(List.of(records), new Random(1));
    }

    private static Map<String, String> day(String counts) {
        return Map.of("m1 DAY@0 SEARCH/NONE", counts);
    }

    /** Of each day, surface and arm that something is counted in, the last that was published. */
    private static Map<String, String> lastDays(Disk disk) {
        Map<String, String> last = new TreeMap<>();
        disk.rowsByMerchant()
                .values()
                .forEach(rows -> rows.forEach(row -> {
                    String[] parts = row.split(" ", 6);
                    if (parts[1].startsWith("DAY") && !parts[5].startsWith("0/0/0/0{}")) {
                        last.put(
                                parts[0] + " " + parts[1] + " " + parts[3],
                                parts[5].substring(0, parts[5].lastIndexOf(" #")));
                    }
                }));
        return last;
    }

    /** What a line counts for, looked at once when all is known. */
    private static Map<String, String> rightDays(List<OrderEvent> records) {
        Map<Long, List<OrderEvent>> lines = new HashMap<>();
        records.forEach(sold ->
                lines.computeIfAbsent(sold.idFirst(), line -> new ArrayList<>()).add(sold));
        Map<String, long[]> counts = new HashMap<>();
        Map<String, Map<String, long[]>> money = new HashMap<>();
        lines.values().forEach(line -> {
            OrderEvent placed = first(line, PLACED);
            if (placed != null) {
                counts.computeIfAbsent(place(placed), any -> new long[4])[0]++;
            }
            OrderEvent paid = first(line, PAID);
            if (paid != null) {
                long back = back(line, paid);
                long[] count = counts.computeIfAbsent(place(paid), any -> new long[4]);
                count[1]++;
                count[2] += back < 0 ? 0 : 1;
                count[3] += paid.quantity();
                long[] sums = money.computeIfAbsent(place(paid), any -> new TreeMap<>())
                        .computeIfAbsent(paid.currency(), any -> new long[2]);
                sums[0] += paid.amount();
                sums[1] += Math.max(0, back);
            }
        });
        Map<String, String> rows = new TreeMap<>();
        counts.forEach((place, count) -> {
            List<String> texts = new ArrayList<>();
            money.getOrDefault(place, Map.of()).forEach((currency, sums) -> {
                if (sums[0] + sums[1] != 0) {
                    texts.add(currency + "=Money[gross=" + sums[0] + ", refunded=" + sums[1] + "]");
                }
            });
            rows.put(
                    place,
                    count[0] + "/" + count[1] + "/" + count[2] + "/" + count[3] + "{" + String.join(", ", texts) + "}");
        });
        return rows;
    }

    /** What is paid back of a line, or -1 when it is not turned back. */
    private static long back(List<OrderEvent> line, OrderEvent paid) {
        long back = -1;
        for (OrderEvent sold : line) {
            if (sold.status() == CANCELLED && sold.amount() == 0) {
                return paid.amount();
            }
            if (sold.status() == REFUNDED || sold.status() == CANCELLED) {
                boolean foreign = !sold.currency().equals(paid.currency());
                back = Math.max(back, foreign ? paid.amount() : Math.min(paid.amount(), sold.amount()));
            }
        }
        return back;
    }

    private static OrderEvent first(List<OrderEvent> line, Status status) {
        return line.stream().filter(sold -> sold.status() == status).findFirst().orElse(null);
    }

    private static String place(OrderEvent sold) {
        long day = Math.floorDiv(sold.time() - DAWN, DAY) * DAY;
        return "m" + sold.idFirst() % 2 + " DAY@" + day + " " + sold.surface() + "/NONE";
    }

    private static List<List<OrderEvent>> permutations(List<OrderEvent> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        List<List<OrderEvent>> all = new ArrayList<>();
        for (OrderEvent head : of) {
            List<OrderEvent> rest = new ArrayList<>(of);
            rest.remove(head);
            for (List<OrderEvent> tail : permutations(rest)) {
                List<OrderEvent> one = new ArrayList<>(List.of(head));
                one.addAll(tail);
                all.add(one);
            }
        }
        return all;
    }

    private static OrderEvent sold(Status status, long amount) {
        return sold(1, status, amount, "CNY", DAWN + HOUR);
    }

    private static OrderEvent sold(int line, Status status, long amount, String currency, long time) {
        return new OrderEvent(line, line, status, 2, amount, currency, Surface.SEARCH, 5, time);
    }
}
