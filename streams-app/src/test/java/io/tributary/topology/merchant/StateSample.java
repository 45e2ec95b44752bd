package io.tributary.topology.merchant;

import io.tributary.common.v1.LocalizedText;
import io.tributary.domain.BucketRange;
import io.tributary.domain.ItemFacts;
import io.tributary.domain.Stage;
import io.tributary.domain.Surface;
import io.tributary.domain.allocation.Controller;
import io.tributary.domain.allocation.Pacer;
import io.tributary.domain.allocation.Reach;
import io.tributary.domain.allocation.Response;
import io.tributary.domain.appeal.AppealCase;
import io.tributary.domain.appeal.CaseEvent;
import io.tributary.domain.eligibility.Attribute;
import io.tributary.domain.eligibility.MerchantProfile;
import io.tributary.domain.enrolment.ClockState;
import io.tributary.domain.enrolment.Clocks;
import io.tributary.domain.enrolment.Place;
import io.tributary.domain.enrolment.Seating;
import io.tributary.domain.entity.EntityAnswer;
import io.tributary.domain.entity.Holding;
import io.tributary.domain.entity.Ownership;
import io.tributary.domain.entity.Share;
import io.tributary.domain.experiment.UntoldBuckets;
import io.tributary.domain.ledger.Budget;
import io.tributary.domain.ledger.Coupon;
import io.tributary.domain.ledger.Coupons;
import io.tributary.domain.ledger.GrantTerms;
import io.tributary.domain.ledger.Period;
import io.tributary.domain.merchant.BeatTerms;
import io.tributary.domain.merchant.ImpressionEvent;
import io.tributary.domain.merchant.MerchantHead;
import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.merchant.MerchantRepository;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.merchant.MerchantTask;
import io.tributary.domain.merchant.OrderEvent;
import io.tributary.domain.merchant.Outbox;
import io.tributary.domain.merchant.Participation;
import io.tributary.domain.merchant.ReportedEvent;
import io.tributary.domain.merchant.TaskMemos;
import io.tributary.domain.merchant.VerdictEvent;
import io.tributary.domain.metric.DayCalendar;
import io.tributary.domain.metric.Membership;
import io.tributary.domain.metric.SettledWindows;
import io.tributary.domain.metric.WindowsSnapshot;
import io.tributary.domain.order.OrderMemo;
import io.tributary.domain.order.OrderMemos;
import io.tributary.domain.reward.Benefit;
import io.tributary.domain.reward.BenefitKind;
import io.tributary.domain.reward.BenefitStatus;
import io.tributary.domain.reward.BenefitUnit;
import io.tributary.domain.reward.GivenBenefit;
import io.tributary.domain.reward.MarginalTiers;
import io.tributary.domain.reward.MerchantRewards;
import io.tributary.domain.reward.MissionProgress;
import io.tributary.domain.rules.RuleBook;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import io.tributary.engine.Engine;
import io.tributary.engine.StoredTask;
import io.tributary.pool.v1.Beat;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.UnknownPolicy;
import io.tributary.topology.Digests;
import io.tributary.topology.state.WriterSchemas;
import java.lang.reflect.Proxy;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A task with merchants of which everything is stored that can be, and nothing is calculated that depends on the processor. */
final class StateSample {
    private static final long DAWN = 1_772_380_800_000L;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long MINUTE = 60_000;
    private static final long RULES_DIGEST = -5;
    private static final HexFormat HEX = HexFormat.of();
    private static final MerchantPolicy POLICY = MerchantPolicy.of(20_000, 60_000, 5_000, ZONE);

    private final MerchantRepository merchants = MerchantRepository.inMemory();
    private final Map<String, OrderMemo> memos = new TreeMap<>();
    private final Map<SettledWindows.Key, WindowsSnapshot> windows = new LinkedHashMap<>();
    private final StoredTask stored = StoredTask.empty();

