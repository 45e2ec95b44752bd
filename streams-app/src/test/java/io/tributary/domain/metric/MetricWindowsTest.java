package io.tributary.domain.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.Arm;
import io.tributary.domain.BucketRange;
import io.tributary.domain.Stage;
import io.tributary.domain.Surface;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class MetricWindowsTest {
    private static final long MINUTE = 60_000;
    private static final long DAY = 86_400_000;
    private static final long GRACE = 10 * MINUTE;
    private static final long RESTATE = 3 * DAY;
    private static final String MERCHANT = "m";
    private static final long BEGIN = 1_772_380_800_000L;
    private static final DayCalendar CALENDAR = new DayCalendar(ZoneId.of("Asia/Shanghai"));

    private record Place(WindowSize size, long start, Surface surface, Arm arm, Membership membership) {}

    /** Numbers of a cell in the order they are declared, and the last published revision with its status. */
    private final Map<Place, long[]> expected = new HashMap<>();

    /** What was true from a time on. */
    private final TreeMap<Long, Membership> memberships = new TreeMap<>();

    private final Map<Place, long[]> published = new HashMap<>();
    private final Map<Place, Integer> revisions = new HashMap<>();
    /** What a store would hold: windows that are not open minutes, as of their last change. */
    private WindowsSnapshot closed;
    /** What is final. */
    private SettledWindows settled = SettledWindows.inMemory();

    /** Random records, beats and restarts: in the end the last revision of every cell is what plain counting gives. */
    @Property(tries = 80)
    void shouldPublishWhatPlainCountingGives(@ForAll long seed) {
        expected.clear();
        published.clear();
        revisions.clear();
        closed = null;
        settled = SettledWindows.inMemory();
        memberships.clear();
        memberships.put(Long.MIN_VALUE, Membership.NONE);
        Random random = new Random(seed);
        MetricWindows windows = new MetricWindows();
        long service = BEGIN;
        for (int step = 0; step < 400; step++) {
            MetricWindows.Clock clock = new MetricWindows.Clock(CALENDAR, service, GRACE, RESTATE);
            if (random.nextInt(4) > 0) {
                long back = random.nextInt(10) == 0 ? 4 * DAY : 12 * MINUTE;
                count(windows, clock, random, service - (long) (random.nextDouble() * back));
            } else {
                service += random.nextInt(20) == 0 ? DAY / 2 : random.nextInt(90_000);
                windows.advance(
                        new MetricWindows.Clock(CALENDAR, service, GRACE, RESTATE), this::publish, this::settle);
            }
            if (random.nextInt(25) == 0) {
                enrol(windows, membership(random), service);
            }
            if (random.nextInt(20) == 0) {
                windows = restart(windows);
            } else if (random.nextInt(5) == 0) {
                writeClosed(windows);
            }
        }
        service += 2 * DAY;
        windows.advance(new MetricWindows.Clock(CALENDAR, service, GRACE, RESTATE), this::publish, this::settle);
        assertThat(published.keySet()).isEqualTo(expected.keySet());
        published.forEach(
                (place, numbers) -> assertThat(numbers).as(place.toString()).isEqualTo(expected.get(place)));
        windows.advance(
                new MetricWindows.Clock(CALENDAR, service + 5 * DAY, GRACE, RESTATE), this::publish, this::settle);
        assertThat(windows.isEmpty()).isTrue();
    }

    /** In one of two programmes or none; one of them ends some hours into the test. */
    private static Membership membership(Random random) {
        List<Membership.Terms> terms = new ArrayList<>();
        if (random.nextBoolean()) {
            terms.add(new Membership.Terms(
                    "farm", 1 + random.nextInt(2), Stage.SEED, new BucketRange(0, 50), BEGIN + 7 * 60 * MINUTE));
        }
        if (random.nextInt(3) == 0) {
            terms.add(new Membership.Terms("county", 1, Stage.GROW, new BucketRange(0, 100), Long.MAX_VALUE));
        }
        return Membership.of(terms);
    }

    private void enrol(MetricWindows windows, Membership now, long service) {
        windows.memberships(CALENDAR, windows.memberships().changed(service, now, service - RESTATE - 2 * DAY));
        memberships.put(service, now);
    }

    private Membership membership(long time) {
        return Membership.of(memberships.floorEntry(time).getValue().terms().stream()
                .filter(each -> time < each.endsAt())
                .toList());
    }

    private void count(MetricWindows windows, MetricWindows.Clock clock, Random random, long time) {
        Surface surface = Surface.values()[random.nextInt(Surface.values().length)];
        Arm arm = Arm.values()[random.nextInt(Arm.values().length)];
        int dimensions = Dimensions.of(surface, arm);
        int kind = random.nextInt(4);
        boolean flag = random.nextBoolean();
        int late = clock.isLate(time) ? 1 : 0;
        windows.hydrate(clock, MERCHANT, time, settled);
        switch (kind) {
            case 0 -> windows.impression(clock, time, dimensions, shown(flag, late > 0), flag ? "farm" : null);
            case 1 -> windows.placed(clock, time, dimensions);
            case 2 -> windows.paid(clock, time, dimensions, 3, "CNY", 100);
            default -> windows.refunded(clock, time, dimensions, true, "CNY", 40);
        }
        long one = flag ? 1 : 0;
        long[] delta = switch (kind) {
            case 0 -> new long[] {1, one, 1 - one, one, late, 0, 0, 0, 0, 0, 0};
            case 1 -> new long[] {0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0};
            case 2 -> new long[] {0, 0, 0, 0, late, 0, 1, 0, 3, 100, 0};
            default -> new long[] {0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 40};
        };
        for (WindowSize size : WindowSize.values()) {
            long kept = size == WindowSize.MINUTE
                    ? CALENDAR.end(size, time) + GRACE
                    : CALENDAR.end(WindowSize.DAY, time) + RESTATE;
            if (clock.serviceTime() < kept) {
                Place place = new Place(size, CALENDAR.start(size, time), surface, arm, membership(time));
                long[] sum = expected.computeIfAbsent(place, key -> new long[11]);
                Arrays.setAll(sum, i -> sum[i] + delta[i]);
            }
        }
    }

    private static int shown(boolean exposed, boolean late) {
        return Measure.IMPRESSIONS.bit()
                | Measure.EXPOSURES.bitIf(exposed)
                | Measure.INVALID.bitIf(!exposed)
                | Measure.LATE.bitIf(late);
    }

    private void publish(MetricWindow window, Cell cell, WindowStatus status) {
        Place place = new Place(window.size(), window.start(), cell.surface(), cell.arm(), cell.membership());
        Money money = cell.sales().getOrDefault("CNY", new Money(0, 0));
        published.put(place, new long[] {
            cell.count(Measure.IMPRESSIONS),
            cell.count(Measure.EXPOSURES),
            cell.count(Measure.INVALID),
            cell.count(Measure.CHARGED),
            cell.count(Measure.LATE),
            cell.count(Measure.PLACED),
            cell.count(Measure.ORDERS),
            cell.count(Measure.REFUNDS),
            cell.count(Measure.UNITS),
            money.gross(),
            money.refunded()
        });
        assertThat(cell.revision()).isEqualTo(revisions.merge(place, 1, Integer::sum));
        assertThat(status).isNotEqualTo(WindowStatus.OPEN);
    }

    private void settle(MetricWindow window) {
        settled.keep(
                SettledWindows.Key.of(CALENDAR, MERCHANT, window.size(), window.start()),
                window.settled(new StateWriter()));
    }

    private MetricWindows restart(MetricWindows windows) {
        writeClosed(windows);
        MetricWindows read = new MetricWindows();
        read.readOpen(new StateReader(bytes(windows::writeOpen)));
        read.restore(closed);
        assertThat(read.isClosedChanged()).isFalse();
        assertThat(bytes(read::writeOpen)).isEqualTo(bytes(windows::writeOpen));
        assertThat(read.closed(new StateWriter()))
                .usingRecursiveComparison()
                .isEqualTo(windows.closed(new StateWriter()));
        return read;
    }

    /** As a commit does: only what says that it has changed. */
    private void writeClosed(MetricWindows windows) {
        if (closed == null || windows.isClosedChanged()) {
            closed = windows.closed(new StateWriter());
            windows.written();
        }
    }

    private static byte[] bytes(Consumer<StateWriter> writing) {
        StateWriter writer = new StateWriter();
        writing.accept(writer);
        return writer.toByteArray();
    }

    @Test
    void shouldWriteAllButTheOpenMinuteOnlyWhenAMinuteHasEnded() {
        MetricWindows windows = new MetricWindows();
        MetricWindows.Clock clock = new MetricWindows.Clock(CALENDAR, BEGIN, GRACE, RESTATE);
        windows.impression(clock, BEGIN, Dimensions.of(Surface.FEED, Arm.NONE), shown(true, false), null);
        windows.paid(clock, BEGIN, Dimensions.of(Surface.FEED, Arm.NONE), 1, "CNY", 100);
        assertThat(windows.isClosedChanged()).isFalse();
        windows.advance(
                new MetricWindows.Clock(CALENDAR, BEGIN + MINUTE, GRACE, RESTATE), (w, c, s) -> {}, window -> {});
        assertThat(windows.isClosedChanged()).isTrue();
        windows.written();
        assertThat(windows.isClosedChanged()).isFalse();
    }

    /** More units than an integer holds. */
    @Test
    void shouldCountVeryLargeOrders() {
        MetricWindows windows = new MetricWindows();
        MetricWindows.Clock clock = new MetricWindows.Clock(CALENDAR, BEGIN, GRACE, RESTATE);
        int feed = Dimensions.of(Surface.FEED, Arm.NONE);
        for (int line = 0; line < 3_000; line++) {
            windows.paid(clock, BEGIN + line, feed, 1_000_000, "CNY", 1);
        }
        List<String> rows = new ArrayList<>();
        windows.advance(
                new MetricWindows.Clock(CALENDAR, BEGIN + MINUTE, GRACE, RESTATE),
                (window, cell, status) ->
                        rows.add(window.size() + " " + cell.count(Measure.ORDERS) + " " + cell.count(Measure.UNITS)),
                window -> {});
        windows.advance(
                new MetricWindows.Clock(CALENDAR, BEGIN + DAY, GRACE, RESTATE),
                (window, cell, status) ->
                        rows.add(window.size() + " " + cell.count(Measure.ORDERS) + " " + cell.count(Measure.UNITS)),
                window -> {});
        assertThat(rows)
                .containsExactly(
                        "MINUTE 3000 3000000000",
                        "MINUTE 3000 3000000000",
                        "HOUR 3000 3000000000",
                        "DAY 3000 3000000000");
    }

    @Test
    void shouldSayWhenItIsDue() {
        MetricWindows windows = new MetricWindows();
        assertThat(windows.dueAt(GRACE, false)).isEqualTo(Long.MAX_VALUE);
        MetricWindows.Clock clock = new MetricWindows.Clock(CALENDAR, BEGIN, GRACE, RESTATE);
        windows.impression(clock, BEGIN, Dimensions.of(Surface.FEED, Arm.NONE), shown(true, false), null);
        assertThat(windows.dueAt(GRACE, false)).isEqualTo(BEGIN + MINUTE);
        windows.advance(
                new MetricWindows.Clock(CALENDAR, BEGIN + MINUTE, GRACE, RESTATE), (w, c, s) -> {}, window -> {});
        assertThat(windows.dueAt(GRACE, false)).isEqualTo(BEGIN + MINUTE + GRACE);
    }

    @Test
    void shouldTellApartWhenNothingButCorrectionsIsDue() {
        MetricWindows windows = new MetricWindows();
        int feed = Dimensions.of(Surface.FEED, Arm.NONE);
        MetricWindows.Clock clock = new MetricWindows.Clock(CALENDAR, BEGIN, GRACE, RESTATE);
        windows.refundedInWindow(clock, BEGIN, feed, false, "CNY", 100);
        windows.cancelled(clock, BEGIN + MINUTE, feed);
        assertThat(windows.dueAt(GRACE, true)).isEqualTo(BEGIN + MINUTE);
        assertThat(windows.dueAt(GRACE, false)).isEqualTo(Long.MAX_VALUE);

        windows.placed(clock, BEGIN + MINUTE, Dimensions.of(Surface.LIVE, Arm.NONE));
        assertThat(windows.dueAt(GRACE, false)).isEqualTo(BEGIN + 2 * MINUTE);
        windows.advance(
                new MetricWindows.Clock(CALENDAR, BEGIN + 2 * MINUTE, GRACE, RESTATE), (w, c, s) -> {}, window -> {});
        assertThat(windows.dueAt(GRACE, true)).isEqualTo(BEGIN + MINUTE + GRACE);
        assertThat(windows.dueAt(GRACE, false)).isEqualTo(BEGIN + 2 * MINUTE + GRACE);
    }

    /** What is final leaves, comes back to be corrected, and leaves again; a window that was not corrected is not written anew. */
    @Test
    void shouldHoldNothingThatIsFinal() {
        MetricWindows windows = new MetricWindows();
        int feed = Dimensions.of(Surface.FEED, Arm.NONE);
        windows.impression(at(BEGIN), BEGIN, feed, shown(true, false), null);
        advance(windows, BEGIN + DAY + GRACE);
        assertThat(windows.isEmpty()).isTrue();

        List<WindowStatus> rows = new ArrayList<>();
        MetricWindows.Clock late = at(BEGIN + 2 * DAY);
        windows.hydrate(late, MERCHANT, BEGIN, settled);
        assertThat(windows.isEmpty()).isFalse();
        assertThat(windows.correct(BEGIN, feed, Correction.invalid(true, true, 0)))
                .isFalse();
        windows.releaseUnchanged();
        assertThat(windows.isEmpty()).isTrue();

        windows.hydrate(late, MERCHANT, BEGIN, settled);
        assertThat(windows.correct(BEGIN, feed, Correction.invalid(true, false, 0)))
                .isTrue();
        assertThat(windows.dueAt(GRACE, false)).isLessThan(BEGIN + 2 * DAY);
        windows.advance(late, (window, cell, status) -> rows.add(status), this::settle);
        assertThat(rows).containsExactly(WindowStatus.RESTATED, WindowStatus.RESTATED);
        assertThat(windows.isEmpty()).isTrue();
        assertThat(windows.dueAt(GRACE, false)).isEqualTo(Long.MAX_VALUE);

        MetricWindows.Clock beyond = at(BEGIN + DAY + RESTATE);
        windows.hydrate(beyond, MERCHANT, BEGIN, settled);
        assertThat(windows.isEmpty()).isTrue();
        assertThat(beyond.isBeyondHorizon(BEGIN)).isTrue();
    }

    private static MetricWindows.Clock at(long service) {
        return new MetricWindows.Clock(CALENDAR, service, GRACE, RESTATE);
    }

    private void advance(MetricWindows windows, long service) {
        windows.advance(at(service), (window, cell, status) -> {}, this::settle);
    }

    @Test
    void shouldCountUntilTheEndOfTime() {
        long last = MetricWindows.END_OF_TIME - 1;
        MetricWindows.Clock clock = new MetricWindows.Clock(CALENDAR, last, GRACE, RESTATE);
        MetricWindows windows = new MetricWindows();
        windows.impression(clock, last, Dimensions.of(Surface.CHANNEL, Arm.HOLDOUT), shown(true, false), null);
        windows.impression(clock, BEGIN, Dimensions.of(Surface.FEED, Arm.NONE), shown(true, false), null);
        windows.impression(clock, last - MINUTE, Dimensions.of(Surface.FEED, Arm.NONE), shown(true, false), null);
        StateWriter written = new StateWriter();
        windows.writeOpen(written);
        MetricWindows again = new MetricWindows();
        again.readOpen(new StateReader(written.toByteArray()));

        List<String> minutes = new ArrayList<>();
        again.advance(
                new MetricWindows.Clock(CALENDAR, last + 1, GRACE, RESTATE),
                (window, cell, status) -> {
                    if (window.size() == WindowSize.MINUTE) {
                        minutes.add(window.end() + " " + cell.surface() + " " + cell.arm() + " "
                                + cell.count(Measure.IMPRESSIONS));
                    }
                },
                window -> {});
        assertThat(minutes).containsExactly(last + 1 - MINUTE + " FEED NONE 1", last + 1 + " CHANNEL HOLDOUT 1");
    }

    /** Around every change of clocks of a year, in zones that change at midnight, by half an hour, or not at all. */
    @Property(tries = 500)
    void shouldBeginDaysAtLocalMidnight(@ForAll @LongRange(min = 0, max = 6L * 365 * 24 * 60) long minutes) {
        for (String name : new String[] {
            "Asia/Shanghai", "America/Sao_Paulo", "America/Havana", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Beirut"
        }) {
            ZoneId zone = ZoneId.of(name);
            DayCalendar calendar = new DayCalendar(zone);
            long time = Instant.parse("2010-01-01T00:00:00Z").toEpochMilli() + minutes * MINUTE;
            long start = calendar.start(WindowSize.DAY, time);
            long end = calendar.end(WindowSize.DAY, time);
            assertThat(time).isGreaterThanOrEqualTo(start).isLessThan(end);
            assertThat(calendar.end(WindowSize.DAY, start)).isEqualTo(end);
            assertThat(calendar.start(WindowSize.DAY, end)).isEqualTo(end);
            assertThat(calendar.start(WindowSize.DAY, start - 1)).isLessThan(start);
            assertThat(day(start, zone)).isEqualTo(day(time, zone)).isEqualTo(day(end - 1, zone));
            assertThat(day(end, zone)).isAfter(day(time, zone));
            assertThat(calendar.end(WindowSize.HOUR, time) - calendar.start(WindowSize.HOUR, time))
                    .isEqualTo(60 * MINUTE);
        }
    }

    private static LocalDate day(long time, ZoneId zone) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(time), zone);
    }
}
