package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
import io.tributary.demo.ServiceSettings;
import io.tributary.demo.client.EventClock;
import io.tributary.demo.client.Feed;
import io.tributary.events.v1.Impression;
import io.tributary.ledger.v1.Decision;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.merchants.v1.Tag;
import io.tributary.programmes.v1.Benefit;
import io.tributary.programmes.v1.BenefitKind;
import io.tributary.programmes.v1.BenefitUnit;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.Enrolment;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.programmes.v1.Seats;
import io.tributary.programmes.v1.UnknownPolicy;
import io.tributary.schemas.Topics;
import io.tributary.schemas.boost.AppliedBoost;
import io.tributary.schemas.boost.BoostTable;
import io.tributary.schemas.boost.HostClock;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.testkit.Cluster;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A small set of programmes on real brokers, in event time, while instances are killed at the very minutes at which something ends or begins:
 * a certificate that ends at noon ends support at noon, a list's new version holds from noon on, a coupon that ends while tasks change hands ends once, never more shops have a seat than there
 * are, and each exposure is charged once.
 */
@org.junit.jupiter.api.Tag("long")
@ExtendWith(LogsOnFailure.class)
class KillAmidProgrammesIT {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDateTime NOON = LocalDateTime.of(2026, 3, 2, 12, 0);
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Map<String, String> SERVICE = ServiceSettings.eventClock(STEP, Duration.ofMinutes(2), ZONE);
    private static final List<String> SHOPS =
            IntStream.range(0, 12).mapToObj(number -> "shop-" + number).toList();
    private static final int HOLDOUT = 900;
    private static final int COUPON = 50;
    /** Who has one is looked for from an hour before noon on, beat by beat. */
    private static final int SEATS = 5;

    private final AtomicLong now = new AtomicLong(millis(NOON.minusDays(1)) - 10_000);
    private final Map<String, Integer> boosted = new HashMap<>();
    private int shown;

    @Test
    void shouldEndAndBeginAtTheMinuteWhileInstancesAreKilled() {
        try (Deployment deployment = Deployment.start("programmes", SERVICE, Cluster.ANY_EVENT_TIME)) {
            Instance a = deployment.run("a");
            Instance b = deployment.run("b");
            Instance.awaitReady(PATIENCE, a, b);
            AvroSerdes serdes = deployment.cluster().serdes();
            try (Feed feed = new Feed(deployment.cluster(), serdes);
                    BoostTable boosts = BoostTable.start(
                            deployment.cluster().boostTable(4 * STEP.toMillis(), HostClock.replay(now::get)));
                    EventClock clock = new EventClock(deployment.cluster(), serdes, feed, boosts, now)) {
                introduce(feed);
                clock.settle(now.get(), 10);
                clock.tick(millis(NOON.minusHours(1)));
                play(feed, boosts, clock, NOON.minusMinutes(1));
                assertThat(SHOPS).filteredOn(shop -> isListed(shop, 2)).noneMatch(shop -> isBoosted(boosts, shop));

                Instance first = a.hasPool() ? a : b;
                first.kill();
                play(feed, boosts, clock, NOON);

                assertEnded(boosts);
                Instance again = deployment.run(first.id());
                Instance.awaitReady(PATIENCE, again);
                (first == a ? b : a).kill();
                play(feed, boosts, clock, NOON.plusMinutes(40));
                assertEnded(boosts);
            }
            deployment.stopService();
            check(deployment.cluster(), serdes);
        }
    }

    private void introduce(Feed feed) {
        feed.list(list(1).build(), now.get());
        feed.list(list(2).setStartsAt(millis(NOON)).build(), now.get());
        feed.programme(programme("farm", "'AGRI' in merchant.tags").build(), now.get());
        feed.programme(
                programme("county", "merchant.regionCode in lists['counties']").build(), now.get());
        feed.programme(
                programme("welcome", "'welcome' in merchant.categories")
                        .setFloor(0)
                        .setBenefits(List.of(coupon()))
                        .build(),
                now.get());
        // Nobody is shown where it boosts: it is about who has a seat.
        feed.programme(
                programme("seated", "true")
                        .setFloor(0)
                        .setSurfaces(List.of(Surface.SEARCH))
                        .setEnrolment(Enrolment.newBuilder()
                                .setSeats(Seats.newBuilder().setNumber(SEATS).build())
                                .build())
                        .build(),
                now.get());
        SHOPS.forEach(shop -> feed.profile(MerchantProfile.newBuilder()
                .setMerchantId(shop)
                .setSizeClass(SizeClass.SMALL)
                .setTags(
                        isFarm(shop)
                                ? List.of(new Tag("AGRI", null, isLasting(shop) ? null : millis(NOON)))
                                : List.of())
                .setRegionCode(isListed(shop, 1) ? "110101" : isListed(shop, 2) ? "110102" : "")
                .setCategories(isWelcome(shop) ? List.of("welcome") : List.of())
                .setJoinedAt(now.get() - Duration.ofDays(100).toMillis())
                .setUpdatedAt(now.get())
                .build()));
    }