    StateSample() {
        Outbox nobody = (Outbox) Proxy.newProxyInstance(
                Outbox.class.getClassLoader(), new Class<?>[] {Outbox.class}, (of, what, with) -> null);
        MerchantTask task = new MerchantTask(
                POLICY,
                stored.state(),
                Engine.of(
                        POLICY,
                        stored,
                        merchants,
                        TaskMemos.inMemory().withOrders(new Memos()).withWindows(new Windows())),
                RuleBook.EMPTY,
                nobody);
        task.beat(beat(7, DAWN), rules());
        stored.state().rules(new byte[] {1, 2, 3});
        task.profile("m-1", profile(), DAWN);
        task.reported("m-1", null, new ReportedEvent(77, "listed", DAWN + 1, 1, "", "item"));
        task.reported("m-1", null, new ReportedEvent(-78, "live", DAWN + 2, 45, "", ""));
        task.feedback("m-1", null, appeal("case-1", CaseEvent.Action.OPENED, null));
        task.feedback("m-1", null, appeal("case-2", CaseEvent.Action.OPENED, null));
        task.feedback("m-1", null, appeal("case-2", CaseEvent.Action.HUMAN_REQUESTED, null));
        CaseEvent.Closing closing = new CaseEvent.Closing(AppealCase.Outcome.UPHELD, true, 6);
        task.feedback("m-1", null, appeal("case-2", CaseEvent.Action.CLOSED, closing));
        task.reported("m-1", null, new ReportedEvent(79, "left", DAWN - 20, 1, "spring", ""));
        task.reported("m-1", null, new ReportedEvent(80, "invited", DAWN - 5, 1, "spring", ""));
        task.reported("m-1", null, new ReportedEvent(81, "applied", DAWN, 1, "autumn", ""));
        for (int i = 0; i < 5; i++) {
            task.impression("m-1", null, impression(i, Surface.FEED, i % 2 == 0, DAWN + i * MINUTE));
            task.impression("m-2", null, impression(i, Surface.SEARCH, true, DAWN + 10));
        }
        task.order("m-1", null, order(1, OrderEvent.Status.PAID, 300, "CNY"));
        task.order("m-1", null, order(1, OrderEvent.Status.REFUNDED, 100, "CNY"));
        task.order("m-2", null, order(2, OrderEvent.Status.PAID, 900, "USD"));
        // One of an hour that is final.
        task.impression("m-2", null, impression(9, Surface.LIVE, true, DAWN - 3 * 60 * MINUTE));
        task.verdict("m-2", null, verdict(41, null));
        task.verdict("m-1", null, verdict(42, new ItemFacts("FRUIT", Set.of("AGRI", "NEW"), DAWN - MINUTE)));
        // Windows are closed and merchants are decided.
        task.beat(beat(8, DAWN + 2 * MINUTE), null);
        countByBucket();
        MerchantState member = merchants.find("m-1");
        member.restore(List.of(part("spring", false), part("autumn", true)));
        member.restore(DAWN + 3, clocks());
        member.restore(ownership(member.ownership()));
        member.rewards(rewards());
        member.restore(new MerchantHead(
                new MerchantHead.Place(0, 3, true, false), new MerchantHead.Directive(4, DAWN, DAWN + 20_000), 9));
    }

    /** What is told of with the next minute. */
    private void countByBucket() {
        DayCalendar calendar = new DayCalendar(ZONE);
        Membership spring = Membership.of(
                List.of(new Membership.Terms("spring", 2, Stage.GROW, new BucketRange(0, 100), Long.MAX_VALUE)));
        UntoldBuckets untold = stored.state().untold();
        untold.exposed(calendar, Membership.NONE, 7, DAWN, 1);
        untold.exposed(calendar, spring, 20, DAWN, 1);
        untold.ordered(calendar, spring, 999, DAWN - 1, new UntoldBuckets.LineChange(-1, 2, "CNY", -300));
    }

    /** All records by their names. */
    Map<String, byte[]> records(WriterSchemas writers) {
        Map<String, byte[]> records = new TreeMap<>();
        MerchantCodec codec = new MerchantCodec(writers);
        for (String id : List.of("m-1", "m-2")) {
            codec.write(merchants.find(id), (part, bytes) -> records.put(id + "/" + part, bytes));
        }
        new TaskCodec(writers).write(stored, (part, bytes) -> records.put("task/" + part, bytes));
        SettledWindowFormat format = new SettledWindowFormat(writers);
        windows.forEach((key, window) -> records.put("window/" + HEX.formatHex(format.key(key)), format.write(window)));
        memos.forEach((line, memo) -> {
            StateWriter writer = new StateWriter();
            memo.write(writer);
            records.put("memo/" + line, writer.toByteArray());
        });
        return records;
    }

    /** One that is in programmes. */
    MerchantState member() {
        return merchants.find("m-1");
    }

    /** The same from its records. */
    static MerchantState member(Map<String, byte[]> records, WriterSchemas writers) {
        return new MerchantCodec(writers).read("m-1", records.get("m-1/"), part -> records.get("m-1/" + part));
    }

