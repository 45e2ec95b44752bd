package io.tributary.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.ledger.v1.Decision;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.pool.v1.Beat;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.EntityLimit;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.UnknownPolicy;
import io.tributary.schemas.Topic;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shops of one owner, in two partitions. */
class SharedOwnerTest {
    private static final long MINUTE = 60_000;
    private static final long DAY = 86_400_000;
    private static final long DAWN = Instant.parse("2026-03-01T16:00:00Z").toEpochMilli(); // midnight in Shanghai
    private static final long CAP = 200;
    private static final String OWNER = "owner-1";
    /** The hash of InProcessService puts them into different partitions. */
    private static final List<String> SHOPS = List.of("merchant-0", "merchant-1");

    private static final String ALONE = "merchant-2";

    private final ReplayHost host = new ReplayHost(DAWN - MINUTE, 4 * MINUTE);
    private final Map<Long, Map<String, LedgerEntry>> ledger = new TreeMap<>();
    private final Map<String, Entitlement> entitlements = new TreeMap<>();
    private final InProcessService service = new InProcessService(
            InProcessSettings.of(2, MINUTE, 4 * MINUTE, 10 * MINUTE, ZoneId.of("Asia/Shanghai")), new Listening());
    /** What shops may be granted together, at any time and in any period. */
    private long most = CAP;

    private final class Listening implements ReplayListener {
        @Override
        public void directive(String merchantId, BoostDirective directive) {
            host.boosts().directive(merchantId, directive);
        }

        @Override
        public void ledger(LedgerEntry entry) {
            ledger.computeIfAbsent(entry.getPeriodStart(), any -> new TreeMap<>())
                    .put(entry.getMerchantId(), entry);
        }

        @Override
        public void beat(Beat beat) {
            host.boosts().beat(beat);
        }

        @Override
        public void published(Topic<?> topic, String key, SpecificRecord value, long time) {
            if (value instanceof Entitlement entitlement) {
                entitlements.put(key, entitlement);
            }
        }
    }

    @BeforeEach
    void shopsLiveApart() {
        assertThat(SHOPS.stream().map(service::partition).distinct()).hasSize(2);
    }

    @Test
    void shouldShareOneCapAmongShopsInDifferentPartitions() {
        service.programme(programme(1).build());
        SHOPS.forEach(shop -> service.profile(profile(shop, OWNER, 30)));
        service.profile(profile(ALONE, null, 30));
        playUntil(DAWN + DAY, 1);

        assertThat(granted(DAWN, SHOPS.get(0))).isEqualTo(CAP / 2);
        assertThat(granted(DAWN, SHOPS.get(1))).isEqualTo(CAP / 2);
        assertThat(spent(DAWN, SHOPS.get(0)) + spent(DAWN, SHOPS.get(1)))
                .as("all shops of the owner")
                .isBetween(CAP * 9 / 10, CAP + 2);
        assertThat(granted(DAWN, ALONE)).as("one without an owner").isEqualTo(400);
    }

    @Test
    void shouldSplitAgainWhenAShopComesAndGoes() {
        service.programme(programme(1).build());
        service.profile(profile(SHOPS.get(0), OWNER, 30));
        playUntil(DAWN + 10 * MINUTE, 0);
        assertThat(granted(DAWN, SHOPS.get(0))).isEqualTo(CAP);

        service.profile(profile(SHOPS.get(1), OWNER, 3));
        playUntil(DAWN + 20 * MINUTE, 0);
        assertThat(granted(DAWN, SHOPS.get(0))).isEqualTo(CAP / 2);
        assertThat(granted(DAWN, SHOPS.get(1))).isEqualTo(CAP / 2);

        most = 2 * CAP;
        service.profile(profile(SHOPS.get(0), "another-owner", 30));
        playUntil(DAWN + 30 * MINUTE, 0);
        assertThat(granted(DAWN, SHOPS.get(0))).as("has another cap now").isEqualTo(CAP);
        assertThat(granted(DAWN, SHOPS.get(1))).as("has all of the first").isEqualTo(CAP);
    }

    @Test
    void shouldKeepWhatIsSpentWhenAShopComesAndShareAnewInTheNextPeriod() {
        service.programme(programme(1).build());
        service.profile(profile(SHOPS.get(0), OWNER, 30));
        playUntil(DAWN + DAY * 3 / 4, 1);
        long spent = spent(DAWN, SHOPS.get(0));
        assertThat(spent).isGreaterThan(CAP / 2);

        service.profile(profile(SHOPS.get(1), OWNER, 3));
        playUntil(DAWN + DAY * 3 / 4 + 10 * MINUTE, 0);
        assertThat(granted(DAWN, SHOPS.get(1))).isPositive().isLessThanOrEqualTo(CAP - spent);
        playUntil(DAWN + DAY + 10 * MINUTE, 0);
        assertThat(granted(DAWN + DAY, SHOPS.get(0))).isEqualTo(CAP / 2);
        assertThat(granted(DAWN + DAY, SHOPS.get(1))).isEqualTo(CAP / 2);
    }

