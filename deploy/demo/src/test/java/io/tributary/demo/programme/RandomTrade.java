package io.tributary.demo.programme;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Arm;
import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Stage;
import io.tributary.common.v1.Surface;
import io.tributary.decisions.v1.DecisionKind;
import io.tributary.decisions.v1.MadeDecision;
import io.tributary.decisions.v1.MerchantDecisions;
import io.tributary.demo.same.WholeService;
import io.tributary.directives.v1.Boost;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.domain.rollup.RollupPolicy;
import io.tributary.events.v1.Attribution;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import io.tributary.feedback.v1.CaseAction;
import io.tributary.feedback.v1.CaseKind;
import io.tributary.feedback.v1.Feedback;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.metrics.v1.GroupMetric;
import io.tributary.metrics.v1.ProgrammeDay;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.UnknownPolicy;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/** A random evening, night and day of two programmes: what the platform sent, what the service told of it, and who was in which programme. */
final class RandomTrade implements WholeService.Outputs {
    static final long MINUTE = 60_000;
    static final long FIRST = midnight(LocalDate.of(2026, 2, 28));
    static final long SECOND = midnight(LocalDate.of(2026, 3, 1));
    static final long START = SECOND - 240 * MINUTE;
    static final int FLOOR = 3;
    static final int THRESHOLD = 3;
    static final Map<String, BucketRange> HOLDOUTS =
            Map.of("farm", new BucketRange(0, 100), "town", new BucketRange(50, 250));
    private static final List<SizeClass> SIZES = List.of(SizeClass.MICRO, SizeClass.SMALL, SizeClass.LARGE);
    private static final String LEAVER = "merchant-0";
    private static final int LEAVES_AT_MINUTE = 130;

    private final Random random;
    private final RawFacts raw = new RawFacts();
    private final List<String> refused = new ArrayList<>();
    private final Map<String, BoostDirective> directives = new HashMap<>();
    private final Map<String, Long> grants = new HashMap<>();
    private final Map<String, TreeMap<Long, Stage>> stages = new HashMap<>();
    private final Map<String, ProgrammeDay> days = new HashMap<>();
    private final Map<String, GroupMetric> groups = new HashMap<>();
    private final Map<String, ProgrammeMetric> windows = new HashMap<>();
    private final List<OrderLine> paid = new ArrayList<>();
    private final List<String> sellers = new ArrayList<>();
    private final List<Impression> shown = new ArrayList<>();
    private final List<String> showers = new ArrayList<>();
    private long now = START;
    private long leftAt = Long.MAX_VALUE;
    private int ids;

    RandomTrade(long seed) {
        random = new Random(seed);
    }

    private static long midnight(LocalDate day) {
        return day.atStartOfDay(WholeService.ZONE).toInstant().toEpochMilli();
    }

    RawFacts raw() {
        return raw;
    }

    List<String> refused() {
        return refused;
    }

    /** The highest revision, by programme and start. */
    Map<String, ProgrammeDay> days() {
        return days;
    }

    /** The highest revision, by programme, start, dimension and value. */
    Map<String, GroupMetric> groups() {
        return groups;
    }

    /** The highest revision, by programme, size and start. */
    Map<String, ProgrammeMetric> windows() {
        return windows;
    }

    List<String> merchants() {
        return IntStream.range(0, 36).mapToObj(number -> "merchant-" + number).toList();
    }

    private static int number(String merchant) {
        return Integer.parseInt(merchant.substring(merchant.indexOf('-') + 1));
    }

    SizeClass size(String merchant, long time) {
        return merchant.equals(LEAVER) && time >= leftAt ? SizeClass.LARGE : SIZES.get(number(merchant) % SIZES.size());
    }

    /** Two provinces, of which one has few of the farm's merchants; counties of many and of few. */
    String region(String merchant) {
        int place = number(merchant) / SIZES.size();
        if (place < 6) {
            return place < 3 ? "530102" : "530103";
        }
        if (place < 10) {
            return place == 6 ? "530122" : "530402";
        }
        return "450102";
    }

    boolean isMember(String programmeId, String merchant, long time) {
        SizeClass size = size(merchant, time);
        return size == SizeClass.MICRO || size == SizeClass.SMALL && programmeId.equals("town");
    }

    Arm arm(String merchant, long time, int bucket) {
        List<BucketRange> holdouts = HOLDOUTS.keySet().stream()
                .filter(programme -> isMember(programme, merchant, time))
                .map(HOLDOUTS::get)
                .toList();
        if (bucket < 0 || holdouts.isEmpty()) {
            return Arm.NONE;
        }
        return holdouts.stream().allMatch(each -> contains(each, bucket)) ? Arm.HOLDOUT : Arm.TREATMENT;
    }

    private static boolean contains(BucketRange range, int bucket) {
        return bucket >= range.getFrom() && bucket < range.getTo();
    }

    /** Exposures granted of a day. */
    long granted(String programmeId, long day, String merchant) {
        return grants.getOrDefault(programmeId + " " + day + " " + merchant, 0L);
    }

