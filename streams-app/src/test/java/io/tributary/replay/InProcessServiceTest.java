package io.tributary.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.pool.PoolPolicy;
import io.tributary.events.v1.Impression;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.pool.v1.Beat;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.UnknownPolicy;
import io.tributary.schemas.Topic;
import io.tributary.schemas.boost.AppliedBoost;
import io.tributary.schemas.boost.BoostView;
import io.tributary.schemas.boost.HostClock;
import io.tributary.topology.InvalidRecordException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class InProcessServiceTest {
    private static final long MINUTE = 60_000;
    private static final long DAY = 86_400_000;
    private static final long DAWN = Instant.parse("2026-03-01T16:00:00Z").toEpochMilli(); // midnight in Shanghai
    private static final int PARTITIONS = 2;
    private static final int MERCHANTS = 10;
    private static final InProcessSettings SETTINGS =
            InProcessSettings.of(PARTITIONS, MINUTE, 4 * MINUTE, 10 * MINUTE, ZoneId.of("Asia/Shanghai"));

    private final AtomicLong now = new AtomicLong(DAWN - 1);
    private final BoostView boosts = new BoostView(4 * MINUTE, HostClock.replay(now::get));
    private final List<LedgerEntry> ledger = new ArrayList<>();
    private final List<String> published = new ArrayList<>();
    private final InProcessService service = new InProcessService(SETTINGS, new ReplayListener() {
        @Override
        public void directive(String merchantId, BoostDirective directive) {
            boosts.directive(merchantId, directive);
        }

        @Override
        public void ledger(LedgerEntry entry) {
            ledger.add(entry);
        }

        @Override
        public void beat(Beat beat) {
            boosts.beat(beat);
        }

        @Override
        public void published(Topic<?> topic, String key, SpecificRecord value, long time) {
            published.add(topic.name() + " " + key + " " + time + " " + value);
        }
    });
    private int shown;
    private int boosted;

    @Test
    void shouldChargeGrantsForWhatWasShownBoosted() {
        playDay();

        long charged = sum(EntryKind.CHARGE) - sum(EntryKind.CREDIT);
        Map<String, LedgerEntry> last = new TreeMap<>();
        ledger.stream()
                .filter(entry -> entry.getPeriodStart() == DAWN)
                .forEach(entry -> last.put(entry.getMerchantId(), entry));
        assertThat(charged).isPositive().isEqualTo(boosted);
        assertThat(last).hasSize(MERCHANTS);
        assertThat(total(last.values(), LedgerEntry::getSpent)).isEqualTo(charged);
        assertThat(total(last.values(), LedgerEntry::getGranted)).isEqualTo(charged + sum(EntryKind.RELEASE));
    }

    @Test
    void shouldPublishTheSameForTheSameInput() {
        playDay();
        InProcessServiceTest again = new InProcessServiceTest();
        again.playDay();

        assertThat(published).isNotEmpty().isEqualTo(again.published);
    }

    @Test
    void shouldUseEachPartition() {
        Set<Integer> used = new HashSet<>();
        merchants().forEach(merchant -> used.add(service.partition(merchant)));

        assertThat(used).hasSize(PARTITIONS);
    }

    @Test
    void shouldLetPartitionsLag() {
        service.programme(programme(1).build());
        Beat first = service.send(DAWN);
        Beat second = service.send(DAWN + MINUTE);
        assertThat(published).noneMatch(record -> record.startsWith("pool-reports"));

        service.answer(1, first);
        service.answer(1, second);

        assertThat(published.stream().filter(record -> record.startsWith("pool-reports 1 ")))
                .hasSize(2);
        assertThat(published).noneMatch(record -> record.startsWith("pool-reports 0 "));
    }

    @Test
    void shouldRefuseClausesThatNobodyCanFulfilUnlessTheProgrammeIsToEnd() {
        Programme programme = programme(1).build();
        programme.setEligibility(List.of(new io.tributary.programmes.v1.Clause(
                "small",
                "merchant.sizeClass == 'MIRCO'",
                new io.tributary.common.v1.LocalizedText("小", "Small"),
                UnknownPolicy.NOT_MET,
                0L)));

        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> service.programme(programme))
                .withMessageContaining("did you mean 'MICRO'?");

        programme.setStatus(io.tributary.programmes.v1.ProgrammeStatus.ENDED);
        assertThat(service.programme(programme)).isTrue();
    }

    @Test
    void shouldKeepTheHigherVersionOfAProgramme() {
        assertThat(service.programme(programme(2).build())).isTrue();
        assertThat(service.programme(programme(1).setPool(1).build())).isFalse();

        assertThat(service.beat(DAWN).getRules()).containsExactly(programme(2).build());
    }

    @Test
    void shouldBoostNobodyUnderTheKillSwitch() {
        service.stop("ALL");
        playDay();

        assertThat(boosted).isZero();
    }

    @Test
    void shouldThrowBackWhatCannotBeUsed() {
        service.beat(DAWN);

        assertThatThrownBy(() -> service.impression("", impression(null)))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageContaining("merchantId");
        assertThatThrownBy(() -> service.beat(DAWN - 1)).hasMessageContaining("clock went back");
    }

    @Test
    void shouldRefuseTwoLivesOfDirectives() {
        PoolPolicy pool = new PoolPolicy(1, MINUTE, true, MINUTE);
        MerchantPolicy merchants = MerchantPolicy.of(2 * MINUTE, 0, 0, ZoneId.of("UTC"));

        assertThatThrownBy(() -> new InProcessSettings(pool, merchants)).hasMessageContaining("directive life");
    }

    @Test
    void shouldGoOverToAnAnnouncedVersionAtItsTimeAndDecideTheSameAgain() {
        service.programme(programme(1).build());
        service.programme(
                programme(2).setPool(500).setEffectiveFrom(DAWN + 3 * MINUTE).build());

        assertThat(service.beat(DAWN + 2 * MINUTE).getProgrammes().get(0).getVersion())
                .isEqualTo(1);
        Beat later = service.beat(DAWN + 3 * MINUTE);
        assertThat(later.getProgrammes().get(0).getVersion()).isEqualTo(2);
        assertThat(later.getRules()).hasSize(1);

        InProcessService again = new InProcessService(SETTINGS, new ReplayListener() {});
        again.programme(programme(1).build());
        again.programme(
                programme(2).setPool(500).setEffectiveFrom(DAWN + 3 * MINUTE).build());
        again.beat(DAWN + 2 * MINUTE);
        assertThat(again.beat(DAWN + 3 * MINUTE)).isEqualTo(later);
    }

    private void playDay() {
        service.programme(programme(1).build());
        beat(DAWN - 1);
        merchants().forEach(merchant -> service.profile(profile(merchant)));
        for (long time = DAWN; time < DAWN + DAY; time += MINUTE) {
            beat(time);
            // One between two beats each: a directive that is used up is withdrawn before the next.
            merchants().forEach(this::show);
        }
        for (int i = 0; i < 5; i++) {
            beat(DAWN + DAY + i * MINUTE);
        }
    }

    private void beat(long time) {
        now.set(time);
        service.beat(time);
    }

    private void show(String merchant) {
        AppliedBoost boost = boosts.boost(merchant, Surface.FEED, 500);
        if (boost.directiveId() != null) {
            boosted++;
        }
        service.impression(merchant, impression(boost.directiveId()));
    }

    private Impression impression(String directiveId) {
        shown++;
        return Impression.newBuilder()
                .setImpressionId("impression-" + shown)
                .setRequestId("request-" + shown)
                .setItemId("item")
                .setSurface(Surface.FEED)
                .setPosition(0)
                .setViewable(true)
                .setDirectiveId(directiveId)
                .setBucket(500)
                .setTime(now.get())
                .build();
    }

    private static List<String> merchants() {
        return IntStream.range(0, MERCHANTS).mapToObj(i -> "merchant-" + i).toList();
    }

    private static MerchantProfile profile(String merchant) {
        return MerchantProfile.newBuilder()
                .setMerchantId(merchant)
                .setSizeClass(SizeClass.SMALL)
                .setJoinedAt(DAWN - 30 * DAY)
                .setUpdatedAt(DAWN - 1)
                .build();
    }

    private static Programme.Builder programme(int version) {
        return Programme.newBuilder()
                .setProgrammeId("newcomer")
                .setVersion(version)
                .setName(new LocalizedText("新商家", "Newcomers"))
                .setStartsAt(DAWN)
                .setPool(2_000)
                .setFloor(10)
                .setCap(400)
                .setMaxMultiplier(3)
                .setSurfaces(List.of(Surface.FEED))
                .setHoldout(new BucketRange(0, 50))
                .setEligibility(List.of(new Clause(
                        "small",
                        "merchant.sizeClass == 'SMALL'",
                        new LocalizedText("小微商家", "Small firms"),
                        UnknownPolicy.NOT_MET,
                        0L)));
    }

    private List<LedgerEntry> of(EntryKind kind) {
        return ledger.stream().filter(entry -> entry.getKind() == kind).toList();
    }

    private long sum(EntryKind kind) {
        return total(of(kind), LedgerEntry::getExposures);
    }

    private static long total(Collection<LedgerEntry> entries, ToLongFunction<LedgerEntry> number) {
        return entries.stream().mapToLong(number).sum();
    }
}
