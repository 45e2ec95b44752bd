package io.tributary.demo.programme;

import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
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
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.UnknownPolicy;
import io.tributary.schemas.Topics;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A random evening, night and day of two programmes: sends what a platform sends, to the service and to the oracle. */
final class RandomTrade {
    static final long MINUTE = 60_000;
    static final long FIRST = midnight(LocalDate.of(2026, 2, 28));
    static final long SECOND = midnight(LocalDate.of(2026, 3, 1));
    static final long START = SECOND - 240 * MINUTE;
    static final int FLOOR = 3;
    static final int THRESHOLD = 3;
    private static final int LEAVES_AT_MINUTE = 130;

    private final Random random;
    private final RawFacts raw = new RawFacts();
    private final Shops shops = new Shops();
    private final ToldOfTrade told = new ToldOfTrade();
    private final List<OrderLine> paid = new ArrayList<>();
    private final List<String> sellers = new ArrayList<>();
    private final List<Impression> shown = new ArrayList<>();
    private final List<String> showers = new ArrayList<>();
    private long now = START;
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

    Shops shops() {
        return shops;
    }

    ToldOfTrade told() {
        return told;
    }

    WholeService service(Path folder) {
        WholeService service = new WholeService(
                folder,
                START,
                new WholeService.Clockwork(MINUTE, 4 * MINUTE, 10 * MINUTE, 0),
                2,
                RollupPolicy.DEFAULT.withThreshold(THRESHOLD),
                told);
        service.programme(programme("farm", "merchant.sizeClass == 'MICRO'"));
        service.programme(programme("town", "merchant.sizeClass in ['MICRO', 'SMALL']"));
        shops.merchants().forEach(each -> service.profile(profile(each, shops.size(each, START))));
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
                shops.leavesAt(now + MINUTE);
                service.profile(profile(Shops.LEAVER, SizeClass.LARGE));
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
                .setRegionCode(shops.region(merchant))
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
                .setHoldout(Shops.HOLDOUTS.get(id))
                .setEligibility(List.of(new Clause("size", who, reason, UnknownPolicy.NOT_MET, 0L)))
                .build();
    }

    /** A few merchants are shown most, as everywhere; the last ones never. */
    private String seller() {
        double skewed = random.nextDouble() * random.nextDouble();
        return shops.merchants().get((int) (skewed * (shops.merchants().size() - 2)));
    }

    private void show(WholeService service) {
        String seller = seller();
        int bucket = random.nextInt(1001) - 1;
        Impression.Builder impression = impression(bucket);
        BoostDirective directive = told.directive(seller);
        if (directive != null && random.nextInt(3) > 0) {
            Boost boost = directive
                    .getBoosts()
                    .get(random.nextInt(directive.getBoosts().size()));
            if (bucket >= 0 && !Shops.contains(boost.getHoldout(), bucket)) {
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
        String merchant = shops.merchants().get(random.nextInt(shops.merchants().size()));
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
}
