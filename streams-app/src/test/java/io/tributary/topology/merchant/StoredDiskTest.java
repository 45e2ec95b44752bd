package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.MINUTE;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.state.StateVersion;
import io.tributary.events.v1.OrderStatus;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.TaskCounters;
import io.tributary.store.disk.StoredTable;
import io.tributary.topology.Names;
import io.tributary.topology.StateFolder;
import io.tributary.topology.state.StoredForms;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A task goes on from the disk, and from the changelog, that each version has left. Both are kept as files beside the golden bytes of {@link
 * StoredFormsTest}, and recorded by the same command.
 */
class StoredDiskTest {
    private static final String DISK = "disk.zip";
    private static final String CHANGELOG = "changelog.txt.gz";
    private static final long SHOWN = 7;
    private static final long CHARGED = 3;

    static Stream<Integer> versions() {
        return IntStream.rangeClosed(1, StateVersion.current()).boxed();
    }

    @Test
    void shouldBeRecordedForTheCurrentVersion() {
        if (!StoredForms.RECORDING) {
            assertThat(StoredForms.bytes(StateVersion.current(), DISK))
                    .as("disk")
                    .isNotEmpty();
            assertThat(StoredForms.bytes(StateVersion.current(), CHANGELOG))
                    .as("changelog")
                    .isNotEmpty();
            return;
        }
        try (MerchantFixture task = new MerchantFixture();
                StateFolder disk = new StateFolder()) {
            TestOutputTopic<byte[], byte[]> changelog = task.driver.createOutputTopic(
                    MerchantFixture.APPLICATION + "-" + Names.TASK_STORE + "-changelog",
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            live(task);
            List<Map.Entry<byte[], byte[]>> records = new ArrayList<>();
            changelog
                    .readRecordsToList()
                    .forEach(each -> records.add(new AbstractMap.SimpleEntry<>(each.key(), each.value())));
            StoredTable.make(table(disk), records);
            StoredForms.write(DISK, StoredTable.zip(table(disk)));
            StringBuilder lines = new StringBuilder();
            records.forEach(each -> lines.append(hex(each.getKey()))
                    .append('\t')
                    .append(each.getValue() == null ? "" : hex(each.getValue()))
                    .append('\n'));
            StoredForms.write(CHANGELOG, StoredForms.zipped(lines.toString()));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void shouldGoOnFromTheDiskOfEachVersion(int version) {
        try (StateFolder disk = new StateFolder()) {
            StoredTable.unzip(new ByteArrayInputStream(StoredForms.bytes(version, DISK)), table(disk));
            shouldFindWhatWasCounted(disk);
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void shouldGoOnFromTheChangelogOfEachVersion(int version) {
        List<Map.Entry<byte[], byte[]>> records = new ArrayList<>();
        StoredForms.unzipped(StoredForms.bytes(version, CHANGELOG)).lines().forEach(line -> {
            String[] parts = line.split("\t", 2);
            byte[] value = parts[1].isEmpty() ? null : HexFormat.of().parseHex(parts[1]);
            records.add(new AbstractMap.SimpleEntry<>(HexFormat.of().parseHex(parts[0]), value));
        });
        try (StateFolder disk = new StateFolder()) {
            StoredTable.restore(table(disk), records);
            shouldFindWhatWasCounted(disk);
        }
    }

    /** What the recorded task has lived through. */
    private static String live(MerchantFixture task) {
        task.grant(NOON, 100, "a", "b");
        String directive = task.lastBoost("a").getDirectiveId();
        for (int i = 0; i < CHARGED; i++) {
            task.show("a", task.boosted(directive, NOON));
        }
        for (long i = CHARGED; i < SHOWN; i++) {
            task.show("a", task.impression(NOON));
        }
        task.show("b", task.impression(NOON).setImpressionId("once"));
        task.sell("a", MerchantSamples.order("o1", OrderStatus.PAID, 900, NOON));
        task.sell("a", MerchantSamples.order("o2", OrderStatus.PAID, 500, NOON));
        task.sell("a", MerchantSamples.order("o2", OrderStatus.REFUNDED, 200, NOON));
        task.beat(NOON + SECOND);
        task.show("b", task.impression(NOON + SECOND));
        return directive;
    }

    private static void shouldFindWhatWasCounted(StateFolder disk) {
        try (MerchantFixture before = new MerchantFixture()) {
            String directive = live(before);
            try (MerchantFixture task = before.restarted(disk)) {
                task.show("a", task.boosted(directive, NOON));
                task.show("b", task.impression(NOON).setImpressionId("once"));
                task.sell("a", MerchantSamples.order("o1", OrderStatus.PAID, 900, NOON));
                PoolReport report = task.beat(NOON + 2 * MINUTE);

                TaskCounters counters = report.getCounters();
                assertThat(counters.getMerchants()).isEqualTo(2);
                assertThat(counters.getImpressions()).isEqualTo(SHOWN + 3);
                assertThat(counters.getCharged()).isEqualTo(CHARGED + 1);
                assertThat(counters.getDuplicates())
                        .as("an impression and a payment")
                        .isEqualTo(2);
                assertThat(counters.getOrders()).isEqualTo(2);
                assertThat(counters.getRefunds()).isEqualTo(1);
                List<LedgerEntry> charges = task.ledger.readValuesToList().stream()
                        .filter(each -> each.getKind() == EntryKind.CHARGE)
                        .toList();
                assertThat(charges).singleElement().satisfies(charge -> {
                    assertThat(charge.getMerchantId()).isEqualTo("a");
                    assertThat(charge.getSpent()).isEqualTo(CHARGED + 1);
                    assertThat(charge.getGranted()).isEqualTo(110);
                    assertThat(charge.getSequence())
                            .as("after a grant and a charge")
                            .isEqualTo(3);
                });
                List<ConversionMetric> minutes = task.metrics.readValuesToList().stream()
                        .filter(each -> each.getWindowSize() == WindowSize.MINUTE)
                        .toList();
                assertThat(sum(minutes, "a", ConversionMetric::getImpressions)).isEqualTo(SHOWN + 1);
                assertThat(sum(minutes, "a", ConversionMetric::getCharged)).isEqualTo(CHARGED + 1);
                assertThat(sum(minutes, "a", ConversionMetric::getOrders)).isEqualTo(2);
                assertThat(sum(minutes, "a", ConversionMetric::getRefunds)).isEqualTo(1);
                assertThat(sum(minutes, "b", ConversionMetric::getImpressions)).isEqualTo(2);
            }
        }
    }

    private static long sum(List<ConversionMetric> rows, String merchant, ToLongFunction<ConversionMetric> of) {
        return rows.stream()
                .filter(each -> each.getMerchantId().equals(merchant))
                .mapToLong(of)
                .sum();
    }

    private static Path table(StateFolder disk) {
        return disk.table(MerchantFixture.APPLICATION, "0_0", Names.TASK_STORE);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