    Stage stage(String programmeId, String merchant, long time) {
        Map.Entry<Long, Stage> last = stages.getOrDefault(programmeId + " " + merchant, new TreeMap<>())
                .floorEntry(time);
        return last == null ? Stage.SEED : last.getValue();
    }

    WholeService service(Path folder) {
        WholeService service = new WholeService(
                folder,
                START,
                new WholeService.Clockwork(MINUTE, 4 * MINUTE, 10 * MINUTE, 0),
                2,
                RollupPolicy.DEFAULT.withThreshold(THRESHOLD),
                this);
        service.programme(programme("farm", "merchant.sizeClass == 'MICRO'"));
        service.programme(programme("town", "merchant.sizeClass in ['MICRO', 'SMALL']"));
        merchants().forEach(each -> service.profile(profile(each, size(each, START))));
        beats(service, 5, MINUTE);
        return service;
    }

    void run(WholeService service) {
        for (int minute = 0; minute < 5 * 60; minute++) {
            for (int i = 0; i < 40; i++) {
                show(service);
            }
            for (int i = 0; i < 10; i++) {
                sell(service);
            }
            judge(service);
            complain(service);
            if (minute == LEAVES_AT_MINUTE) {
                leftAt = now + MINUTE;
                service.profile(profile(LEAVER, SizeClass.LARGE));
            }
            if (minute == 200) {
                service.restart();
            }
            if (minute % 60 == 59 || minute == 236) {
                service.restartRollup();
            }
            beats(service, 1, MINUTE);
        }
        beats(service, (int) ((SECOND + 24 * 60 * MINUTE - now) / (5 * MINUTE)), 5 * MINUTE);
        beats(service, 20, MINUTE);
    }

    private void beats(WholeService service, int count, long apart) {
        for (int beat = 0; beat < count; beat++) {
            now += apart;
            service.beat(now);
        }
    }

    private MerchantProfile profile(String merchant, SizeClass size) {
        return MerchantProfile.newBuilder()
                .setMerchantId(merchant)
                .setSizeClass(size)
                .setRegionCode(region(merchant))
                .setJoinedAt(START - 30 * 24 * 60 * MINUTE)
                .setUpdatedAt(now)
                .build();
    }

    private static Programme programme(String id, String who) {
        LocalizedText reason = new LocalizedText("条件", "A condition.");
        return Programme.newBuilder()
                .setProgrammeId(id)
                .setVersion(1)
                .setName(new LocalizedText("计划", id))
                .setStartsAt(FIRST)
                .setPool(600)
                .setFloor(FLOOR)
                .setCap(60)
                .setMaxMultiplier(3)
                .setSurfaces(List.of(Surface.FEED))
                .setHoldout(HOLDOUTS.get(id))
                .setEligibility(List.of(new Clause("size", who, reason, UnknownPolicy.NOT_MET, 0L)))
                .build();
    }

    /** A few merchants are shown most, as everywhere; the last ones never. */
    private String seller() {
        double skewed = random.nextDouble() * random.nextDouble();
        return merchants().get((int) (skewed * (merchants().size() - 2)));
    }

    private void show(WholeService service) {
        String seller = seller();
        int bucket = random.nextInt(1001) - 1;
        Impression.Builder impression = impression(bucket);
        BoostDirective directive = directives.get(seller);
        if (directive != null && random.nextInt(3) > 0) {
            Boost boost = directive
                    .getBoosts()
                    .get(random.nextInt(directive.getBoosts().size()));
            if (bucket >= 0 && !contains(boost.getHoldout(), bucket)) {
                impression.setDirectiveId(boost.getDirectiveId()).setBaseRank(5).setFinalRank(random.nextInt(5));
                raw.directive(boost.getDirectiveId(), boost.getProgrammeId());
            }
        } else if (random.nextInt(10) == 0) {
            impression.setTime(now - random.nextInt(3 * (int) MINUTE));
        }
        Impression sent = impression.build();
        for (int times = random.nextInt(15) == 0 ? 2 : 1; times > 0; times--) {
            service.impression(seller, sent);
            raw.impression(seller, sent);
        }
        if (!sent.getInvalidTraffic()) {
            shown.add(sent);
            showers.add(seller);
        }
    }

    private Impression.Builder impression(int bucket) {
        ids++;
        int rank = random.nextInt(4);
        return Impression.newBuilder()
                .setImpressionId("i" + ids)
                .setRequestId("r" + ids)
                .setItemId("item")
                .setSurface(random.nextInt(4) == 0 ? Surface.SEARCH : Surface.FEED)
                .setPosition(0)
                .setBaseRank(rank)
                .setFinalRank(rank + random.nextInt(2))
                .setViewable(random.nextInt(5) > 0)
                .setInvalidTraffic(random.nextInt(20) == 0)
                .setBucket(bucket)
                .setPersonalised(random.nextInt(8) > 0)
                .setTime(now);
    }

