package io.tributary.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.merchant.OrderEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CountJournalTest {
    private static final int STEPS = 400;
    private static final int COMMIT = 60;
    private static final int MERCHANTS = 6;

    /** Steps that were not committed when it was killed are done once more, as Kafka has it. */
    @Property(tries = 200)
    void shouldHaveCountedWhatATaskHasThatWasNeverKilled(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 80) int mostEntries,
            @ForAll @IntRange(min = 1, max = 6) int mostSegments) {
        List<Consumer<JournalledTask>> steps = steps(new Random(seed));
        JournalledTask.Disk quiet = new JournalledTask.Disk();
        JournalledTask steady = new JournalledTask(quiet, mostEntries, mostSegments);
        steps.forEach(step -> step.accept(steady));
        steady.commit();

        Random kills = new Random(~seed);
        JournalledTask.Disk disk = new JournalledTask.Disk();
        JournalledTask killed = new JournalledTask(disk, mostEntries, mostSegments);
        int committed = 0;
        for (int step = 0; step < STEPS; step++) {
            steps.get(step).accept(killed);
            if (kills.nextInt(12) == 0) {
                killed.commit();
                committed = step + 1;
            }
            if (kills.nextInt(40) == 0) {
                killed = new JournalledTask(disk, mostEntries, mostSegments);
                step = committed - 1;
            }
        }
        killed.commit();
        JournalledTask last = new JournalledTask(disk, mostEntries, mostSegments);
        last.beat(STEPS, JournalledTask.DAWN + 10_000_000);
        steady.beat(STEPS, JournalledTask.DAWN + 10_000_000);

        assertThat(disk.rowsByMerchant()).isEqualTo(quiet.rowsByMerchant());
        assertThat(last.merchants()).isEqualTo(steady.merchants());
    }

    private static List<Consumer<JournalledTask>> steps(Random random) {
        List<Consumer<JournalledTask>> steps = new ArrayList<>();
        long now = JournalledTask.DAWN;
        for (int step = 0; step < STEPS; step++) {
            now += random.nextInt(2_000);
            long time = now;
            long number = step + 1;
            String merchant = "m" + random.nextInt(MERCHANTS);
            int kind = random.nextInt(10);
            if (kind == 0) {
                steps.add(task -> task.beat(number, time));
            } else if (kind == 1) {
                steps.add(task -> task.hydrate(2));
            } else if (kind == 2) {
                // Few lines, so that some are paid before they are turned back, and some come twice.
                long line = random.nextInt(40);
                OrderEvent.Status status = OrderEvent.Status.values()[random.nextInt(4)];
                String currency = random.nextBoolean() ? "CNY" : "USD";
                long sold = now - (random.nextInt(8) == 0 ? 150_000 : random.nextInt(3_000));
                steps.add(task -> task.order(merchant, line, status, currency, sold));
            } else {
                boolean viewable = random.nextBoolean();
                long shown = now - (random.nextInt(8) == 0 ? 150_000 : random.nextInt(3_000));
                long id = random.nextInt(10) == 0 ? number - 1 : number;
                steps.add(task -> task.show(merchant, id, viewable, shown));
            }
        }
        return steps;
    }

    @Test
    void shouldWriteNoMerchantForWhatOnlyCounts() {
        JournalledTask task = new JournalledTask(new JournalledTask.Disk(), 1_000, 100);
        task.show("a", 1, true, JournalledTask.DAWN);
        task.show("b", 1, true, JournalledTask.DAWN);
        task.commit();
        assertThat(task.written()).as("new").isEqualTo(2);

        task.show("a", 2, true, JournalledTask.DAWN + 1);
        task.show("a", 2, true, JournalledTask.DAWN + 1);
        task.commit();
        assertThat(task.written()).isZero();
        assertThat(task.journalSize()).as("duplicates do not count").isEqualTo(1);

        task.show("a", 3, true, JournalledTask.DAWN + 60_000);
        task.commit();
        assertThat(task.written()).as("a minute begins").isZero();
        assertThat(task.journalSize()).isEqualTo(2);

        task.beat(1, JournalledTask.DAWN + 65_000);
        task.commit();
        assertThat(task.written()).as("their minute has ended").isEqualTo(2);
        assertThat(task.journalSize()).as("their records have all").isZero();
        assertThat(task.journalSegments()).isZero();
    }

    @Test
    void shouldWriteNoMerchantForAnOrderThatOnlyCounts() {
        JournalledTask.Disk disk = new JournalledTask.Disk();
        JournalledTask task = new JournalledTask(disk, 1_000, 100);
        task.show("a", 1, true, JournalledTask.DAWN);
        // Its first sale is a milestone, which its record has.
        task.order("a", 1, OrderEvent.Status.PAID, "CNY", JournalledTask.DAWN + 2);
        task.commit();

        task.order("a", 1, OrderEvent.Status.PLACED, "CNY", JournalledTask.DAWN + 1);
        task.order("a", 2, OrderEvent.Status.PAID, "CNY", JournalledTask.DAWN + 3);
        task.order("a", 2, OrderEvent.Status.REFUNDED, "CNY", JournalledTask.DAWN + 4);
        task.commit();
        assertThat(task.written()).isZero();

        JournalledTask after = new JournalledTask(disk, 1_000, 100);
        after.beat(1, JournalledTask.DAWN + 65_000);
        after.commit();
        assertThat(disk.rowsByMerchant().get("a"))
                .containsExactly(
                        "a MINUTE@0 PROVISIONAL FEED/NONE 1/1/0" + " 1/2/1/4{CNY=Money[gross=600, refunded=300]} #1");

        after.order("a", 1, OrderEvent.Status.REFUNDED, "CNY", JournalledTask.DAWN + 66_000);
        after.commit();
        assertThat(after.written()).as("its minute is closed").isEqualTo(1);
    }

    @Test
    void shouldPublishAMinuteOfWhichTheRecordKnewNothing() {
        JournalledTask.Disk disk = new JournalledTask.Disk();
        JournalledTask before = new JournalledTask(disk, 1_000, 100);
        before.show("a", 1, true, JournalledTask.DAWN);
        before.commit();
        before.show("a", 2, true, JournalledTask.DAWN + 60_000);
        before.show("a", 3, false, JournalledTask.DAWN + 60_001);
        before.commit();

        JournalledTask after = new JournalledTask(disk, 1_000, 100);
        after.beat(1, JournalledTask.DAWN + 125_000);
        after.commit();

        assertThat(disk.rowsByMerchant().get("a"))
                .contains(
                        "a MINUTE@0 FINAL FEED/NONE 1/1/0 0/0/0/0{} #1",
                        "a MINUTE@60000 PROVISIONAL FEED/NONE 2/1/0 0/0/0/0{} #1");
    }

    @Test
    void shouldHoldFewEntriesAndSegmentsHoweverManyCome() {
        JournalledTask task = new JournalledTask(new JournalledTask.Disk(), 500, 20);
        long id = 0;
        long most = 0;
        for (int commit = 0; commit < 200; commit++) {
            id = showAndCommit(task, id);
            most = Math.max(most, task.journalSize());
            assertThat(task.journalSize()).isLessThanOrEqualTo(500 + 2 * COMMIT);
            assertThat(task.journalSegments()).isLessThanOrEqualTo(20 + 2);
        }
        assertThat(most).isGreaterThan(300);
    }

    @Test
    void shouldWriteNoMerchantToStaySmallWhereRecapsAreFew() {
        JournalledTask task = new JournalledTask(new JournalledTask.Disk(), 500, 1_000);
        long id = showAndCommit(task, 0);
        for (int commit = 0; commit < 200; commit++) {
            id = showAndCommit(task, id);
            assertThat(task.written()).isZero();
            assertThat(task.journalSize()).isLessThanOrEqualTo(500 + 2 * COMMIT);
        }
    }

    @Test
    void shouldWriteMerchantsToStaySmallWhereRecapsWouldBeMost() {
        JournalledTask task = new JournalledTask(new JournalledTask.Disk(), 80, 1_000);
        long id = showAndCommit(task, 0);
        int written = 0;
        for (int commit = 0; commit < 200; commit++) {
            id = showAndCommit(task, id);
            written += task.written();
            assertThat(task.journalSize()).isLessThanOrEqualTo(80 + 2 * COMMIT);
        }
        assertThat(written).isPositive();
    }

    @Test
    void shouldNotGrowWhileNoBeatComesAfterARestart() {
        JournalledTask.Disk disk = new JournalledTask.Disk();
        JournalledTask before = new JournalledTask(disk, 500, 20);
        before.show("quiet", 1, true, JournalledTask.DAWN);
        before.commit();
        before.show("quiet", 2, true, JournalledTask.DAWN);
        before.commit();
        assertThat(before.journalSize()).isEqualTo(1);

        JournalledTask task = new JournalledTask(disk, 500, 20);
        long id = 1_000;
        for (int commit = 0; commit < 100; commit++) {
            id = showAndCommit(task, id);
            assertThat(task.journalSize()).isLessThanOrEqualTo(2 * 500 + 2 * COMMIT);
            assertThat(task.journalSegments()).isLessThanOrEqualTo(2 * 20 + 2);
        }
    }

    /** @return the last id */
    private static long showAndCommit(JournalledTask task, long before) {
        for (long id = before + 1; id <= before + COMMIT; id++) {
            task.show("m" + id % 50, id, true, JournalledTask.DAWN + id);
        }
        task.commit();
        return before + COMMIT;
    }

    @Test
    void shouldRefuseToGoOnWithoutASegment() {
        JournalledTask.Disk disk = new JournalledTask.Disk();
        JournalledTask task = new JournalledTask(disk, 100, 10);
        task.show("a", 1, true, JournalledTask.DAWN);
        task.show("a", 2, true, JournalledTask.DAWN);
        task.commit();
        task.show("a", 3, true, JournalledTask.DAWN);
        task.commit();
        assertThat(disk.records.keySet().removeIf(key -> key.startsWith("task j")))
                .isTrue();

        assertThatThrownBy(() -> new JournalledTask(disk, 100, 10))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("count journal: segment");
    }
}
