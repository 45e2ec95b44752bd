package io.tributary.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.ItemScope;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.events.v1.ItemFacts;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.PoolReport;
import io.tributary.programmes.v1.Programme;
import io.tributary.schemas.Topic;
import io.tributary.schemas.boost.AppliedBoost;
import io.tributary.schemas.boost.BoostRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Programmes that support some of a merchant's items, by the service's own pool and merchant partitions. */
class ScopeInServiceTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long MINUTE = 60_000;
    private static final long DAY = 1_440 * MINUTE;
    private static final long LIFE = 4 * MINUTE;
    private static final long DAWN = Instant.parse("2026-03-01T16:00:00Z").toEpochMilli(); // midnight in Shanghai
    private static final String SELLER = "orchard";
    private static final ItemFacts FRUIT = new ItemFacts("fruit", List.of(), null);
    private static final ItemFacts PHONE_CASES = new ItemFacts("phone cases", List.of("fruit"), null);

    private final ReplayHost host = new ReplayHost(DAWN - 1, LIFE);
    private final Map<Long, ConversionMetric> minutes = new HashMap<>();
    private final List<LedgerEntry> ledger = new ArrayList<>();
    private PoolReport report;

    private final InProcessService service =
            new InProcessService(InProcessSettings.of(1, MINUTE, LIFE, MINUTE, ZONE), new ReplayListener() {
                @Override
                public void directive(String merchantId, BoostDirective directive) {
                    host.boosts().directive(merchantId, directive);
                }

                @Override
                public void ledger(LedgerEntry entry) {
                    ledger.add(entry);
                }

                @Override
                public void beat(Beat beat) {
                    host.boosts().beat(beat);
                }

                @Override
                public void published(Topic<?> topic, String key, SpecificRecord value, long time) {
                    if (value instanceof ConversionMetric row && row.getWindowSize() == WindowSize.MINUTE) {
                        minutes.put(row.getWindowStart(), row);
                    } else if (value instanceof PoolReport each) {
                        report = each;
                    }
                }
            });

    @Test
    void shouldBoostAndChargeWhatIsInTheScope() {
        begin(scope("fruit"));
        assertThat(boost(PHONE_CASES).isNone()).isTrue();
        assertThat(boost(null).isNone()).as("nothing is known of it").isTrue();

        AppliedBoost applied = boost(FRUIT);
        assertThat(applied.isNone()).isFalse();
        show(applied, FRUIT);
        show(applied, PHONE_CASES);
        show(applied, null);
        long shownIn = host.now() / MINUTE * MINUTE;
        for (int i = 0; i < 4; i++) {
            beat(host.now() + MINUTE);
        }

        assertThat(charged()).isEqualTo(1);
        assertThat(minutes.get(shownIn).getCharged()).isEqualTo(1);
        assertThat(minutes.get(shownIn).getExposures()).isEqualTo(3);
        assertThat(minutes.get(shownIn).getOutOfScope()).isEqualTo(2);
        assertThat(report.getCounters().getOutOfScope()).isEqualTo(2);
        assertThat(report.getCounters().getUnknownDirectives()).isZero();
    }

    @Test
    void shouldTellHostsOfAnotherScopeWithTheBeatThatBringsIt() {
        begin(scope("fruit"));
        Programme next = programme(2, scope("phone cases"));
        service.programme(next);
        beat(host.now() + MINUTE);
        beat(host.now() + MINUTE);

        assertThat(boost(FRUIT).isNone()).isTrue();
        assertThat(boost(PHONE_CASES).isNone()).isFalse();
    }

    @Test
    void shouldBoostAllItemsWithoutAScope() {
        begin(null);
        assertThat(boost(PHONE_CASES).isNone()).isFalse();
        show(boost(null), null);
        beat(host.now() + MINUTE);
        assertThat(charged()).isEqualTo(1);
    }

    private void begin(ItemScope scope) {
        service.programme(programme(1, scope));
        beat(DAWN - 1);
        service.profile(MerchantProfile.newBuilder()
                .setMerchantId(SELLER)
                .setSizeClass(SizeClass.SMALL)
                .setJoinedAt(DAWN - 30 * DAY)
                .setUpdatedAt(DAWN - 1)
                .build());
        for (long time = DAWN; time < DAWN + 30 * MINUTE; time += MINUTE) {
            beat(time);
        }
    }

    private AppliedBoost boost(ItemFacts item) {
        return host.boosts().boost(SELLER, new BoostRequest(Surface.FEED, 500), item);
    }

    private long charged() {
        return ledger.stream()
                .filter(entry -> entry.getKind() == EntryKind.CHARGE)
                .mapToLong(LedgerEntry::getExposures)
                .sum();
    }

    private void beat(long time) {
        host.now(time);
        service.beat(time);
    }

    private void show(AppliedBoost boost, ItemFacts item) {
        service.impression(SELLER, host.impression(boost).setItem(item).build());
    }

    private static ItemScope scope(String category) {
        return new ItemScope(List.of(category), List.of(), 0);
    }

    private static Programme programme(int version, ItemScope scope) {
        return Programme.newBuilder()
                .setProgrammeId("produce")
                .setVersion(version)
                .setName(new LocalizedText("农产品", "Produce"))
                .setStartsAt(DAWN - DAY)
                .setPool(2_000)
                .setFloor(10)
                .setCap(400)
                .setMaxMultiplier(3)
                .setSurfaces(List.of(Surface.FEED))
                .setHoldout(new BucketRange(0, 50))
                .setEligibility(List.of())
                .setScope(scope)
                .build();
    }
}
