package io.tributary.demo;

import io.tributary.demo.client.EventClock;
import io.tributary.demo.client.Feed;
import io.tributary.demo.client.Scoreboard;
import io.tributary.demo.marketplace.Marketplace;
import io.tributary.demo.marketplace.MarketplaceSettings;
import io.tributary.demo.view.DemoResult;
import io.tributary.demo.view.LiveView;
import io.tributary.demo.view.ProgrammeResult;
import io.tributary.pool.v1.TaskCounters;
import io.tributary.schemas.boost.BoostTable;
import io.tributary.schemas.boost.BoostTableSettings;
import io.tributary.schemas.boost.HostClock;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.testkit.Backlog;
import io.tributary.testkit.Cluster;
import io.tributary.testkit.Counters;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A marketplace on a cluster where the service runs: feeds it, ranks with its boosts, and watches what it publishes. */
public final class DemoRun {
    private static final int SETTLING_BEATS = 6;
    /** A late record comes within three graces and a minute. */
    private static final int GRACES_UNTIL_QUIET = 4;

    /** So long no role may stand still that has something to work off. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final long MINUTE_MILLIS = 60_000;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long REALTIME_SLICE_MILLIS = 200;

    private final Cluster cluster;
    private final MarketplaceSettings settings;
    private final RuleFiles rules;
    private final Marketplace marketplace;
    private final Opening opening;
    private final LiveView view;
    private final TreeMap<Long, List<Runnable>> happenings = new TreeMap<>();

    /** @param settings the marketplace; simulated days begin at its start, a local midnight */
    public DemoRun(Cluster cluster, MarketplaceSettings settings, RuleFiles rules, LiveView view) {
        this.cluster = cluster;
        this.settings = settings;
        this.rules = rules;
        this.opening = new Opening(settings, rules);
        this.marketplace = new Marketplace(settings);
        this.view = view;
    }

    /**
     * Has something else happen in a simulated day, such as an instance of the service that dies.
     *
     * @param time epoch milliseconds UTC; it happens before the step that begins then or next
     */
    public DemoRun at(long time, Runnable happening) {
        happenings.computeIfAbsent(time, any -> new ArrayList<>()).add(happening);
        return this;
    }

    /** Simulates days with an even schedule on the first. */
    public DemoResult simulate(int days, Duration step) {
        return simulate(days, step, false);
    }

    /**
     * Simulates days in event time; the service must run with {@code beat.clock=event}.
     *
     * @param warm whether a day goes before, of a tenth of the traffic and with the programmes paused, from which the service
     *     learns when shoppers come; without it, the first day's schedule is even
     */
    public DemoResult simulate(int days, Duration step, boolean warm) {
        AtomicLong now = new AtomicLong(settings.startMillis() - (warm ? DAY_MILLIS : 0));
        AvroSerdes serdes = cluster.serdes();
        try (BoostTable boosts = boosts(ServiceSettings.STEPS_PER_LIFE * step.toMillis(), HostClock.replay(now::get));
                Feed feed = new Feed(cluster, serdes);
                Scoreboard board = new Scoreboard(cluster, serdes);
                EventClock clock = new EventClock(cluster, serdes, feed, boosts, now)) {
            TaskCounters before = Counters.ZERO;
            if (warm) {
                view.note("a quiet day first, without support: the service learns when shoppers come");
                before = opening.warmUp(clock, feed);
            }
            opening.introduce(feed, marketplace.profiles(), warm ? 1 : 0);
            long started = System.nanoTime();
            long sentBefore = feed.sent();
            LocalDate first = localDate(settings.startMillis(), settings.zone());
            Control control = new Control(settings);
            for (int day = 0; day < days; day++) {
                long from = startOfDay(first.plusDays(day), settings.zone());
                long until = startOfDay(first.plusDays(day + 1L), settings.zone());
                day(clock, feed, boosts, board, from, until, step);
                control.close(from, until - 1, marketplace.tally());
            }
            long end = startOfDay(first.plusDays(days), settings.zone());
            double seconds = (System.nanoTime() - started) / 1e9;
            long records = feed.sent() - sentBefore;
            finish(clock, feed, end, step);
            awaitFigures();
            board.drain();
            List<ProgrammeResult> results = ProgrammeResult.all(board, rules.programmes(), settings.startMillis(), end);
            TaskCounters counted = Counters.since(board.counters(), before);
            return DemoResult.of(
                    settings.seed(),
                    marketplace.tally(),
                    board,
                    counted,
                    seconds,
                    records,
                    results,
                    control.days(),
                    control.total());
        }
    }

