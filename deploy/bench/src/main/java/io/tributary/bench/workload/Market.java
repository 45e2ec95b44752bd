package io.tributary.bench.workload;

import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
import io.tributary.domain.ledger.DirectiveId;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.merchants.v1.Tag;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.ProgrammeBeat;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;
import io.tributary.programmes.v1.UnknownPolicy;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Merchants, programmes and beats of the workload. The beats have a grant rate that stands, so that every job sees the same ones;
 * what the pool costs is not part of the comparison.
 */
public final class Market {
    /** Zone of the periods and of the metrics' days. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    public static final long BEAT_MILLIS = 1_000;
    /** Buckets from here on are held out, up to 949. */
    static final int HOLDOUT_FROM = 900;

    /** The day of workloads that are written ahead. */
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private static final long DAY_MILLIS = 86_400_000;
    /** A minute ends in the warm half of six million events at 100,000 a second. */
    private static final long FIRST_EVENT_MILLIS = 20_000;

    /** Beats before the first event: rules, decisions, grants and directives take some. */
    public static final int BEATS_AHEAD = 5;

    private static final long DIRECTIVE_LIFE = 300_000;
    private static final String DIGEST = "0000000000000001";
    private static final long GRANT = 20_000;

    private final WorkloadSettings settings;
    private final long periodStart;

    public Market(WorkloadSettings settings) {
        this(settings, DAY);
    }

    private Market(WorkloadSettings settings, LocalDate day) {
        this.settings = settings;
        this.periodStart = day.atStartOfDay(ZONE).toInstant().toEpochMilli();
    }

    /** A market whose period is today: for traffic that happens now. */
    public static Market today(WorkloadSettings settings) {
        return new Market(settings, LocalDate.now(ZONE));
    }

    /** First moment of the period, epoch milliseconds. */
    public long periodStart() {
        return periodStart;
    }

    /** Time of the first event of a workload that is written ahead, epoch milliseconds. */
    public long firstEvent() {
        return periodStart + FIRST_EVENT_MILLIS;
    }

    /** Key of the merchant with this rank of popularity. */
    public static String merchantId(int rank) {
        return "m-" + (10_000_000 + rank);
    }

    /** Three in ten, the most popular one not among them. */
    public static boolean isSupported(int rank) {
        int digit = rank % 10;
        return digit == 3 || digit == 6 || digit == 9;
    }

    private int programme(int rank) {
        return rank / 10 % settings.programmes();
    }

    private static String programmeId(int number) {
        return "bench-" + number;
    }

    /** A directive of the merchant's that every job has issued before the first event, live to the period's end. */
    public String directiveId(int rank) {
        return DirectiveId.of(programmeId(programme(rank)), periodStart, 1, periodStart + DAY_MILLIS);
    }

    public MerchantProfile profile(int rank) {
        List<Tag> tags = isSupported(rank) ? List.of(new Tag("p" + programme(rank), null, null)) : List.of();
        return MerchantProfile.newBuilder()
                .setMerchantId(merchantId(rank))
                .setSizeClass(isSupported(rank) ? SizeClass.MICRO : SizeClass.MEDIUM)
                .setTags(tags)
                .setJoinedAt(periodStart - 100 * DAY_MILLIS)
                .setRegionCode("530822")
                .setCategories(List.of("tea"))
                .setUpdatedAt(firstEvent() - (BEATS_AHEAD + 2) * BEAT_MILLIS)
                .build();
    }

    /** The rules, as the pool or the first beat brings them. */
    public List<Programme> programmes() {
        List<Programme> all = new ArrayList<>();
        for (int number = 0; number < settings.programmes(); number++) {
            LocalizedText name = new LocalizedText("基准" + number, "Bench " + number);
            all.add(Programme.newBuilder()
                    .setProgrammeId(programmeId(number))
                    .setVersion(1)
                    .setName(name)
                    .setStatus(ProgrammeStatus.ACTIVE)
                    .setStartsAt(periodStart - DAY_MILLIS)
                    .setPool(GRANT * settings.merchants())
                    .setFloor(GRANT / 2)
                    .setCap(2 * GRANT)
                    .setStageWeights(Map.of())
                    .setMaxMultiplier(3)
                    .setSurfaces(List.of(Surface.FEED, Surface.SEARCH))
                    .setHoldout(new BucketRange(HOLDOUT_FROM, HOLDOUT_FROM + 50))
                    .setEligibility(List.of(
                            new Clause("tag", "'p" + number + "' in merchant.tags", name, UnknownPolicy.NOT_MET, 0L)))
                    .build());
        }
        return all;
    }

    /** Time of the beat with this number, epoch milliseconds UTC; the first event comes with beat {@link #BEATS_AHEAD} + 1. */
    public long beatTime(long number) {
        return firstEvent() + (number - BEATS_AHEAD - 1) * BEAT_MILLIS;
    }

    /** Number of the last beat that is not later than the last event. */
    public long lastBeat() {
        long lastEvent = (settings.events() - 1) * 1_000 / settings.eventsPerSecond();
        return BEATS_AHEAD + 1 + lastEvent / BEAT_MILLIS;
    }

    /** The beat with this number at its time. */
    public Beat beat(long number) {
        return beat(number, beatTime(number));
    }

    /** A beat dated as given. The rules travel in the first one. */
    public Beat beat(long number, long time) {
        List<ProgrammeBeat> terms = new ArrayList<>();
        for (int programme = 0; programme < settings.programmes(); programme++) {
            terms.add(terms(programmeId(programme), number, time));
        }
        return Beat.newBuilder()
                .setNumber(number)
                .setTime(time)
                .setIntervalMillis(BEAT_MILLIS)
                .setProgrammes(terms)
                .setRulesDigest(DIGEST)
                .setRules(number == 1 ? programmes() : null)
                .setLists(number == 1 ? List.of() : null)
                .build();
    }

    private ProgrammeBeat terms(String programmeId, long number, long time) {
        return ProgrammeBeat.newBuilder()
                .setProgrammeId(programmeId)
                .setVersion(1)
                .setPeriodStart(periodStart)
                .setPeriodEnd(periodStart + DAY_MILLIS)
                .setActive(true)
                .setStrength(1)
                .setGrantRate(GRANT / 2.0)
                .setRatedBeat(number)
                .setCandidateRate(GRANT / 2.0)
                .setFloorScale(1)
                .setCandidateFloorScale(1)
                .setMeanProgress(0.5)
                .setSchedule(part(time))
                .setScheduleAhead(part(time + DIRECTIVE_LIFE))
                .setGranted(0)
                .setSpent(0)
                .build();
    }

    private double part(long time) {
        return Math.min(1, (time - periodStart) / (double) DAY_MILLIS);
    }
}