    @Test
    void shouldFollowAnotherCapAndNone() {
        service.programme(programme(1).build());
        SHOPS.forEach(shop -> service.profile(profile(shop, OWNER, 30)));
        playUntil(DAWN + 10 * MINUTE, 0);
        service.programme(programme(2).setEntity(new EntityLimit(50L)).build());
        playUntil(DAWN + 20 * MINUTE, 0);
        assertThat(granted(DAWN, SHOPS.get(0)) + granted(DAWN, SHOPS.get(1))).isEqualTo(50);

        most = Long.MAX_VALUE;
        service.programme(programme(3).setEntity(null).build());
        playUntil(DAWN + 30 * MINUTE, 0);
        assertThat(granted(DAWN, SHOPS.get(0))).isEqualTo(400);

        service.programme(programme(4).build());
        playUntil(DAWN + 40 * MINUTE, 0);
        assertThat(granted(DAWN, SHOPS.get(0))).isEqualTo(CAP / 2);
        assertThat(granted(DAWN, SHOPS.get(1))).isEqualTo(CAP / 2);
    }

    @Test
    void shouldTakeTheAgeOfAnOwnerFromItsFirstShopThoughThatIsClosed() {
        service.programme(programme(1)
                .setEligibility(List.of(clause("new", "merchant.ownerAgeDays <= 90")))
                .build());
        service.profile(profile(SHOPS.get(0), OWNER, 400));
        service.profile(profile(ALONE, null, 3));
        playUntil(DAWN + 5 * MINUTE, 0);
        service.withdraw(SHOPS.get(0));
        playUntil(DAWN + 10 * MINUTE, 0);
        service.profile(profile(SHOPS.get(1), OWNER, 3));
        playUntil(DAWN + 11 * MINUTE, 0);
        assertThat(decision(SHOPS.get(1)).getEligible())
                .as("before the owner has answered")
                .isFalse();
        playUntil(DAWN + 20 * MINUTE, 0);

        assertThat(decision(SHOPS.get(1)).getEligible())
                .as("opened again under another name")
                .isFalse();
        assertThat(decision(SHOPS.get(1)).getClauses()).containsExactly("new");
        assertThat(decision(ALONE).getEligible()).isTrue();
        assertThat(ledger.getOrDefault(DAWN, Map.of())).doesNotContainKey(SHOPS.get(1));
    }

    @Test
    void shouldReviewWhenTheAgeOfAnOwnerIsReached() {
        service.programme(programme(1)
                .setEligibility(List.of(clause("new", "merchant.ownerAgeDays < 31")))
                .build());
        service.profile(profile(SHOPS.get(0), OWNER, 30));
        service.profile(profile(SHOPS.get(1), OWNER, 3));
        playUntil(DAWN + 10 * MINUTE, 0);
        assertThat(SHOPS).allMatch(shop -> decision(shop).getEligible());
        playUntil(DAWN + DAY, 0);
        assertThat(SHOPS).noneMatch(shop -> decision(shop).getEligible());
    }

    private Decision decision(String shop) {
        return entitlements.get(shop).getDecisions().get(0);
    }

    /** Beats, between which each shop is shown so many times; at each of them the shops have no more than the cap. */
    private void playUntil(long end, int times) {
        for (long time = host.now() + MINUTE; time <= end; time += MINUTE) {
            for (int i = 0; i < times; i++) {
                SHOPS.forEach(this::show);
                show(ALONE);
            }
            host.now(time);
            service.beat(time);
            for (Map<String, LedgerEntry> period : ledger.values()) {
                assertThat(SHOPS.stream()
                                .filter(period::containsKey)
                                .mapToLong(shop -> period.get(shop).getGranted())
                                .sum())
                        .isLessThanOrEqualTo(most);
            }
        }
    }

    private void show(String merchant) {
        host.show(service, merchant);
    }

    private long granted(long period, String shop) {
        return ledger.get(period).get(shop).getGranted();
    }

    private long spent(long period, String shop) {
        return ledger.get(period).get(shop).getSpent();
    }

    private MerchantProfile profile(String merchant, String owner, int daysAgo) {
        return MerchantProfile.newBuilder()
                .setMerchantId(merchant)
                .setSizeClass(SizeClass.SMALL)
                .setJoinedAt(DAWN - daysAgo * DAY)
                .setRelatedEntityHash(owner)
                .setUpdatedAt(host.now())
                .build();
    }

    private static Clause clause(String id, String expression) {
        return new Clause(id, expression, new LocalizedText("条件", "A condition"), UnknownPolicy.NOT_MET, 0L);
    }

    private static Programme.Builder programme(int version) {
        return Programme.newBuilder()
                .setProgrammeId("newcomer")
                .setVersion(version)
                .setName(new LocalizedText("新商家", "Newcomers"))
                .setStartsAt(DAWN)
                .setPool(5_000)
                .setFloor(10)
                .setCap(400)
                .setMaxMultiplier(3)
                .setSurfaces(List.of(Surface.FEED))
                .setHoldout(new BucketRange(0, 50))
                .setEntity(new EntityLimit(CAP))
                .setEligibility(List.of());
    }
}