    private void play(Feed feed, BoostTable boosts, EventClock clock, LocalDateTime until) {
        while (now.get() < millis(until)) {
            for (String shop : SHOPS) {
                show(feed, boosts, shop);
            }
            clock.tick(Math.min(now.get() / STEP.toMillis() * STEP.toMillis() + STEP.toMillis(), millis(until)));
        }
    }

    private void show(Feed feed, BoostTable boosts, String shop) {
        shown++;
        int bucket = shown * 379 % HOLDOUT;
        AppliedBoost boost = boosts.boost(shop, Surface.FEED, bucket);
        if (!boost.isNone()) {
            boosted.merge(shop, 1, Integer::sum);
        }
        Impression impression = Impression.newBuilder()
                .setImpressionId("i" + shown)
                .setRequestId("r" + shown)
                .setItemId("item")
                .setSurface(Surface.FEED)
                .setPosition(0)
                .setViewable(true)
                .setDirectiveId(boost.directiveId())
                .setBucket(bucket)
                .setTime(now.get())
                .build();
        feed.impression(shop, impression);
        if (shown % 7 == 0) {
            feed.impression(shop, impression);
        }
    }

    private static boolean isBoosted(BoostTable boosts, String shop) {
        return IntStream.range(0, HOLDOUT)
                .anyMatch(bucket -> !boosts.boost(shop, Surface.FEED, bucket).isNone());
    }

    /** Who takes part may be suspended just now, but who does not is not boosted. */
    private static void assertEnded(BoostTable boosts) {
        assertThat(SHOPS)
                .filteredOn(shop -> !isLasting(shop) && !isListed(shop, 2) && !isWelcome(shop))
                .noneMatch(shop -> isBoosted(boosts, shop));
    }

    /** Each was issued once, and ended once and at its time, with what was not used of it. */
    private static void checkCoupons(List<LedgerEntry> ledger) {
        for (String shop : SHOPS) {
            Map<EntryKind, List<LedgerEntry>> booked = ledger.stream()
                    .filter(entry -> entry.getMerchantId().equals(shop) && entry.getCouponId() != null)
                    .collect(Collectors.groupingBy(LedgerEntry::getKind));
            if (!isWelcome(shop)) {
                assertThat(booked).isEmpty();
                continue;
            }
            assertThat(booked.get(EntryKind.ISSUE)).hasSize(1);
            assertThat(booked.get(EntryKind.EXPIRE)).hasSize(1);
            LedgerEntry expired = booked.get(EntryKind.EXPIRE).get(0);
            long used = booked.getOrDefault(EntryKind.USE, List.of()).stream()
                    .peek(use -> assertThat(use.getTime()).isLessThanOrEqualTo(expired.getTime()))
                    .mapToLong(LedgerEntry::getExposures)
                    .sum();
            assertThat(used).isPositive().isEqualTo(COUPON - expired.getExposures());
            assertThat(expired.getTime()).isEqualTo(millis(NOON));
        }
    }

    /** In the end all are taken, and at no moment more than there are. */
    private static void checkSeats(List<Entitlement> told) {
        Set<String> seated = new HashSet<>();
        for (Entitlement each : told) {
            if (isEligible(each, "seated")) {
                seated.add(each.getMerchantId());
            } else {
                seated.remove(each.getMerchantId());
            }
            assertThat(seated).hasSizeLessThanOrEqualTo(SEATS);
        }
        assertThat(seated).hasSize(SEATS);
    }

    private static boolean isWelcome(String shop) {
        return !isFarm(shop) && !isListed(shop, 1) && !isListed(shop, 2);
    }