    /** Reads all records, and writes what was read. */
    static Map<String, byte[]> rewritten(Map<String, byte[]> records, WriterSchemas writers, WriterSchemas anew) {
        Map<String, byte[]> again = new TreeMap<>();
        MerchantCodec from = new MerchantCodec(writers);
        MerchantCodec to = new MerchantCodec(anew);
        for (String id : List.of("m-1", "m-2")) {
            MerchantState merchant = from.read(id, records.get(id + "/"), part -> records.get(id + "/" + part));
            to.write(merchant, (part, bytes) -> again.put(id + "/" + part, bytes));
        }
        StoredTask task =
                new TaskCodec(writers).read("task", records.get("task/"), part -> records.get("task/" + part));
        new TaskCodec(anew).write(task, (part, bytes) -> again.put("task/" + part, bytes));
        records.forEach((name, bytes) -> {
            if (name.startsWith("window/")) {
                again.put(name, new SettledWindowFormat(anew).write(new SettledWindowFormat(writers).read(bytes)));
            }
            if (name.startsWith("memo/")) {
                StateWriter writer = new StateWriter();
                OrderMemo.read(0, 0, new StateReader(bytes)).write(writer);
                again.put(name, writer.toByteArray());
            }
        });
        return again;
    }

    private static Clocks clocks() {
        ClockState.Sold sold =
                new ClockState.Sold(DAWN, "CNY", new ClockState.Total(3, 500), new ClockState.Total(4, 700));
        return Clocks.of(List.of(
                ClockState.of("spring").selling(sold),
                ClockState.of("winter").enrolled(DAWN + 5).paused(new ClockState.Pause(DAWN + 9, 60_000))));
    }

    private static CaseEvent appeal(String id, CaseEvent.Action action, CaseEvent.Closing closing) {
        return new CaseEvent(
                id,
                AppealCase.Kind.APPEAL,
                new CaseEvent.About("spring~1~1~m-1", DAWN - MINUTE),
                action,
                closing,
                DAWN + 3);
    }

    private static MerchantProfile profile() {
        return new MerchantProfile(
                "SMALL",
                List.of(new MerchantProfile.Tag("AGRI", DAWN + 60 * MINUTE)),
                DAWN - MINUTE,
                "330100",
                List.of("FRUIT", "TEA"),
                "A",
                0.75,
                2,
                "owner",
                false,
                Map.of(
                        "gmv30d", new Attribute(1234.5, DAWN - MINUTE, DAWN + MINUTE, 7),
                        "industry", new Attribute("retail", DAWN, Long.MAX_VALUE, 0),
                        "own", new Attribute(true, DAWN, Long.MAX_VALUE, 0)),
                false);
    }

    /** Of a shop that has told its owner something, and has taken up one of two shares. */
    private static Ownership ownership(Ownership begun) {
        Holding holding = new Holding(
                "spring", new Holding.Terms(3, 500), new Holding.Claim(0.5, 300), new Holding.Held(DAWN, 8, 200));
        Share taken = new Share("spring", 8, DAWN, 150);
        return new Ownership(
                begun.entity(),
                begun.stint(),
                new Ownership.Told(DAWN - MINUTE, List.of(holding)),
                new EntityAnswer(
                        begun.stint().since(),
                        9,
                        DAWN - 5 * MINUTE,
                        List.of(taken, new Share("autumn", 9, DAWN + MINUTE, 20))),
                List.of(taken));
    }

    /** One that waits for its impression. */
    private static VerdictEvent verdict(long id, ItemFacts item) {
        long time = DAWN + 90_000;
        String directive = item == null ? null : "spring~1~1~m-1";
        ImpressionEvent impression = new ImpressionEvent(
                id, -id, Surface.FEED, -1, 3, true, false, directive, Double.NaN, 17, time, item, item != null);
        return new VerdictEvent(impression, time);
    }

    private static BeatTerms beat(long number, long time) {
        return new BeatTerms(number, time, 1_000, List.of(terms()), Set.of("merchant:m-9"), RULES_DIGEST, 250);
    }

    /** One that the first merchant is in until its tag ends, and one that is not for it. */
    private static RuleBook rules() {
        return MerchantRecords.rules(Beat.newBuilder()
                .setNumber(7)
                .setTime(DAWN)
                .setIntervalMillis(1_000)
                .setProgrammes(List.of())
                .setRulesDigest(Digests.text(RULES_DIGEST))
                .setRules(List.of(
                        programme("spring", 3, "rural", "'AGRI' in merchant.tags"),
                        programme("winter", 2, "micro", "merchant.sizeClass == 'MICRO'")))
                .build());
    }

