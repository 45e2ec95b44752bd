package io.tributary.domain.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.BucketRange;
import io.tributary.domain.LocalizedText;
import io.tributary.domain.Surface;
import io.tributary.domain.eligibility.Eligibility;
import io.tributary.domain.eligibility.MerchantProfile;
import io.tributary.domain.enrolment.Seating;
import io.tributary.domain.ledger.Entry;
import io.tributary.domain.ledger.EntryKind;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.pool.ProgrammeSum;
import io.tributary.domain.pool.ProgrammeSums;
import io.tributary.domain.reward.Benefit;
import io.tributary.domain.reward.BenefitKind;
import io.tributary.domain.reward.BenefitUnit;
import io.tributary.domain.reward.MarginalTiers;
import io.tributary.domain.reward.Mission;
import io.tributary.domain.reward.RewardRules;
import io.tributary.domain.rules.Admission;
import io.tributary.domain.rules.Delivery;
import io.tributary.domain.rules.Delivery.Boost;
import io.tributary.domain.rules.Delivery.RelevanceLimit;
import io.tributary.domain.rules.Identity;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.domain.rules.ProgrammeStatus;
import io.tributary.domain.rules.Quota;
import io.tributary.domain.rules.RelevanceUnit;
import io.tributary.domain.rules.RuleBook;
import io.tributary.domain.rules.Term;
import io.tributary.engine.Engine;
import io.tributary.engine.StoredTask;
import io.tributary.store.live.ObjectCodec;
import io.tributary.topology.merchant.MerchantCodec;
import io.tributary.topology.merchant.TaskCodec;
import io.tributary.topology.state.WriterSchemas;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Random days of a merchant task under a pool that only takes rates whose sum was reported to fit. */
class MerchantTaskTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long DAWN = 1_772_380_800_000L;
    private static final long PERIOD = 3_600_000;
    private static final long POOL = 120;
    private static final MerchantPolicy POLICY = MerchantPolicy.of(20_000, 60_000, 0, ZONE);
    private static final BucketRange HOLDOUT = new BucketRange(0, 20);
    private static final ProgrammeRules RULES = new ProgrammeRules(
            new Identity("farm", 1, new LocalizedText("农特产品", "Farm"), ProgrammeStatus.ACTIVE, 1),
            new Term(DAWN, Long.MAX_VALUE, ZONE, 60),
            new Quota(POOL, 4, 60, Map.of()),
            new Delivery(
                    Set.of(Surface.FEED),
                    HOLDOUT,
                    new Boost(3, 0.1, 0.1, 1),
                    new RelevanceLimit(0, RelevanceUnit.SCORE)),
            new Admission(List.of()),
            liveShows());
    private static final RuleBook.Version VERSION =
            new RuleBook.Version(RULES, new Eligibility(List.of()), RuleBook.AT_ONCE);

    private final Map<String, MerchantState> merchants = new LinkedHashMap<>();
    private final SaidByTask said = new SaidByTask();
    private StoredTask stored;
    private TaskState state;
    private final Map<String, Long> charges = new HashMap<>();
    private MerchantTask task;
    private TaskReport report;
    private double rate = -1;
    private long ratedBeat;
    private double candidate;
    private long number;
    private long now = DAWN;
    private long ids;

    @Property(tries = 60)
    void shouldKeepItsBooksOnAnyDay(@ForAll long seed) {
        reset();
        Random random = new Random(seed);
        for (int step = 0; step < 500; step++) {
            now += random.nextInt(2_000);
            String merchant = "m" + random.nextInt(8);
            int kind = random.nextInt(21);
            if (kind == 20) {
                task.reported(merchant, null, new ReportedEvent(++ids, "live", now, 1 + random.nextInt(3), "", ""));
            } else if (kind == 0) {
                boolean optOut = random.nextInt(5) == 0;
                task.profile(merchant, profile(optOut), now);
            } else if (kind < 14) {
                show(merchant, random);
            } else {
                beat(random);
                checkBooks();
            }
        }
        beat(random);
        checkBooks();
    }

    /** Each earns a merchant a coupon, three in all: the floors of all merchants and their coupons are less than the pool. */
    private static RewardRules liveShows() {
        LocalizedText name = new LocalizedText("直播", "Live shows");
        Mission live = new Mission("live", name, "live", new Mission.Terms(2, false, 3, 0), List.of(), "coupon");
        Benefit coupon = new Benefit(
                "coupon",
                BenefitKind.TRAFFIC_COUPON,
                name,
                new Benefit.Allowance(BenefitUnit.EXPOSURES, 3, "", MarginalTiers.NONE),
                new Benefit.Validity(0, 1, false));
        return new RewardRules(List.of(live), List.of(coupon));
    }

    private void reset() {
        merchants.clear();
        charges.clear();
        said.issued.clear();
        said.withdrawn.clear();
        said.ledger.clear();
        now = DAWN;
        number = 0;
        rate = -1;
        candidate = 0;
        ratedBeat = 0;
        report = null;
        stored = StoredTask.empty();
        state = stored.state();
        task = new MerchantTask(
                POLICY,
                state,
                Engine.of(POLICY, stored, new FakeBook(merchants), TaskMemos.inMemory()),
                RuleBook.EMPTY,
                said);
    }

    private void show(String merchant, Random random) {
        Outbox.Directive directive = said.issued.get(merchant);
        String id = directive == null ? null : directive.parts().get(0).directiveId();
        int bucket = random.nextInt(60) - 1;
        boolean viewable = random.nextInt(5) > 0;
        int gain = random.nextInt(3);
        long time = now - random.nextInt(1_000);
        Participation part = participation(merchants.get(merchant));
        long before = state.counters().charged;
        task.impression(
                merchant,
                null,
                new ImpressionEvent(++ids, ids, Surface.FEED, 5, 5 - gain, viewable, false, id, 0.1, bucket, time));
        boolean due = part != null
                && id != null
                && viewable
                && gain > 0
                && bucket >= HOLDOUT.to()
                && time
                        < directive.expiresAt() / 1_000 * 1_000
                                + 1_000
                                + POLICY.directives().serveSlackMillis();
        assertThat(state.counters().charged - before).isEqualTo(due ? 1 : 0);
        if (due) {
            charges.merge(merchant, 1L, Long::sum);
        }
    }

    /**
     * The rate rises or falls to the candidate once its sum was reported. One that rises covers whom that report counted; one that falls
     * covers nobody more until the report after it, since who is raised meanwhile keeps what it has.
     */
    private void beat(Random random) {
        number++;
        now++;
        if (report != null && !report.programmes().isEmpty()) {
            ProgrammeSums sums = report.programmes().values().iterator().next();
            boolean fits = sums.count(ProgrammeSum.CANDIDATE_SUM) <= POOL - sums.count(ProgrammeSum.COMMITTED);
            boolean asked = sums.candidate().rate() == candidate;
            if (fits && asked) {
                ratedBeat = candidate < rate ? ratedBeat : report.beat();
                rate = candidate;
            } else if (rate >= 0) {
                candidate = rate;
            }
            if (random.nextInt(3) == 0 || !fits) {
                candidate = fits ? random.nextInt(30) : Math.max(0, candidate - 3);
            }
        }
        double schedule = Math.min(1, (now - DAWN) / (double) PERIOD);
        ProgrammeTerms terms = new ProgrammeTerms(
                "farm",
                1,
                DAWN,
                DAWN + PERIOD,
                DAWN + PERIOD,
                true,
                2,
                rate,
                ratedBeat,
                candidate,
                1,
                1,
                0.2,
                schedule,
                schedule,
                0.96,
                0,
                0,
                Seating.Terms.NONE);
        Set<String> stopped = random.nextInt(15) == 0 ? Set.of("merchant:m1") : Set.of();
        RuleBook rules = number == 1 ? new RuleBook(7, List.of(VERSION), List.of()) : null;
        BeatTerms beat = new BeatTerms(number, now, 1_000, List.of(terms), stopped, 7);
        assertThat(task.begin(beat, rules)).isTrue();
        do {
            report = task.sweep(1 + random.nextInt(6));
        } while (report == null);
    }

    private void checkBooks() {
        long granted = 0;
        ProgrammeSums sums = report.programmes().values().iterator().next();
        CandidateSums candidates =
                new CandidateSums(sums.candidate().rate(), sums.candidate().floorScale());
        for (MerchantState merchant : merchants.values()) {
            Participation part = merchant.participation("farm");
            if (part != null) {
                granted += part.budget().granted();
                candidates.add(part.budget());
                boolean boosted = said.issued.containsKey(merchant.id()) && !said.withdrawn.get(merchant.id());
                assertThat(boosted && part.budget().isSpent())
                        .as("%s is boosted though its grant is spent", merchant.id())
                        .isFalse();
            }
            checkLedger(merchant);
        }
        assertThat(granted).as("grants in force").isEqualTo(sums.count(ProgrammeSum.GRANTED));
        assertThat(sums.count(ProgrammeSum.CANDIDATE_SUM))
                .as("grants at the candidate")
                .isEqualTo(candidates.grants());
        assertThat(sums.amount(ProgrammeSum.FREE_WEIGHT))
                .as("weight below caps")
                .isEqualTo(candidates.freeWeight());
        assertThat(granted + sums.count(ProgrammeSum.COMMITTED))
                .as("grants and what left with their merchants")
                .isLessThanOrEqualTo(POOL + overspent());
    }

    /** What merchants spent above their grant under directives that were already out, before they left. */
    private long overspent() {
        return said.ledger.values().stream()
                .flatMap(List::stream)
                .mapToLong(entry -> Math.max(0, entry.spent() - entry.granted()))
                .sum();
    }

    /** The part in the programme, also one that was closed in this period. */
    private static Participation participation(MerchantState merchant) {
        if (merchant == null) {
            return null;
        }
        Participation part = merchant.participation("farm");
        return part == null ? merchant.departed("farm") : part;
    }

    private void checkLedger(MerchantState merchant) {
        List<Entry> entries = said.ledger.getOrDefault(merchant.id(), List.of());
        long charged = 0;
        Map<String, Long> coupons = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            assertThat(entries.get(i).sequence()).isEqualTo(i + 1);
            charged +=
                    entries.get(i).kind() == EntryKind.CHARGE ? entries.get(i).exposures() : 0;
            follow(coupons, entries.get(i));
        }
        assertThat(coupons).hasSizeLessThanOrEqualTo(3);
        assertThat(charged)
                .as("booked charges of %s", merchant.id())
                .isEqualTo(charges.getOrDefault(merchant.id(), 0L));
        Participation latest = participation(merchant);
        if (latest != null && !entries.isEmpty()) {
            Entry last = entries.get(entries.size() - 1);
            long released = last.kind() == EntryKind.RELEASE ? last.exposures() : 0;
            assertThat(last.spent()).isEqualTo(latest.budget().spent());
            assertThat(last.granted() - released).isEqualTo(latest.budget().granted());
        }
    }

    /** A coupon is issued once, and no more of it is used than was issued. */
    private static void follow(Map<String, Long> left, Entry entry) {
        if (entry.kind() == EntryKind.ISSUE) {
            assertThat(left.put(entry.couponId(), entry.exposures())).isNull();
        } else if (entry.kind() == EntryKind.USE) {
            assertThat(left.merge(entry.couponId(), -entry.exposures(), Long::sum))
                    .as("left of %s", entry.couponId())
                    .isNotNegative();
        }
    }

    @Test
    void shouldKeepItsStateInARoundTrip() {
        reset();
        Random random = new Random(5);
        for (int step = 0; step < 300; step++) {
            now += 500;
            if (step % 10 == 0) {
                task.profile("m" + step % 7, profile(false), now);
                beat(random);
            }
            show("m" + step % 9, random);
        }
        WriterSchemas writers = WriterSchemas.inMemory();
        Map<String, byte[]> written = records(new TaskCodec(writers), stored);
        StoredTask read = new TaskCodec(writers).read("task", written.get(""), written::get);
        assertThat(read.impressions().size()).isEqualTo(300);
        assertThat(records(new TaskCodec(writers), read).get("")).isEqualTo(written.get(""));
        MerchantCodec codec = new MerchantCodec(writers);
        for (MerchantState merchant : merchants.values()) {
            Map<String, byte[]> records = records(codec, merchant);
            MerchantState again = codec.read(merchant.id(), records.get(""), records::get);
            assertThat(records(codec, again)).containsExactlyEntriesOf(Map.of("", records.get("")));
            assertThat(again.profile()).isEqualTo(merchant.profile());
        }
    }

    private static <V> Map<String, byte[]> records(ObjectCodec<V> codec, V value) {
        Map<String, byte[]> records = new HashMap<>();
        codec.write(value, records::put);
        return records;
    }

    private static MerchantProfile profile(boolean optOut) {
        return new MerchantProfile("SMALL", List.of(), DAWN, "", List.of(), "", -1, 0, "", optOut);
    }
}
