package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.MINUTE;
import static io.tributary.topology.merchant.MerchantFixture.NEWCOMER;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.PoolReport;
import io.tributary.programmes.v1.DatedEntry;
import io.tributary.programmes.v1.ListKind;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.topology.BeatParts;
import io.tributary.topology.ListSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Decisions change with the lists that they rest on, at the very moment at which an entry or a version begins or ends. */
class MerchantListsTest {
    private static final String JINPING = "522628";
    private static final String NAPO = "451026";
    private static final long END = NOON + 10 * MINUTE;

    private MerchantFixture task = new MerchantFixture();

    @AfterEach
    void close() {
        task.close();
    }

    private static ReferenceList counties(int version, String... codes) {
        ReferenceList list = ListSamples.list("counties", version, List.of(codes));
        list.setKind(ListKind.REGION);
        return list;
    }

    private static ReferenceList startingAt(long time, ReferenceList list) {
        list.setStartsAt(time);
        return list;
    }

    private void supportCounties(ReferenceList... lists) {
        Programme programme = MerchantSamples.programme(NEWCOMER, 2).build();
        programme.getEligibility().get(0).setExpression("merchant.regionCode in lists['counties']");
        task.put(programme);
        for (ReferenceList list : lists) {
            task.put(list);
        }
        profile("jinping", JINPING);
        profile("napo", NAPO);
    }

    private void profile(String merchant, String region) {
        task.profiles.pipeInput(
                merchant,
                MerchantSamples.profile(merchant).setRegionCode(region).build(),
                NOON);
    }

    /** What merchants were told since the last time: whether they are eligible. */
    private Map<String, Boolean> told() {
        Map<String, Boolean> told = new TreeMap<>();
        task.entitlements
                .readValuesToList()
                .forEach(one ->
                        told.put(one.getMerchantId(), one.getDecisions().get(0).getEligible()));
        return told;
    }

