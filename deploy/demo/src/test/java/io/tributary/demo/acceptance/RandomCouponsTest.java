package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.programmes.v1.Benefit;
import io.tributary.programmes.v1.BenefitKind;
import io.tributary.programmes.v1.BenefitUnit;
import io.tributary.programmes.v1.Mission;
import io.tributary.programmes.v1.Programme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Coupons of random size that merchants earn at random moments, while tasks begin anew: none is used twice, none after its end, none is lost. */
class RandomCouponsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Duration STEP = Duration.ofMinutes(30);
    private static final List<String> SHOPS = Rules.merchants(4);
    private static final long POOL = 400;
    private static final int DAYS = 3;
    private static final LocalizedText NAME = new LocalizedText("流量券", "Coupon");

    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void shouldBookEachCouponOnce(@ForAll long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Path folder = Files.createDirectories(Path.of("target", "random-coupons"));
        try (TestPlatform platform =
                new TestPlatform(Files.createTempDirectory(folder, "state"), DAY.atTime(6, 0), STEP)) {
            platform.programme(programme(random));
            SHOPS.forEach(shop ->
                    platform.profile(Rules.shop(shop, platform.now(), 10).build()));
            platform.settle();
            int[] boosted = new int[1];
            for (int hour = 2; hour <= DAYS * 24; hour += 2) {
                LocalDateTime until = DAY.atTime(6, 0).plusHours(hour);
                platform.passUntil(
                        until,
                        STEP,
                        () -> SHOPS.forEach(shop -> {
                            boosted[0] += platform.show(shop, Surface.FEED, random.nextInt(3) == 0 ? 1 : 0);
                            if (random.nextInt(50) == 0) {
                                platform.event(
                                        shop, random.nextBoolean() ? "live" : "video-posted", random.nextLong(1, 90));
                            }
                        }));
                if (random.nextInt(6) == 0) {
                    platform.service().restart();
                }
            }
            platform.settle();
            check(platform, boosted[0]);
        }
    }

    private static Programme programme(SplittableRandom random) {
        return Rules.programme("coupons", POOL, random.nextInt(10), 100)
                .setMissions(List.of(mission("live", true, random), mission("video-posted", false, random)))
                .setBenefits(List.of(
                        coupon("welcome", random), coupon("for-live", random), coupon("for-video-posted", random)))
                .build();
    }

    private static Mission mission(String event, boolean daily, SplittableRandom random) {
        return Mission.newBuilder()
                .setId(event)
                .setName(NAME)
                .setEvent(event)
                .setEvery(random.nextLong(1, 100))
                .setDaily(daily)
                .setMost(random.nextInt(1, 6))
                .setBenefit("for-" + event)
                .build();
    }

    private static Benefit coupon(String id, SplittableRandom random) {
        return Benefit.newBuilder()
                .setId(id)
                .setKind(BenefitKind.TRAFFIC_COUPON)
                .setName(NAME)
                .setQuota(random.nextLong(1, 60))
                .setUnit(BenefitUnit.EXPOSURES)
                .setStartsAfterDays(random.nextInt(2))
                .setValidDays(random.nextInt(1, 3))
                .build();
    }

    private static void check(TestPlatform platform, int boosted) {
        Map<String, Long> left = new HashMap<>();
        Map<String, Long> held = new HashMap<>();
        Map<String, Long> last = new HashMap<>();
        long charged = 0;
        for (LedgerEntry entry : platform.published().ledger()) {
            String coupon = entry.getMerchantId() + "/" + entry.getCouponId();
            long before = last.getOrDefault(entry.getMerchantId(), 0L);
            assertThat(entry.getSequence()).as("%s", entry).isEqualTo(before + 1);
            last.put(entry.getMerchantId(), entry.getSequence());
            switch (entry.getKind()) {
                case ISSUE ->
                    assertThat(left.put(coupon, entry.getExposures()))
                            .as("%s", entry)
                            .isNull();
                case USE ->
                    assertThat(left.merge(coupon, -entry.getExposures(), Long::sum))
                            .as("%s", entry)
                            .isNotNegative();
                case EXPIRE, CLAW_BACK ->
                    assertThat(left.put(coupon, -1L)).as("%s", entry).isEqualTo(entry.getExposures());
                case CHARGE -> charged += entry.getExposures();
                default -> {}
            }
            String period = entry.getMerchantId() + "/" + entry.getPeriodStart();
            held.put(period, entry.getKind() == EntryKind.RELEASE ? entry.getSpent() : entry.getGranted());
            assertThat(held.entrySet().stream()
                            .filter(each -> each.getKey().endsWith("/" + entry.getPeriodStart()))
                            .mapToLong(Map.Entry::getValue)
                            .sum())
                    .as("granted at %s", entry)
                    .isLessThanOrEqualTo(POOL);
        }
        assertThat(left).isNotEmpty();
        assertThat(charged).as("each exposure once").isEqualTo(boosted);
    }
}