    private void check(Cluster cluster, AvroSerdes serdes) {
        Map<String, Long> sequences = new HashMap<>();
        Map<String, Integer> charged = new HashMap<>();
        for (TopicLog.Entry<LedgerEntry> record : TopicLog.read(cluster, serdes, Topics.LEDGER)) {
            LedgerEntry entry = record.value();
            long before = sequences.getOrDefault(entry.getMerchantId(), entry.getSequence() - 1);
            assertThat(entry.getSequence()).as("%s", entry).isEqualTo(before + 1);
            sequences.put(entry.getMerchantId(), entry.getSequence());
            if (entry.getKind() == EntryKind.CHARGE) {
                charged.merge(entry.getMerchantId(), (int) entry.getExposures(), Integer::sum);
            }
            if (entry.getProgrammeId().equals("farm") && !isLasting(entry.getMerchantId())) {
                assertThat(entry.getKind() == EntryKind.GRANT && entry.getTime() >= millis(NOON))
                        .as("%s", entry)
                        .isFalse();
            }
        }
        assertThat(charged).as("each boosted exposure, once").isEqualTo(boosted);
        assertThat(charged.keySet()).containsAll(SHOPS);
        checkCoupons(TopicLog.read(cluster, serdes, Topics.LEDGER).stream()
                .map(TopicLog.Entry::value)
                .toList());
        List<Entitlement> told = TopicLog.read(cluster, serdes, Topics.ENTITLEMENTS).stream()
                .map(TopicLog.Entry::value)
                .sorted(Comparator.comparingLong(Entitlement::getDecidedAt))
                .toList();
        checkSeats(told);
        Map<String, Entitlement> last = new HashMap<>();
        told.forEach(each -> last.put(each.getMerchantId(), each));
        for (String shop : SHOPS) {
            assertThat(isEligible(last.get(shop), "farm"))
                    .as("farm of %s", shop)
                    .isEqualTo(isLasting(shop));
            assertThat(isEligible(last.get(shop), "county"))
                    .as("county of %s", shop)
                    .isEqualTo(isListed(shop, 2));
        }
    }

    private static boolean isEligible(Entitlement entitlement, String programme) {
        return entitlement.getDecisions().stream()
                .filter(decision -> decision.getProgrammeId().equals(programme))
                .anyMatch(Decision::getEligible);
    }

    /** Of every six shops two have a certificate, one of which ends at noon; one leaves the list then, and another one comes on it. */
    private static boolean isFarm(String shop) {
        return SHOPS.indexOf(shop) % 6 < 2;
    }

    private static boolean isLasting(String shop) {
        return SHOPS.indexOf(shop) % 6 == 0;
    }

    private static boolean isListed(String shop, int version) {
        return SHOPS.indexOf(shop) % 6 == 1 + version;
    }

    private static long millis(LocalDateTime time) {
        return time.atZone(ZONE).toInstant().toEpochMilli();
    }

    private static ReferenceList.Builder list(int version) {
        return ReferenceList.newBuilder()
                .setName("counties")
                .setVersion(version)
                .setEntries(List.of(version == 1 ? "110101" : "110102"));
    }

    /** From the first beat on, for a day: it ends ten seconds before noon, which is while an instance has just died. */
    private static Benefit coupon() {
        return Benefit.newBuilder()
                .setId("coupon")
                .setKind(BenefitKind.TRAFFIC_COUPON)
                .setName(new LocalizedText("流量券", "Coupon"))
                .setQuota(COUPON)
                .setUnit(BenefitUnit.EXPOSURES)
                .setValidDays(1)
                .build();
    }

    private static Programme.Builder programme(String id, String expression) {
        LocalizedText text = new LocalizedText("计划", id);
        return Programme.newBuilder()
                .setProgrammeId(id)
                .setVersion(1)
                .setName(text)
                .setStartsAt(millis(NOON.minusYears(1)))
                .setPool(2_000)
                .setFloor(10)
                .setCap(400)
                .setMaxMultiplier(3)
                .setSurfaces(List.of(Surface.FEED))
                .setHoldout(new BucketRange(HOLDOUT, HOLDOUT + 50))
                .setEligibility(List.of(new Clause("own", expression, text, UnknownPolicy.NOT_MET, 0L)));
    }
}