    /** Bytes of each record that the task has stored. */
    private List<Integer> stored() {
        List<Integer> bytes = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = task.stored().all()) {
            all.forEachRemaining(entry -> bytes.add(entry.value.length));
        }
        return bytes;
    }

    private void restart() {
        MerchantFixture before = task;
        task = before.restarted();
        before.close();
    }

    @Test
    void shouldDecideAnewAtTheMomentAtWhichAnEntryEnds() {
        ReferenceList list = counties(1, NAPO);
        list.setDatedEntries(new ArrayList<>(List.of(new DatedEntry(JINPING, null, END))));
        supportCounties(list);

        task.beat(NOON);
        assertThat(told()).isEqualTo(Map.of("jinping", true, "napo", true));
        task.beat(END - 1);
        assertThat(told()).isEmpty();
        task.beat(END);
        assertThat(told()).isEqualTo(Map.of("jinping", false));
        task.beat(END + MINUTE);
        assertThat(told()).isEmpty();
    }

    @Test
    void shouldDecideAnewAtTheMomentAtWhichAnEntryBegins() {
        ReferenceList list = counties(1, NAPO);
        list.setDatedEntries(new ArrayList<>(List.of(new DatedEntry(JINPING, END, null))));
        supportCounties(list);

        task.beat(NOON);
        assertThat(told()).isEqualTo(Map.of("jinping", false, "napo", true));
        task.beat(END - 1);
        assertThat(told()).isEmpty();
        task.beat(END);
        assertThat(told()).isEqualTo(Map.of("jinping", true));
    }

    @Test
    void shouldPutAVersionInForceAtItsTime() {
        supportCounties(counties(1, JINPING), startingAt(END, counties(2, NAPO)));

        task.beat(NOON);
        assertThat(told()).isEqualTo(Map.of("jinping", true, "napo", false));
        task.beat(END - 1);
        assertThat(told()).isEmpty();
        task.beat(END);
        assertThat(told()).isEqualTo(Map.of("jinping", false, "napo", true));
    }

    @Test
    void shouldPutAVersionInForceThatBeganWhileNoTaskRan() {
        supportCounties(counties(1, JINPING), startingAt(END, counties(2, NAPO)));
        task.beat(NOON);
        assertThat(told()).isEqualTo(Map.of("jinping", true, "napo", false));

        restart();
        task.beat(END + MINUTE);

        assertThat(told()).isEqualTo(Map.of("jinping", false, "napo", true));
    }

    @Test
    void shouldDecideAnewWhenAnEntryEndedWhileNoTaskRan() {
        ReferenceList list = counties(1, JINPING, NAPO);
        list.setEndsAt(END);
        supportCounties(list);
        task.beat(NOON);
        assertThat(told()).isEqualTo(Map.of("jinping", true, "napo", true));

        restart();
        task.beat(END - 1);
        assertThat(told()).isEmpty();
        task.beat(END);

        assertThat(told()).isEqualTo(Map.of("jinping", false, "napo", false));
    }

    /** The stored rules are in several records, and those that a smaller list does not need any more are deleted. */
    @Test
    void shouldKeepListsThatCameInRecordsBeforeTheBeat() {
        List<String> all = new ArrayList<>(IntStream.range(0, 60_000)
                .mapToObj(i -> "place-" + (100_000 + i))
                .toList());
        all.add(JINPING);
        supportCounties(ListSamples.list("counties", 1, all.subList(0, 30_000)));
        task.put(ListSamples.list("more", 1, all.subList(30_000, all.size())));
        task.rules
                .get(NEWCOMER)
                .getEligibility()
                .get(0)
                .setExpression("merchant.regionCode in lists['more'] || merchant.regionCode in lists['counties']");
        List<Beat> records = BeatParts.split(task.nextBeat(NOON));
        assertThat(records).hasSizeGreaterThan(1);

        records.forEach(record -> task.beats.pipeInput("0", record, NOON));
        assertThat(told()).isEqualTo(Map.of("jinping", true, "napo", false));
        assertThat(stored()).allMatch(bytes -> bytes < 600_000);
        assertThat(stored().stream().mapToInt(bytes -> bytes).sum()).isGreaterThan(800_000);
        restart();
        profile("late", JINPING);
        PoolReport report = task.beat(END);
        assertThat(report.getRulesDigest())
                .isEqualTo(records.get(records.size() - 1).getRulesDigest());
        assertThat(told()).isEqualTo(Map.of("late", true));

        task.lists.clear();
        task.put(counties(2, NAPO));
        task.put(counties(3, NAPO));
        task.rules.get(NEWCOMER).getEligibility().get(0).setExpression("merchant.regionCode in lists['counties']");
        task.beat(END + MINUTE);
        assertThat(told()).isEqualTo(Map.of("jinping", false, "late", false, "napo", true));
        assertThat(stored().stream().mapToInt(bytes -> bytes).sum()).isLessThan(100_000);
        restart();
        assertThat(task.beat(END + 2 * MINUTE).getProgrammes().get(0).getMembers())
                .isEqualTo(1);
    }

    @Test
    void shouldFollowAHundredProgrammesWithALargeListAtOneBeat() {
        List<String> all = new ArrayList<>(
                IntStream.range(0, 50_000).mapToObj(i -> "place-" + i).toList());
        all.add(JINPING);
        for (int i = 0; i < 99; i++) {
            Programme programme = MerchantSamples.programme("programme-" + i, 1).build();
            programme
                    .getEligibility()
                    .get(0)
                    .setExpression("merchant.regionCode in lists['counties'] && merchant.violations < " + (i + 1));
            task.put(programme);
        }
        supportCounties(ListSamples.list("counties", 1, all));

        BeatParts.split(task.nextBeat(NOON)).forEach(record -> task.beats.pipeInput("0", record, NOON));

        assertThat(task.reports.readValue().getProgrammes()).hasSize(100).allMatch(each -> each.getMembers() == 1);
        assertThat(task.entitlements.readValuesToList())
                .filteredOn(one -> one.getMerchantId().equals("jinping"))
                .singleElement()
                .satisfies(one -> assertThat(one.getDecisions()).hasSize(100).allMatch(each -> each.getEligible()));
    }

    @Test
    void shouldSayInItsReportThatARecordOfRulesLacks() {
        supportCounties(ListSamples.list("counties", 1, List.of(JINPING)));
        String held = task.beat(NOON).getRulesDigest();
        told();
        List<String> all = IntStream.range(0, 60_000)
                .mapToObj(i -> "place-" + (100_000 + i))
                .toList();
        task.put(ListSamples.list("first", 1, all.subList(0, 30_000)));
        task.put(ListSamples.list("second", 1, all.subList(30_000, 60_000)));
        List<Beat> records = BeatParts.split(task.nextBeat(END));

        task.beats.pipeInput("0", records.get(records.size() - 1), END);

        assertThat(task.reports.readValue().getRulesDigest()).isEqualTo(held);
        assertThat(told()).isEmpty();
    }
}
