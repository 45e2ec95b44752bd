package io.tributary.topology.rollup;

import io.tributary.domain.Stage;
import io.tributary.domain.reward.BenefitStatus;
import io.tributary.domain.rollup.DayEvents;
import io.tributary.domain.rollup.DayMember.Window;
import io.tributary.domain.rollup.MerchantPath;
import io.tributary.domain.rollup.Standing;
import io.tributary.state.v1.RollupClockState;
import io.tributary.state.v1.RollupCouponState;
import io.tributary.state.v1.RollupDayState;
import io.tributary.state.v1.RollupEventsState;
import io.tributary.state.v1.RollupPathState;
import io.tributary.state.v1.RollupPeriod;
import io.tributary.state.v1.RollupStandingState;
import io.tributary.topology.state.StateCodec;
import io.tributary.topology.state.WriterSchemas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What days of programmes are made of beside rows: how merchants stood, how far they have come, and which days have changed. Some 100 bytes
 * for each merchant, programme and day that is remembered, and some 60 for each merchant and programme.
 */
final class DayStore {
    static final String STANDING = "standing/";
    static final String DAY = "day/";
    private static final String CHANGED = "changed/";
    private static final String PATH = "path/";
    private static final String CLOCK = "clock";
    private static final String COUPON = "coupon/";
    static final String EVENTS = "events/";

    private final KeyValueStore<String, byte[]> store;
    private final StateCodec<RollupStandingState> standings;
    private final StateCodec<RollupDayState> days;
    private final StateCodec<RollupPathState> paths;
    private final StateCodec<RollupClockState> clocks;
    private final StateCodec<RollupEventsState> events;
    private final StateCodec<RollupCouponState> coupons;

    DayStore(KeyValueStore<String, byte[]> store, WriterSchemas writers) {
        this.store = store;
        standings = new StateCodec<>(RollupStandingState.getClassSchema(), writers);
        days = new StateCodec<>(RollupDayState.getClassSchema(), writers);
        paths = new StateCodec<>(RollupPathState.getClassSchema(), writers);
        clocks = new StateCodec<>(RollupClockState.getClassSchema(), writers);
        events = new StateCodec<>(RollupEventsState.getClassSchema(), writers);
        coupons = new StateCodec<>(RollupCouponState.getClassSchema(), writers);
    }

    private static String path(Window day) {
        return String.format(RollupStore.START, day.start()) + "/" + day.programmeId();
    }

    /** How a merchant stood; null when nothing was told. */
    Standing standing(Window day, String merchantId) {
        byte[] bytes = store.get(STANDING + path(day) + "/" + merchantId);
        return bytes == null ? null : standing(standings.decode(bytes));
    }

    void keep(Window day, String merchantId, Standing standing) {
        List<RollupPeriod> periods = new ArrayList<>();
        standing.periods()
                .forEach((start, each) -> periods.add(new RollupPeriod(
                        start,
                        each.end(),
                        each.time(),
                        each.stage().name(),
                        each.floor(),
                        each.granted(),
                        each.spent())));
        Standing.Place place = standing.group();
        store.put(
                STANDING + path(day) + "/" + merchantId,
                standings.encode(new RollupStandingState(place.regionCode(), place.sizeClass(), periods)));
    }

    private static Standing standing(RollupStandingState state) {
        Map<Long, Standing.Period> periods = new HashMap<>();
        for (RollupPeriod each : state.getPeriods()) {
            periods.put(
                    each.getStart(),
                    new Standing.Period(
                            each.getEnd(),
                            each.getTime(),
                            Stage.valueOf(each.getStage()),
                            each.getFloor(),
                            each.getGranted(),
                            each.getSpent()));
        }
        return new Standing(new Standing.Place(state.getRegionCode(), state.getSizeClass()), periods);
    }

    /** How all merchants of a programme stood on a day. */
    Map<String, Standing> standings(Window day) {
        Map<String, Standing> all = new HashMap<>();
        String prefix = STANDING + path(day) + "/";
        try (KeyValueIterator<String, byte[]> entries = store.range(prefix, prefix + Character.MAX_VALUE)) {
            entries.forEachRemaining(
                    entry -> all.put(entry.key.substring(prefix.length()), standing(standings.decode(entry.value))));
        }
        return all;
    }

    MerchantPath path(String programmeId, String merchantId) {
        byte[] bytes = store.get(PATH + programmeId + "/" + merchantId);
        return bytes == null ? MerchantPath.NONE : path(paths.decode(bytes));
    }

