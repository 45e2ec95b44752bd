package io.tributary.demo.replay;

import io.tributary.demo.client.EventClock;
import io.tributary.demo.client.Feed;
import io.tributary.demo.client.GrantBook;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.pool.v1.TaskCounters;
import io.tributary.programmes.v1.Programme;
import io.tributary.schemas.Topics;
import io.tributary.schemas.boost.BoostTable;
import io.tributary.schemas.boost.HostClock;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.testkit.Cluster;
import io.tributary.testkit.ClusterException;
import io.tributary.testkit.Counters;
import io.tributary.testkit.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Feeds recorded interactions through brokers and a running service in event time, in lock step: at the start of a local day a
 * few beats until the grants stand, then slices of events with a beat after each. Empty spans are skipped.
 */
public final class Replay {
    private static final Duration LOADING = Duration.ofSeconds(30);
    private static final long SECOND = 1_000;
    private static final int SHOWN_DEAD_LETTERS = 5;
    /** The service refuses what is two days ahead of its time. */
    private static final Duration LONGEST_STEP = Duration.ofDays(1);

    private static final int SETTLING_BEATS = 5;
    private static final int CLOSING_BEATS = 3;

    private final ReplaySettings settings;
    private final Cluster cluster;
    private final ReplayProgress progress;
    private final Consumer<String> notes;
    private final AtomicLong now = new AtomicLong();
    private final GrantBook grants = new GrantBook();
    private long deadLetters;
    private long days;
    private long outOfOrder;

    /**
     * @param cluster where a service runs with {@code beat.clock=event}
     * @param notes receives one line at a time: progress, malformed rows, what to know
     */
    public Replay(ReplaySettings settings, Cluster cluster, Consumer<String> notes) {
        this.settings = settings;
        this.cluster = cluster;
        this.notes = notes;
        this.progress = new ReplayProgress(notes);
    }