    private static Programme programme(String id, int version, String clause, String expression) {
        return MerchantSamples.programme(id, version)
                .setPeriodMinutes(10)
                .setEligibility(List.of(new Clause(
                        clause, expression, new LocalizedText("条件", "A condition"), UnknownPolicy.NOT_MET, 0L)))
                .build();
    }

    private static BeatTerms.ProgrammeTerms terms() {
        return new BeatTerms.ProgrammeTerms(
                "spring",
                3,
                DAWN,
                DAWN + 10 * MINUTE,
                DAWN + 9 * MINUTE,
                true,
                1.5,
                2.5,
                6,
                2.75,
                1,
                0.5,
                0.25,
                0.125,
                0.375,
                0.9375,
                0.0625,
                3,
                new Seating.Terms(new Place(DAWN, 17), 6, Place.LAST));
    }

    private static MerchantRewards rewards() {
        GivenBenefit.Terms terms = new GivenBenefit.Terms(
                "relief",
                5,
                3,
                BenefitKind.FEE_RELIEF,
                new Benefit.Allowance(
                        BenefitUnit.MONEY,
                        900,
                        "CNY",
                        new MarginalTiers(List.of(new MarginalTiers.Tier(Long.MAX_VALUE, 0.125)))),
                DAWN,
                DAWN + 10 * MINUTE,
                "live");
        return MerchantRewards.restored(List.of(new MerchantRewards.Part(
                "spring",
                DAWN,
                5,
                List.of("mark"),
                List.of(new MissionProgress.Snapshot("live", 7, 20_000, 3, 2, DAWN + 4)),
                List.of(new GivenBenefit.Snapshot(
                        terms, BenefitStatus.ACTIVATED, 6, 800, 100, BenefitStatus.ACCEPTED, 0)))));
    }

    private static Participation.Snapshot part(String programme, boolean left) {
        return new Participation.Snapshot(
                new Participation.Enrolled(programme, 3, Stage.GROW, left),
                new Budget.Snapshot(
                        new GrantTerms(10, 1.25, 500),
                        6,
                        400,
                        350,
                        new Period.Snapshot(DAWN, DAWN + 10 * MINUTE, 120, 33, 2, 1, 0.5),
                        new Period.Snapshot(DAWN - 10 * MINUTE, DAWN, 100, 99, 0, 0, 0.25),
                        new Coupons.Snapshot(
                                7, 11, List.of(new Coupon.Snapshot("live~2", DAWN, DAWN + 10 * MINUTE, 4, 3, 1)))),
                new Controller.Snapshot(
                        new Pacer.Snapshot(0.5, 0.625, 0.25, 30, true),
                        new Response.Snapshot(0.25, new Response.Trace(12, 0.5), 0.375, true, 0.125),
                        new Reach.Snapshot(Double.NaN, 0.25, 17),
                        new Controller.Boost(
                                true,
                                0.75,
                                new Controller.Directive(
                                        !left, 1.5, 0.5, left ? Set.of() : Set.of(Surface.FEED, Surface.LIVE)))));
    }

    private static ImpressionEvent impression(long id, Surface surface, boolean viewable, long time) {
        return new ImpressionEvent(id, -id, surface, 9, 2, viewable, false, null, 0.5, id == 3 ? -1 : 5, time);
    }

    private static OrderEvent order(long id, OrderEvent.Status status, long amount, String currency) {
        return new OrderEvent(id, -id, status, 2, amount, currency, Surface.FEED, 5, DAWN + 30_000);
    }

    private final class Memos implements OrderMemos {
        @Override
        public OrderMemo find(long first, long second) {
            return memos.get(first + "," + second);
        }

        @Override
        public void put(OrderMemo memo) {
            memos.put(memo.first() + "," + memo.second(), memo);
        }

        @Override
        public void sweep(long before, double share) {
            // All are remembered.
        }
    }

    private final class Windows implements SettledWindows {
        @Override
        public WindowsSnapshot find(Key key) {
            return windows.get(key);
        }

        @Override
        public void keep(Key key, WindowsSnapshot window) {
            windows.put(key, window);
        }

        @Override
        public void sweep(long dayEnd) {
            // All are kept.
        }
    }
}
