package io.tributary.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.BucketRange;
import io.tributary.domain.Stage;
import io.tributary.domain.experiment.UntoldBuckets.LineChange;
import io.tributary.domain.metric.DayCalendar;
import io.tributary.domain.metric.Membership;
import io.tributary.domain.state.StateWriter;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class UntoldBucketsTest {
    private static final long DAY = 86_400_000;
    private static final long START = 20_000 * DAY;
    private static final Membership.Terms FARM =
            new Membership.Terms("farm", 2, Stage.GROW, new BucketRange(0, 100), Long.MAX_VALUE);
    private static final Membership.Terms COUNTY =
            new Membership.Terms("county", 1, Stage.SEED, new BucketRange(0, 50), Long.MAX_VALUE);
    private static final List<Membership> MEMBERSHIPS =
            List.of(Membership.NONE, Membership.of(List.of(FARM)), Membership.of(List.of(FARM, COUNTY)));

    private final DayCalendar calendar = new DayCalendar(ZoneOffset.UTC);
    private final UntoldBuckets untold = new UntoldBuckets();

    @Test
    void shouldCountAMerchantInEachOfItsProgrammesAndOnceAmongMembers() {
        untold.exposed(calendar, MEMBERSHIPS.get(2), 7, START, 1);
        untold.exposed(calendar, MEMBERSHIPS.get(1), 7, START + DAY - 1, 1);
        untold.exposed(calendar, MEMBERSHIPS.get(0), 7, START, 1);
        untold.exposed(calendar, MEMBERSHIPS.get(0), 7, START, -1);
        untold.ordered(calendar, MEMBERSHIPS.get(2), 7, START, new LineChange(1, 3, "CNY", 500));
        untold.ordered(calendar, MEMBERSHIPS.get(2), 7, START, new LineChange(-1, 0, "CNY", -500));
        assertThat(untold.days()).hasSize(1);
        Map<BucketGroup, BucketCounts> groups = untold.days().iterator().next().groups();
        assertThat(groups.get(BucketGroup.MERCHANTS).exposures(7)).isEqualTo(2);
        assertThat(groups.get(BucketGroup.MEMBERS).exposures(7)).isEqualTo(2);
        assertThat(groups.get(BucketGroup.of(FARM)).exposures(7)).isEqualTo(2);
        assertThat(groups.get(BucketGroup.of(COUNTY)).exposures(7)).isEqualTo(1);
        BucketCounts county = groups.get(BucketGroup.of(COUNTY));
        assertThat(county.orders(7)).isZero();
        assertThat(county.units(7)).as("units are as paid").isEqualTo(3);
        assertThat(county.sales(7, "CNY")).isZero();
        assertThat(county.exposures(8)).isZero();
    }

    @Test
    void shouldSayWhatItCannotCount() {
        assertThat(untold.exposed(calendar, Membership.NONE, -1, START, 1)).isFalse();
        for (int day = 0; day < UntoldBuckets.MOST_DAYS; day++) {
            assertThat(untold.exposed(calendar, Membership.NONE, 1, START + day * DAY, 1))
                    .isTrue();
        }
        assertThat(untold.exposed(calendar, Membership.NONE, 1, START - DAY, 1)).isFalse();
        for (int currency = 0; currency < BucketCounts.MOST_CURRENCIES; currency++) {
            LineChange sold = new LineChange(1, 1, "CU" + currency, 5);
            assertThat(untold.ordered(calendar, Membership.NONE, 1, START, sold))
                    .isTrue();
        }
        assertThat(untold.ordered(calendar, Membership.NONE, 1, START, new LineChange(1, 1, "CNY", 5)))
                .isFalse();
        untold.told();
        untold.writeChanges(new StateWriter(), (name, bytes) -> {
            throw new AssertionError("nothing was stored, so nothing is to be deleted: " + name);
        });
        assertThat(untold.exposed(calendar, Membership.NONE, 1, START - DAY, 1))
                .as("what was told is forgotten")
                .isTrue();
    }

    @Property(tries = 25)
    void shouldTellOfAllOnceWhateverIsCommittedAndRestarted(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, Long> expected = new TreeMap<>();
        Map<String, Long> told = new TreeMap<>();
        Map<String, byte[]> store = new HashMap<>();
        UntoldBuckets live = new UntoldBuckets();
        for (int i = 0; i < 300; i++) {
            switch (random.nextInt(12)) {
                case 0 -> {
                    tell(live, told);
                    live.told();
                }
                case 1 -> commit(live, store);
                case 2 -> {
                    commit(live, store);
                    UntoldBuckets next = new UntoldBuckets();
                    next.read(live.index(), store::get);
                    live = next;
                }
                default -> count(live, random, expected);
            }
        }
        tell(live, told);
        told.values().removeIf(sum -> sum == 0);
        expected.values().removeIf(sum -> sum == 0);
        assertThat(told).isEqualTo(expected);
        live.told();
        commit(live, store);
        assertThat(store).as("what was told is not stored any more").isEmpty();
        assertThat(live.index()).isEmpty();
    }

    private void count(UntoldBuckets live, Random random, Map<String, Long> expected) {
        Membership membership = MEMBERSHIPS.get(random.nextInt(3));
        int bucket = random.nextInt(1000);
        long time = START + random.nextInt(3) * DAY + random.nextInt((int) DAY);
        boolean isExposure = random.nextBoolean();
        int by = random.nextInt(4) == 0 ? -1 : 1;
        LineChange change =
                new LineChange(by, random.nextInt(3), random.nextBoolean() ? "CNY" : "USD", random.nextInt(1000) - 300);
        boolean counted = isExposure
                ? live.exposed(calendar, membership, bucket, time, by)
                : live.ordered(calendar, membership, bucket, time, change);
        assertThat(counted).isTrue();
        for (String group : groups(membership)) {
            String key = Math.floorDiv(time, DAY) + " " + group + " " + bucket + " ";
            if (isExposure) {
                expected.merge(key + "exposures", (long) by, Long::sum);
            } else {
                expected.merge(key + "orders", (long) change.orders(), Long::sum);
                expected.merge(key + "units", (long) change.units(), Long::sum);
                expected.merge(key + change.currency(), change.amount(), Long::sum);
            }
        }
    }

    private static List<String> groups(Membership membership) {
        return switch (membership.size()) {
            case 0 -> List.of("MERCHANTS");
            case 1 -> List.of("MERCHANTS", "MEMBERS", "PROGRAMME farm 2 GROW");
            default -> List.of("MERCHANTS", "MEMBERS", "PROGRAMME farm 2 GROW", "PROGRAMME county 1 SEED");
        };
    }

    private static void tell(UntoldBuckets live, Map<String, Long> told) {
        for (UntoldDay day : live.days()) {
            day.groups().forEach((group, counts) -> {
                String name = group.scope() == BucketScope.PROGRAMME
                        ? "PROGRAMME " + group.programmeId() + " " + group.version() + " " + group.stage()
                        : group.scope().name();
                String place = day.start() / DAY + " " + name + " ";
                for (int bucket = 0; bucket < 1000; bucket++) {
                    tell(told, place, bucket, "exposures", counts.exposures(bucket));
                    tell(told, place, bucket, "orders", counts.orders(bucket));
                    tell(told, place, bucket, "units", counts.units(bucket));
                    for (String currency : counts.currencies()) {
                        tell(told, place, bucket, currency, counts.sales(bucket, currency));
                    }
                }
            });
        }
    }

    /** Most buckets have counted nothing, and a name for each of these would take longer than all else. */
    private static void tell(Map<String, Long> told, String place, int bucket, String what, long count) {
        if (count != 0) {
            told.merge(place + bucket + " " + what, count, Long::sum);
        }
    }

    private static void commit(UntoldBuckets live, Map<String, byte[]> store) {
        live.writeChanges(new StateWriter(), (name, bytes) -> {
            if (bytes == null) {
                assertThat(store.remove(name)).as("deleted once").isNotNull();
            } else {
                store.put(name, bytes);
            }
        });
    }
}
