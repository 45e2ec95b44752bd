package io.tributary.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.pool.v1.Beat;
import io.tributary.programmes.v1.Enrolment;
import io.tributary.programmes.v1.EnrolmentMode;
import io.tributary.programmes.v1.Funding;
import io.tributary.programmes.v1.FundingSource;
import io.tributary.programmes.v1.Programme;
import io.tributary.schemas.boost.AppliedBoost;
import io.tributary.schemas.boost.BoostRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose pool exposures come from, and what merchants get of several, by the service's own pool and merchant partitions. */
class FundingInServiceTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long MINUTE = 60_000;
    private static final long DAY = 1_440 * MINUTE;
    private static final long LIFE = 4 * MINUTE;
    private static final long DAWN = Instant.parse("2026-03-01T16:00:00Z").toEpochMilli(); // midnight in Shanghai
    private static final List<String> MERCHANTS =
            IntStream.range(0, 8).mapToObj(i -> "merchant-" + i).toList();

    private final ReplayHost host = new ReplayHost(DAWN - 1, LIFE);
    /** Last entries by merchant and programme. */
    private final Map<String, Map<String, LedgerEntry>> last = new HashMap<>();

    private final Map<String, Long> boosted = new HashMap<>();
    private final Map<String, Long> charged = new HashMap<>();
    private boolean advertised;

    private final InProcessService service =
            new InProcessService(InProcessSettings.of(2, MINUTE, LIFE, MINUTE, ZONE), new ReplayListener() {
                @Override
                public void directive(String merchantId, BoostDirective directive) {
                    host.boosts().directive(merchantId, directive);
                }

                @Override
                public void ledger(LedgerEntry entry) {
                    if (entry.getPeriodStart() == DAWN) {
                        last.computeIfAbsent(entry.getMerchantId(), id -> new HashMap<>())
                                .put(entry.getProgrammeId(), entry);
                        if (entry.getKind() == EntryKind.CHARGE) {
                            charged.merge(entry.getProgrammeId(), entry.getExposures(), Long::sum);
                        }
                    }
                }

                @Override
                public void beat(Beat beat) {
                    host.boosts().beat(beat);
                }
            });

    @Test
    void shouldNeverMixThePoolsOfTwoPartners() {
        service.programme(programme("bank", 40).setFunding(partner("bank")).build());
        service.programme(programme("county", 400).setFunding(partner("county")).build());
        play(600, 1);

        assertThat(granted("bank")).isPositive().isLessThanOrEqualTo(40);
        assertThat(granted("county")).isGreaterThan(40).isLessThanOrEqualTo(400);
        assertThat(charged).as("each for its own boosts").isEqualTo(boosted).containsOnlyKeys("bank", "county");
        assertThat(charged.get("bank")).isLessThanOrEqualTo(granted("bank"));
        assertThat(charged.get("county")).isLessThanOrEqualTo(granted("county"));
        assertThat(advertised).isFalse();
    }

    @Test
    void shouldMarkWhatMerchantsPayForAsAdvertisement() {
        service.programme(programme("paid", 400)
                .setFloor(0)
                .setFunding(new Funding(FundingSource.MERCHANT, null))
                .setEnrolment(
                        Enrolment.newBuilder().setMode(EnrolmentMode.OPT_IN).build())
                .setWithoutPersonalisation(false)
                .build());
        play(60, 1);

        assertThat(boosted).containsOnlyKeys("paid");
        assertThat(advertised).isTrue();
        assertThat(MERCHANTS)
                .allMatch(merchant -> host.boosts()
                        .boost(merchant, new BoostRequest(Surface.FEED, 500, false), null)
                        .isNone());
    }

    @Test
    void shouldGrantAMerchantNoMoreThanTheMostOfAll() {
        service.programme(programme("agri", 4_000).setMostOfAll(60).build());
        service.programme(programme("county", 4_000).setMostOfAll(60).build());
        play(300, 2);

        assertThat(last).hasSize(MERCHANTS.size());
        assertThat(last.values()).allSatisfy(entries -> {
            long granted =
                    entries.values().stream().mapToLong(LedgerEntry::getGranted).sum();
            assertThat(granted).isPositive().isLessThanOrEqualTo(60);
        });
        assertThat(charged).isEqualTo(boosted);
    }

    private void play(int minutes, int times) {
        beat(DAWN - 1);
        for (String merchant : MERCHANTS) {
            service.profile(MerchantProfile.newBuilder()
                    .setMerchantId(merchant)
                    .setSizeClass(SizeClass.SMALL)
                    .setJoinedAt(DAWN - 30 * DAY)
                    .setUpdatedAt(DAWN - 1)
                    .build());
            service.reported(
                    merchant,
                    MerchantEvent.newBuilder()
                            .setEventId("choice")
                            .setType("opted-in")
                            .setTime(DAWN - 1)
                            .setProgrammeId("paid")
                            .build());
        }
        for (long time = DAWN; time < DAWN + minutes * MINUTE; time += MINUTE) {
            beat(time);
            for (int i = 0; i < times; i++) {
                MERCHANTS.forEach(this::show);
            }
        }
        beat(host.now() + MINUTE);
        beat(host.now() + MINUTE);
    }

    private long granted(String programme) {
        return last.values().stream()
                .map(entries -> entries.get(programme))
                .mapToLong(entry -> entry == null ? 0 : entry.getGranted())
                .sum();
    }

    private void beat(long time) {
        host.now(time);
        service.beat(time);
    }

    private void show(String merchant) {
        AppliedBoost boost = host.show(service, merchant);
        if (!boost.isNone()) {
            boosted.merge(boost.programmeId(), 1L, Long::sum);
            advertised |= boost.advertisement();
        }
    }

    private static Funding partner(String name) {
        return new Funding(FundingSource.PARTNER, name);
    }

    private static Programme.Builder programme(String id, long pool) {
        return Programme.newBuilder()
                .setProgrammeId(id)
                .setVersion(1)
                .setName(new LocalizedText("扶持", "Support"))
                .setStartsAt(DAWN - DAY)
                .setPool(pool)
                .setFloor(2)
                .setCap(100)
                .setMaxMultiplier(3)
                .setSurfaces(List.of(Surface.FEED))
                .setHoldout(new BucketRange(0, 50))
                .setEligibility(List.of());
    }
}