    /**
     * Looks whether the file is one that can be replayed, before anything is started for it.
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    public static void checkEvents(Path events) {
        try (InteractionReader rows = InteractionReader.open(events, Long.MAX_VALUE, problem -> {})) {
            if (rows.next() == null) {
                throw new IllegalArgumentException("events file " + events + " has no row that can be replayed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replays the whole file; {@code wallMillis} is now: rows must not lie in the future. */
    public ReplayResult run(long wallMillis) {
        try (InteractionReader rows = InteractionReader.open(settings.events(), wallMillis, notes)) {
            Interaction first = rows.next();
            if (first == null) {
                throw new IllegalArgumentException("events file " + settings.events()
                        + " has no row that can be replayed (" + rows.malformed() + " malformed)");
            }
            return run(rows, first);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ReplayResult run(InteractionReader rows, Interaction first) {
        AvroSerdes serdes = cluster.serdes();
        now.set(first.time() - SECOND);
        try (BoostTable boosts = BoostTable.start(
                        cluster.boostTable(2 * settings.step().toMillis(), HostClock.replay(now::get)));
                Feed feed = new Feed(cluster, serdes);
                TopicReader<LedgerEntry> ledger = TopicReader.fromEnd(cluster, serdes, Topics.LEDGER);
                TopicReader<String> dead = TopicReader.deadLetters(cluster);
                EventClock clock = new EventClock(cluster, serdes, feed, boosts, now)) {
            requireEarlierClock(boosts, first.time());
            announceProgrammes(feed, first.time());
            clock.tick(now.get());
            TaskCounters before = clock.counters();
            long started = System.nanoTime();
            long beatsBefore = clock.ticks();
            InteractionFeed out = new InteractionFeed(feed, boosts, keys());
            feedAll(rows, first, clock, out, ledger);
            close(clock);
            ledger.drain(grants::add);
            dead.drain(this::deadLetter);
            double seconds = (System.nanoTime() - started) / 1e9;
            TaskCounters counted = Counters.since(clock.counters(), before);
            return result(counted, rows.malformed(), clock.ticks() - beatsBefore, seconds);
        }
    }

    /** Event time never goes back: what has been beaten past cannot be replayed. */
    private static void requireEarlierClock(BoostTable boosts, long firstEvent) {
        if (!boosts.awaitCaughtUp(LOADING)) {
            throw new ClusterException("the brokers did not answer within " + LOADING.toSeconds() + " s: are they up?");
        }
        long beatTime = boosts.staleness().beatTime();
        if (beatTime >= firstEvent - SECOND) {
            throw new ClusterException("the service there has come to " + Instant.ofEpochMilli(beatTime)
                    + ", past the first event (" + Instant.ofEpochMilli(firstEvent)
                    + "): replay on brokers of its own (without --bootstrap-servers), or on fresh ones");
        }
    }

    private RequestKeys keys() {
        return settings.salt() == null ? RequestKeys.ofFile(settings.events()) : RequestKeys.of(settings.salt());
    }

    private void announceProgrammes(Feed feed, long firstEvent) {
        for (Programme programme : settings.programmes()) {
            if (programme.getStartsAt() > firstEvent && !settings.asWritten()) {
                long start = startOfDay(firstEvent);
                notes.accept("programme " + programme.getProgrammeId() + " starts "
                        + Instant.ofEpochMilli(programme.getStartsAt())
                        + ", after the first event: replayed as if it had"
                        + " started " + Instant.ofEpochMilli(start) + " (--as-written keeps its dates)");
                feed.programme(
                        Programme.newBuilder(programme).setStartsAt(start).build(), now.get());
            } else {
                feed.programme(programme, now.get() - 1);
            }
        }
    }

    private void feedAll(
            InteractionReader rows,
            Interaction first,
            EventClock clock,
            InteractionFeed out,
            TopicReader<LedgerEntry> ledger) {
        SliceReader slices = new SliceReader(rows, first, settings.step().toMillis(), settings.zone());
        LocalDate day = null;
        for (Slice slice = slices.next(); slice != null; slice = slices.next()) {
            boolean newDay = !slice.day().equals(day);
            if (day != null && slice.day().isAfter(day.plusDays(1))) {
                // Nothing happens in a gap, but it must not keep what was before it open: windows close in their time.
                clock.tick(Math.max(clock.now() + 1, endOf(day)));
            }
            long beat = Math.max(clock.now() + 2, newDay ? beatTime(slice) : slice.start());
            if (beat - clock.now() > LONGEST_STEP.toMillis()) {
                // After a gap the service's time is brought close first: it takes nothing that is far ahead of it.
                clock.tick(beat - 2);
            }
            // Before the beat and not with it: records of one time have no order.
            out.profiles(slice, beat - 1);
            if (newDay) {
                days++;
                day = slice.day();
                clock.settle(beat, SETTLING_BEATS);
            } else {
                clock.tick(beat);
            }
            out.interactions(slice);
            outOfOrder += slice.outOfOrder();
            // The beat before the next slice covers this one; time itself must not lag behind what was sent.
            now.accumulateAndGet(slice.end(), Math::max);
            ledger.pollNow(grants::add);
            progress.report(rows.rows(), slice.day(), clock.ticks());
        }
    }

    /** Just before the first event, so that boosts stand when it comes, but not on the day before. */
    private long beatTime(Slice slice) {
        return Math.max(startOfDay(slice.start()), slice.start() - SETTLING_BEATS);
    }

    /** Past the end of the last day and the grace, so that every window is final. */
    private void close(EventClock clock) {
        clock.tick(clock.now() + 1);
        long end =
                endOf(Instant.ofEpochMilli(clock.now()).atZone(settings.zone()).toLocalDate());
        for (int i = 0; i < CLOSING_BEATS; i++) {
            clock.tick(end + i * SECOND);
        }
        clock.tick(end + settings.grace().toMillis() + SECOND * 60);
    }

    /** When a day's last late record may come. */
    private long endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(settings.zone()).toInstant().toEpochMilli()
                + settings.grace().toMillis();
    }

    private long startOfDay(long time) {
        return Instant.ofEpochMilli(time)
                .atZone(settings.zone())
                .toLocalDate()
                .atStartOfDay(settings.zone())
                .toInstant()
                .toEpochMilli();
    }

    private void deadLetter(String why) {
        deadLetters++;
        if (deadLetters <= SHOWN_DEAD_LETTERS) {
            notes.accept("dead letter: " + why);
        }
    }

    private ReplayResult result(TaskCounters counted, long malformed, long beats, double seconds) {
        return new ReplayResult(
                counted.getImpressions(),
                counted.getOrders(),
                counted.getMerchants(),
                counted.getCharged(),
                grants.granted(),
                counted.getDirectives(),
                counted.getDuplicates(),
                counted.getLate(),
                deadLetters,
                malformed,
                outOfOrder,
                days,
                beats,
                Math.round(seconds * 10) / 10.0);
    }
}
