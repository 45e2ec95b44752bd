package io.tributary.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.ProgrammeBeat;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.SupportWindow;
import io.tributary.schemas.Topic;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Programmes with windows, by the service's own pool and merchant partitions. */
class WindowsInServiceTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long LIFE = 4 * MINUTE;
    private static final long DAWN = Instant.parse("2026-03-01T16:00:00Z").toEpochMilli(); // midnight in Shanghai
    private static final int MERCHANTS = 10;

    private final ReplayHost host = new ReplayHost(DAWN - 1, LIFE);
    private final List<String> published = new ArrayList<>();
    private final List<LedgerEntry> ledger = new ArrayList<>();
    private final List<Beat> beats = new ArrayList<>();
    private final Map<String, BoostDirective> directives = new HashMap<>();
    private final Map<Long, ProgrammeMetric> metrics = new HashMap<>();

    private InProcessService service(long step, long life) {
        return new InProcessService(InProcessSettings.of(2, step, life, 10 * MINUTE, ZONE), new ReplayListener() {
            @Override
            public void directive(String merchantId, BoostDirective directive) {
                host.boosts().directive(merchantId, directive);
                directives.put(merchantId, directive);
            }

            @Override
            public void ledger(LedgerEntry entry) {
                ledger.add(entry);
            }

            @Override
            public void beat(Beat beat) {
                host.boosts().beat(beat);
                beats.add(beat);
            }

            @Override
            public void metric(ProgrammeMetric metric) {
                metrics.put(metric.getWindowStart(), metric);
            }

            @Override
            public void published(Topic<?> topic, String key, SpecificRecord value, long time) {
                published.add(topic.name() + " " + key + " " + time + " " + value);
                if (value instanceof Entitlement entitlement && time > DAWN) {
                    assertThat(entitlement.getDecisions())
                            .as("closed or not, it is enrolled")
                            .isNotEmpty();
                }
            }
        });
    }

    /** Open from ten to twelve and from six to eight. */
    private void playDay() {
        InProcessService service = service(MINUTE, LIFE);
        service.programme(programme(window(null, null, "10:00", "12:00", 1), window(null, null, "18:00", "20:00", 1))
                .build());
        beat(service, DAWN - 1);
        merchants().forEach(merchant -> service.profile(profile(merchant)));
        for (long time = DAWN; time < DAWN + DAY; time += MINUTE) {
            beat(service, time);
            assertDirected(time);
            merchants().forEach(merchant -> show(service, merchant));
        }
    }

    private void assertDirected(long time) {
        long minute = (time - DAWN) / MINUTE;
        long closes = DAWN + (minute < 720 ? 720 : 1200) * MINUTE;
        boolean open = (minute >= 600 && minute < 720) || (minute >= 1080 && minute < 1200);
        for (BoostDirective directive : directives.values()) {
            if (!open) {
                assertThat(directive).as("in minute %d", minute).isNull();
            } else if (directive != null) {
                assertThat(directive.getExpiresAt()).isLessThanOrEqualTo(closes);
            }
        }
        if (minute == 600 || minute == 1080) {
            assertThat(directives.values())
                    .as("at its minute")
                    .filteredOn(each -> each != null)
                    .isNotEmpty();
        }
    }

    @Test
    void shouldBoostWhileAWindowIsOpenAndKeepMerchantsWhileNone() {
        playDay();

        long charged = exposures(EntryKind.CHARGE) - exposures(EntryKind.CREDIT);
        assertThat(charged).isBetween(1_500L, 2_000L);
        assertThat(published.stream()
                        .filter(record -> record.startsWith("boost-directives") && record.endsWith("null")))
                .as("each is withdrawn at the close, though it expires then")
                .hasSizeGreaterThanOrEqualTo(MERCHANTS);
        ProgrammeBeat last = beats.get(beats.size() - 1).getProgrammes().get(0);
        assertThat(last.getSchedule()).isEqualTo(1);
        assertThat(last.getGranted()).as("budgets are kept").isPositive();
        assertThat(schedule(12 * HOUR)).isBetween(0.3, 0.7);
        assertThat(schedule(18 * HOUR)).isEqualTo(schedule(12 * HOUR + MINUTE));
    }

    private double schedule(long time) {
        return beats.stream()
                .filter(beat -> beat.getTime() == DAWN + time)
                .findFirst()
                .orElseThrow()
                .getProgrammes()
                .get(0)
                .getSchedule();
    }

    @Test
    void shouldDecideTheSameInAReplay() {
        playDay();
        WindowsInServiceTest again = new WindowsInServiceTest();
        again.playDay();

        assertThat(published).isNotEmpty().isEqualTo(again.published);
    }

    /** From plough to plough: open all year, with a higher pace at harvest. */
    @Test
    void shouldSupportFarmsForTwelveMonthsWithAHigherPaceAtHarvest() {
        InProcessService service = service(6 * HOUR, 12 * HOUR);
        service.programme(programme(window("11-16", "08-31", null, null, 1), window("09-01", "11-15", null, null, 1.5))
                .setPeriodMinutes(1440)
                .build());
        beat(service, DAWN - 1);
        merchants().forEach(merchant -> service.profile(profile(merchant)));
        for (long time = DAWN; time < DAWN + 366 * DAY; time += 6 * HOUR) {
            for (int again = 0; again < 4; again++) {
                Beat beat = beat(service, time + again);
                LocalDate day = Instant.ofEpochMilli(time).atZone(ZONE).toLocalDate();
                boolean harvest = !day.isBefore(LocalDate.of(2026, 9, 1)) && !day.isAfter(LocalDate.of(2026, 11, 15));
                assertThat(beat.getProgrammes().get(0).getActive())
                        .as("on %s", day)
                        .isTrue();
                assertThat(metrics.get(beat.getProgrammes().get(0).getPeriodStart())
                                .getPacing()
                                .getPool())
                        .as("on %s", day)
                        .isEqualTo(harvest ? 3_000 : 2_000);
            }
            merchants().forEach(merchant -> show(service, merchant));
        }
        for (LocalDate day = LocalDate.of(2026, 3, 3); day.isBefore(LocalDate.of(2027, 3, 1)); day = day.plusDays(1)) {
            // Few are shown, and merchants are granted no more than they can use.
            assertThat(granted(day)).as("on %s", day).isBetween(1L, 3_000L);
        }
    }

    @Test
    void shouldKeepMerchantsThroughASeasonInWhichItIsClosed() {
        InProcessService service = service(6 * HOUR, 12 * HOUR);
        service.programme(programme(window("清明", "谷雨", null, null, 1)).build());
        beat(service, DAWN - 1);
        merchants().forEach(merchant -> service.profile(profile(merchant)));
        LocalDate first = LocalDate.of(2026, 4, 5);
        LocalDate last = LocalDate.of(2026, 4, 20);
        for (long time = DAWN; time < DAWN + 60 * DAY; time += 6 * HOUR) {
            LocalDate day = Instant.ofEpochMilli(time).atZone(ZONE).toLocalDate();
            boolean open = !day.isBefore(first) && !day.isAfter(last);
            for (int again = 0; again < 4; again++) {
                Beat beat = beat(service, time + again);
                assertThat(beat.getProgrammes().get(0).getActive())
                        .as("on %s", day)
                        .isEqualTo(open);
            }
            assertThat(granted(day)).as("on %s", day).isBetween(open ? 1L : 0L, open ? 2_000L : 0L);
            merchants().forEach(merchant -> show(service, merchant));
        }
    }

    /** The sum of what each merchant was granted last for a day. */
    private long granted(LocalDate day) {
        long start = day.atStartOfDay(ZONE).toInstant().toEpochMilli();
        Map<String, Long> last = new HashMap<>();
        ledger.stream()
                .filter(entry -> entry.getPeriodStart() == start && entry.getKind() == EntryKind.GRANT)
                .forEach(entry -> last.put(entry.getMerchantId(), entry.getGranted()));
        return last.values().stream().mapToLong(Long::longValue).sum();
    }

    private long exposures(EntryKind kind) {
        return ledger.stream()
                .filter(entry -> entry.getKind() == kind)
                .mapToLong(LedgerEntry::getExposures)
                .sum();
    }

    private Beat beat(InProcessService service, long time) {
        host.now(time);
        return service.beat(time);
    }

    private void show(InProcessService service, String merchant) {
        host.show(service, merchant);
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

    private static SupportWindow window(String from, String to, String opens, String closes, double pace) {
        return SupportWindow.newBuilder()
                .setFrom(from)
                .setTo(to)
                .setOpens(opens)
                .setCloses(closes)
                .setPace(pace)
                .build();
    }

    private static Programme.Builder programme(SupportWindow... windows) {
        return Programme.newBuilder()
                .setProgrammeId("farm")
                .setVersion(1)
                .setName(new LocalizedText("助农", "Farms"))
                .setStartsAt(DAWN - DAY)
                .setPool(2_000)
                .setFloor(10)
                .setCap(400)
                .setMaxMultiplier(3)
                .setSurfaces(List.of(Surface.FEED))
                .setHoldout(new BucketRange(0, 50))
                .setEligibility(List.of())
                .setWindows(List.of(windows));
    }
}