    void keep(String programmeId, String merchantId, MerchantPath path) {
        RollupPathState state = new RollupPathState(
                path.firstDay(),
                path.lastDay(),
                path.firstOrderDay(),
                path.firstGrantDay(),
                path.firstChargeDay(),
                path.awareness().noticedAt(),
                path.awareness().readAt(),
                path.awareness().appliedAt());
        store.put(PATH + programmeId + "/" + merchantId, paths.encode(state));
    }

    /** How far each merchant of a programme has come. */
    void forEachPath(String programmeId, Consumer<MerchantPath> action) {
        String prefix = PATH + programmeId + "/";
        try (KeyValueIterator<String, byte[]> entries = store.range(prefix, prefix + Character.MAX_VALUE)) {
            entries.forEachRemaining(entry -> action.accept(path(paths.decode(entry.value))));
        }
    }

    private static MerchantPath path(RollupPathState state) {
        return new MerchantPath(
                state.getFirstDay(),
                state.getLastDay(),
                state.getFirstOrderDay(),
                state.getFirstGrantDay(),
                state.getFirstChargeDay(),
                new MerchantPath.Awareness(state.getNoticedAt(), state.getReadAt(), state.getAppliedAt()));
    }

    /** What was decided and given on a day. */
    DayEvents events(Window day) {
        byte[] bytes = store.get(EVENTS + path(day));
        if (bytes == null) {
            return DayEvents.NONE;
        }
        RollupEventsState state = events.decode(bytes);
        DayEvents.Coupons given = new DayEvents.Coupons(
                state.getCouponsIssued(),
                state.getCouponsClaimed(),
                state.getCouponsUsed(),
                state.getCouponsExpired(),
                state.getCouponExposures(),
                state.getCouponExposuresUsed());
        return new DayEvents(state.getGraduated(), state.getSurvivalTold(), state.getSurvived(), given);
    }

    void keep(Window day, DayEvents now) {
        DayEvents.Coupons given = now.coupons();
        RollupEventsState state = new RollupEventsState(
                now.graduated(),
                now.survivalTold(),
                now.survived(),
                given.issued(),
                given.claimed(),
                given.used(),
                given.expired(),
                given.exposures(),
                given.exposuresUsed());
        store.put(EVENTS + path(day), events.encode(state));
    }

    /** Where a coupon stands; null when it is not known, or over. */
    BenefitStatus coupon(String name) {
        byte[] bytes = store.get(COUPON + name);
        return bytes == null
                ? null
                : BenefitStatus.valueOf(coupons.decode(bytes).getStatus());
    }

    /** @param status null once it is over */
    void keepCoupon(String name, BenefitStatus status) {
        store.put(COUPON + name, status == null ? null : coupons.encode(new RollupCouponState(status.name())));
    }

    /** Whether anything of this day was ever published. */
    boolean isPublished(Window day) {
        return store.get(DAY + path(day)) != null;
    }

    /** Notes a publication at a time, and returns its revision. */
    int publish(Window day, long time) {
        byte[] bytes = store.get(DAY + path(day));
        int revision = bytes == null ? 1 : days.decode(bytes).getRevision() + 1;
        store.put(DAY + path(day), days.encode(new RollupDayState(day.end(), revision, time)));
        store.delete(CHANGED + path(day));
        return revision;
    }

    /** Notes that a day is to be published (again). */
    void changed(Window day) {
        store.put(CHANGED + path(day), days.encode(new RollupDayState(day.end(), 0, 0L)));
    }

    /**
     * Days that are to be published and have ended before a time, at most so many: the youngest, the oldest of these first.
     *
     * @param isDue whether a day that was published at that time is to be again
     */
    List<Window> changed(long endedBy, int most, BiPredicate<Window, Long> isDue) {
        List<Window> all = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = store.reverseRange(CHANGED, CHANGED + Character.MAX_VALUE)) {
            while (entries.hasNext() && all.size() < most) {
                KeyValue<String, byte[]> entry = entries.next();
                String[] parts = entry.key.split("/", 3);
                long end = days.decode(entry.value).getWindowEnd();
                Window day = new Window(parts[2], Long.parseLong(parts[1]), end);
                byte[] published = store.get(DAY + path(day));
                if (end <= endedBy
                        && (published == null
                                || isDue.test(day, days.decode(published).getPublishedAt()))) {
                    all.add(day);
                }
            }
        }
        Collections.reverse(all);
        return all;
    }

    /** Start of the minute up to which days were published, epoch milliseconds; 0 for none. */
    long minute() {
        byte[] bytes = store.get(CLOCK);
        return bytes == null ? 0 : clocks.decode(bytes).getMinute();
    }

    void keepMinute(long start) {
        store.put(CLOCK, clocks.encode(new RollupClockState(start)));
    }
}