    /** One that was shown, maybe yesterday, turns out to be invalid traffic; some verdicts come twice. */
    private void judge(WholeService service) {
        int which = random.nextInt(shown.size());
        Impression impression = shown.get(which);
        IvtVerdict verdict = IvtVerdict.newBuilder()
                .setImpressionId(impression.getImpressionId())
                .setSurface(impression.getSurface())
                .setBaseRank(impression.getBaseRank())
                .setFinalRank(impression.getFinalRank())
                .setViewable(impression.getViewable())
                .setDirectiveId(impression.getDirectiveId())
                .setBucket(impression.getBucket())
                .setTime(impression.getTime())
                .setPersonalised(impression.getPersonalised())
                .setJudgedAt(now)
                .build();
        for (int times = random.nextInt(3) == 0 ? 2 : 1; times > 0; times--) {
            service.send(Topics.IVT_VERDICTS, showers.get(which), verdict, now);
        }
        raw.invalidated(impression.getImpressionId());
    }

    private void complain(WholeService service) {
        if (random.nextInt(4) > 0) {
            return;
        }
        String merchant = merchants().get(random.nextInt(merchants().size()));
        Feedback complaint = Feedback.newBuilder()
                .setCaseId("case-" + ids)
                .setKind(CaseKind.COMPLAINT)
                .setAction(CaseAction.OPENED)
                .setTime(now)
                .build();
        for (int times = 0; times < 2; times++) {
            service.send(Topics.FEEDBACK, merchant, complaint, now);
        }
        raw.complaint(merchant, now);
    }

    /** A line is paid, or one that was paid is turned back, whole or in part; some records come twice, some refunds before the payment. */
    private void sell(WholeService service) {
        if (!paid.isEmpty() && random.nextInt(4) == 0) {
            int which = random.nextInt(paid.size());
            OrderLine line = paid.get(which);
            boolean isCancelled = random.nextBoolean();
            long amount = isCancelled && random.nextBoolean() ? 0 : 1 + random.nextInt((int) line.getAmount() + 200);
            OrderLine back = OrderLine.newBuilder(line)
                    .setStatus(isCancelled ? OrderStatus.CANCELLED : OrderStatus.REFUNDED)
                    .setAmount(amount)
                    .setTime(now)
                    .build();
            order(service, sellers.get(which), back);
            return;
        }
        String seller = seller();
        OrderLine line = line();
        if (random.nextInt(20) == 0) {
            order(
                    service,
                    seller,
                    OrderLine.newBuilder(line).setStatus(OrderStatus.REFUNDED).build());
        }
        for (int times = random.nextInt(20) == 0 ? 2 : 1; times > 0; times--) {
            order(service, seller, line);
        }
        paid.add(line);
        sellers.add(seller);
    }

    private OrderLine line() {
        ids++;
        Surface surface = random.nextBoolean() ? Surface.FEED : Surface.SEARCH;
        return OrderLine.newBuilder()
                .setOrderId("o" + ids)
                .setLineId("1")
                .setStatus(OrderStatus.PAID)
                .setQuantity(1 + random.nextInt(3))
                .setAmount(1 + random.nextInt(900))
                .setCurrency("CNY")
                .setAttribution(new Attribution("i" + ids, null, surface, random.nextInt(1001) - 1, now))
                .setTime(now)
                .build();
    }

    private void order(WholeService service, String seller, OrderLine line) {
        service.order(seller, line);
        raw.order(seller, line);
    }

    @Override
    public void take(Topic<?> topic, String key, SpecificRecord value, long time) {
        if (topic == Topics.BOOST_DIRECTIVES && value == null) {
            directives.remove(key);
        } else if (value instanceof BoostDirective directive) {
            directives.put(key, directive);
        } else if (value instanceof LedgerEntry entry && entry.getKind() == EntryKind.GRANT) {
            grants.put(
                    entry.getProgrammeId() + " " + entry.getPeriodStart() + " " + entry.getMerchantId(),
                    entry.getGranted());
        } else if (value instanceof MerchantDecisions made) {
            made.getDecisions().forEach(each -> decided(made, each));
        } else if (value instanceof ProgrammeMetric metric && metric.getPacing() == null) {
            windows.put(metric.getProgrammeId() + " " + metric.getWindowSize() + " " + metric.getWindowStart(), metric);
        }
    }

    private void decided(MerchantDecisions made, MadeDecision each) {
        if (each.getKind() == DecisionKind.STAGE) {
            stages.computeIfAbsent(each.getProgrammeId() + " " + made.getMerchantId(), any -> new TreeMap<>())
                    .put(made.getDecidedAt(), each.getStage());
        }
    }

    @Override
    public void take(Topic<?> topic, String key, String text) {
        if (topic == Topics.DEAD_LETTERS) {
            refused.add(key + " " + text);
        }
    }

    @Override
    public void day(String programmeId, SpecificRecord record) {
        if (record instanceof ProgrammeDay day) {
            ProgrammeDay before = days.put(programmeId + " " + day.getWindowStart(), day);
            assertThat(day.getRevision()).isEqualTo(before == null ? 1 : before.getRevision() + 1);
            assertThat(before == null || day.getTime() / MINUTE > before.getTime() / MINUTE)
                    .as("one row of a day and minute")
                    .isTrue();
        } else if (record instanceof GroupMetric group) {
            groups.put(
                    programmeId + " " + group.getWindowStart() + " " + group.getDimension() + " " + group.getValue(),
                    group);
        }
    }
}
