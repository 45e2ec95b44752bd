package io.tributary.bench.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bench.workload.WorkloadSettings;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.pool.v1.PoolReport;
import io.tributary.schemas.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That the kernels do what they are named after. */
class KernelTest {
    private static final WorkloadSettings SETTINGS =
            WorkloadSettings.standard(1, 1).withMerchants(100);

    @Test
    void shouldChargeTheChargedAndNobodyElse() {
        Captured said = new Captured(1_000);
        LivePartition partition = new LivePartition(SETTINGS, said);
        Events events = new Events(SETTINGS, 50, partition.now());
        events.plain.forEach(each -> partition.event(each.merchantId(), each.event()));
        events.charged.forEach(each -> partition.event(each.merchantId(), each.event()));
        events.plain.forEach(each -> partition.event(each.merchantId(), each.event()));
        partition.beat(partition.now() + 1);

        List<PoolReport> reports = said.of(Topics.POOL_REPORTS);
        var counters = reports.get(reports.size() - 1).getCounters();
        assertThat(counters.getImpressions()).isEqualTo(100);
        assertThat(counters.getCharged()).isEqualTo(50);
        assertThat(counters.getDuplicates()).isEqualTo(50);
        List<LedgerEntry> entries = said.of(Topics.LEDGER);
        assertThat(entries.stream()
                        .filter(entry -> entry.getKind() == EntryKind.CHARGE)
                        .mapToLong(LedgerEntry::getExposures)
                        .sum())
                .isEqualTo(50);
    }

    @Test
    void shouldGiveNoIdTwice() {
        FreshIds ids = new FreshIds();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String id = ids.next();
            assertThat(id).hasSize(33).contains("-");
            assertThat(seen.add(id)).isTrue();
        }
    }

    @Test
    void shouldHashATextAsItsBytesInARecord() {
        HashBenchmark bytes = hashes();
        HashBenchmark texts = hashes();
        for (int i = 0; i < 100; i++) {
            assertThat(texts.ownOfText()).isEqualTo(bytes.own());
            assertThat(texts.xxh3Of128BitsOfText()).isEqualTo(bytes.xxh3Of128Bits());
        }
    }

    private static HashBenchmark hashes() {
        HashBenchmark hashes = new HashBenchmark();
        hashes.length = "8 to 36";
        hashes.begin();
        return hashes;
    }

    @Test
    void shouldFindEveryMerchantThatIsLookedUp() {
        LookUpBenchmark tables = new LookUpBenchmark();
        tables.entries = 100;
        tables.begin();
        assertThat(tables.ownTable()).doesNotContainNull();
        assertThat(tables.mapByText()).doesNotContainNull();
        assertThat(tables.mapByBytes()).doesNotContainNull();
    }
}