    private void day(
            EventClock clock, Feed feed, BoostTable boosts, Scoreboard board, long from, long until, Duration step) {
        clock.settle(from, SETTLING_BEATS);
        for (long at = from; at < until; ) {
            happen(at);
            at = Math.min(until, at + step.toMillis());
            // The day's last beat belongs to the day, and nothing happens at the very time of a beat: it would have no
            // order.
            Opening.send(feed, marketplace.advance(at - 1, boosts));
            clock.tick(at - 1);
            board.poll();
            view.show(at, board, marketplace.tally(), feed.sent());
        }
    }

    private void happen(long time) {
        while (!happenings.isEmpty() && happenings.firstKey() <= time) {
            happenings.pollFirstEntry().getValue().forEach(Runnable::run);
        }
    }

    /** No more shoppers: what is late still arrives, and every window closes. */
    private void finish(EventClock clock, Feed feed, long end, Duration step) {
        long grace = settings.faults().graceMillis();
        clock.tick(end);
        long quiet = end + GRACES_UNTIL_QUIET * grace;
        for (long at = end + step.toMillis(); at < quiet; at += step.toMillis()) {
            Opening.send(feed, marketplace.drain(at));
            clock.tick(at);
        }
        Opening.send(feed, marketplace.drain(quiet));
        clock.tick(quiet);
        clock.tick(quiet + grace + MINUTE_MILLIS);
    }

    /** Nobody waits for the roles behind the merchants' until here: what they publish of the last day is to be there, too. */
    private void awaitFigures() {
        try (Backlog backlog = new Backlog(cluster, ServiceSettings.APPLICATION_PREFIX)) {
            backlog.awaitNone(PATIENCE);
        }
    }

    /** Runs on the wall clock for a while; the service must run with {@code beat.clock=wall}. */
    public DemoResult live(Duration duration) throws InterruptedException {
        AvroSerdes serdes = cluster.serdes();
        try (BoostTable boosts = boosts(BoostTableSettings.SILENCE_MILLIS, HostClock.system());
                Feed feed = new Feed(cluster, serdes);
                Scoreboard board = new Scoreboard(cluster, serdes)) {
            opening.introduce(feed, marketplace.profiles(), 0);
            feed.flush();
            long started = System.nanoTime();
            long served = settings.startMillis();
            while (System.nanoTime() - started < duration.toNanos()) {
                long now = System.currentTimeMillis();
                served = now;
                Opening.send(feed, marketplace.advance(now, boosts));
                board.poll();
                view.show(now, board, marketplace.tally(), feed.sent());
                TimeUnit.MILLISECONDS.sleep(REALTIME_SLICE_MILLIS);
            }
            Control control = new Control(settings);
            control.close(settings.startMillis(), served, marketplace.tally());
            feed.flush();
            double seconds = (System.nanoTime() - started) / 1e9;
            board.drain();
            List<ProgrammeResult> results =
                    ProgrammeResult.all(board, rules.programmes(), Long.MIN_VALUE, Long.MAX_VALUE);
            return DemoResult.of(
                    settings.seed(),
                    marketplace.tally(),
                    board,
                    board.counters(),
                    seconds,
                    feed.sent(),
                    results,
                    control.days(),
                    control.total());
        }
    }

    private BoostTable boosts(long silenceMillis, HostClock clock) {
        return BoostTable.start(cluster.boostTable(silenceMillis, clock));
    }

    static LocalDate localDate(long time, ZoneId zone) {
        return Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
    }

    static long startOfDay(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
