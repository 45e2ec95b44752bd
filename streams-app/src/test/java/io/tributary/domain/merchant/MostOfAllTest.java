package io.tributary.domain.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.ledger.Entry;
import io.tributary.domain.ledger.EntryKind;
import io.tributary.domain.ledger.GrantTerms;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.rules.Funding;
import io.tributary.domain.rules.Quota.Sharing;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MostOfAllTest {
    private static final MerchantPolicy POLICY = MerchantPolicy.of(20_000, 60_000, 0, ZoneId.of("Asia/Shanghai"));

    private final List<FarmProgramme> farms =
            List.of(new FarmProgramme("agri"), new FarmProgramme("county"), new FarmProgramme("farm"));
    private final List<Entry> entries = new ArrayList<>();
    private final Ledger ledger = new Ledger((merchant, entry) -> entries.add(entry));
    private final MerchantState merchant = new MerchantState("m1");
    private final VisitContext visit = new VisitContext();
    private TaskProgrammes programmes;
    private Settlement settlement;
    private long beat;

    @Test
    void shouldCutWhatComesLaterInTheOrderOfIds() {
        limitAll(50);
        enrol(List.of(2, 1, 0));
        settle(40, 40, 40);
        assertThat(granted()).containsExactly(44L, 6L, 0L);
        assertThat(entries.stream().filter(entry -> entry.kind() == EntryKind.GRANT && entry.reason() != null))
                .isNotEmpty()
                .allMatch(entry -> entry.reason().en().startsWith("All programmes together"));

        settle(0, 40, 40);
        assertThat(granted()).containsExactly(4L, 44L, 2L);
    }

    @Test
    void shouldNotTakeBackWhatIsSpent() {
        limitAll(50);
        enrol(List.of(0, 1, 2));
        settle(0, 0, 40);
        assertThat(granted()).containsExactly(4L, 4L, 42L);
        FarmProgramme.charge(ledger, part(2), 30);
        settle(40, 0, 40);
        assertThat(granted()).containsExactly(20L, 0L, 30L);
    }

    @Test
    void shouldTakeWhatIsGrantedWithoutLimitOffTheOthers() {
        farms.get(1).sharing = new Sharing(Funding.PLATFORM, 50);
        begin();
        enrol(List.of(0, 1, 2));
        settle(20, 40, 20);
        assertThat(granted()).containsExactly(24L, 2L, 24L);
    }

    @Test
    void shouldGrantMoreOnceThereIsRoomAndARateThatCoversIt() {
        limitAll(50);
        enrol(List.of(0, 1));
        settle(40, 40, 0);
        assertThat(part(1).budget().granted()).isEqualTo(6);
        farms.get(0).grantRate = 0;
        farms.forEach(each -> each.ratedBeat = 0);
        visit();
        assertThat(part(1).budget().granted())
                .as("not before the rate covers it")
                .isEqualTo(6);
        settle(0, 40, 0);
        assertThat(part(1).budget().granted()).isEqualTo(44);
    }

    /** Whatever rates come, in whatever order the merchant joined and shows, the sum of what is granted stays within the limit. */
    @Property(tries = 1_000)
    void shouldKeepAllTogetherWithinTheLimit(@ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int limit) {
        // The tries of a property share one object, and each is to begin with a merchant that takes part in nothing.
        new MostOfAllTest().keepWithin(limit, new Random(seed));
    }

    private void keepWithin(int limit, Random random) {
        limitAll(limit);
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2));
        Collections.shuffle(order, random);
        enrol(order);
        for (int step = 0; step < 30; step++) {
            if (random.nextBoolean()) {
                settle(random.nextInt(-1, 60), random.nextInt(-1, 60), random.nextInt(-1, 60));
            } else {
                Participation part = part(random.nextInt(3));
                FarmProgramme.charge(ledger, part, random.nextLong(part.budget().left() + 1));
                visit();
            }
            assertThat(granted().stream().mapToLong(Long::longValue).sum()).isLessThanOrEqualTo(limit);
        }
    }

    private void limitAll(long limit) {
        farms.forEach(each -> each.sharing = new Sharing(Funding.PLATFORM, limit));
        begin();
    }

    private void begin() {
        programmes = new TaskProgrammes(FarmProgramme.book(farms.toArray(FarmProgramme[]::new)), FarmProgramme.NOON);
        settlement = new Settlement(
                programmes,
                ledger,
                new BoostLevels(POLICY.directives().lifeMillis()),
                new DeliveryHorizon(POLICY, new TaskState()),
                new DecisionLog(programmes, new SaidByTask()));
    }

    private void enrol(List<Integer> order) {
        for (int each : order) {
            Participation part = farms.get(each).enrol(merchant, ledger, 0);
            part.budget().agree(new GrantTerms(4, 1, 60), false, 1);
            programmes.members(part.programmeId()).join(merchant, part);
        }
    }

    /** Grants at these rates, which cover what was agreed until now. */
    private void settle(double... rates) {
        for (int i = 0; i < rates.length; i++) {
            farms.get(i).grantRate = rates[i];
            farms.get(i).ratedBeat = beat + 1;
        }
        visit();
        visit();
    }

    private void visit() {
        farms.forEach(each -> programmes.members(each.id).terms(each.terms()));
        visit.begin(new BeatTerms(++beat, FarmProgramme.NOON, 1_000, List.of(), Set.of(), 7), null);
        visit.visit(merchant);
        settlement.settle(visit);
    }

    private Participation part(int farm) {
        return merchant.participation(farms.get(farm).id);
    }

    private List<Long> granted() {
        return farms.stream()
                .map(each -> merchant.participation(each.id))
                .map(part -> part == null ? 0 : part.budget().granted())
                .toList();
    }
}
