package io.tributary.demo.client;

import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.ProgrammeBeat;
import io.tributary.pool.v1.TaskCounters;
import io.tributary.schemas.Topics;
import io.tributary.schemas.boost.BoostTable;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.testkit.Cluster;
import io.tributary.testkit.ClusterException;
import io.tributary.testkit.Counters;
import io.tributary.testkit.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Drives a service that runs with {@code beat.clock=event} in lock step: after a tick, everything that was sent before it has been
 * worked off and committed by every merchant task, and the boost table has seen what came of it. Not thread-safe.
 */
public final class EventClock implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(20);
    /** A first beat waits for topics, rebalances and compilation; later ones are answered in milliseconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Feed feed;
    private final BoostTable boosts;
    private final TopicReader<PoolReport> reports;
    private final TopicReader<Beat> beats;
    private final int tasks;
    private final Map<Integer, PoolReport> latest = new TreeMap<>();
    private Beat lastBeat;
    private long answeredBeat = -1;
    private long ticks;
    private final AtomicLong now;

    /**
     * @param feed the producer of everything that a tick covers
     * @param boosts table that is to be caught up after each tick
     * @param now event time before the first tick, epoch milliseconds UTC; moved by the ticks, and the clock of the boost table
     */
    public EventClock(Cluster cluster, AvroSerdes serdes, Feed feed, BoostTable boosts, AtomicLong now) {
        this.feed = feed;
        this.boosts = boosts;
        this.now = now;
        this.reports = TopicReader.fromEnd(cluster, serdes, Topics.POOL_REPORTS);
        this.beats = TopicReader.fromEnd(cluster, serdes, Topics.BEATS);
        this.tasks = beats.partitions();
    }

    /** Event time of the latest tick, epoch milliseconds UTC. */
    public long now() {
        return now.get();
    }

    /** Ticks so far. */
    public long ticks() {
        return ticks;
    }

    /**
     * Moves event time on and waits until the service has followed.
     *
     * @param time not before the latest tick, and not before the time of anything sent
     * @throws ClusterException when the service does not answer
     */
    public void tick(long time) {
        if (time < now.get()) {
            throw new IllegalArgumentException("event time must not go back from " + now + " to " + time);
        }
        now.set(time);
        feed.flush();
        feed.clock(time);
        feed.flush();
        awaitReports(time);
        if (!boosts.awaitCaughtUp(PATIENCE)) {
            throw new ClusterException(
                    "the boost table did not catch up within " + PATIENCE.toSeconds() + " s: are the brokers up?");
        }
        ticks++;
    }

    /**
     * Ticks, a millisecond apart, until the grants of every running programme cover all members known at the first of them.
     *
     * @param atMost ticks after which it goes on without: no members, or none eligible
     */
    public void settle(long time, int atMost) {
        tick(time);
        long first = answeredBeat;
        for (int i = 1; i < atMost && !granted(first); i++) {
            tick(time + i);
        }
    }

    private boolean granted(long sinceBeat) {
        return !lastBeat.getProgrammes().isEmpty()
                && lastBeat.getProgrammes().stream().allMatch(programme -> granted(programme, sinceBeat));
    }

    private static boolean granted(ProgrammeBeat programme, long sinceBeat) {
        return !programme.getActive() || (programme.getGrantRate() >= 0 && programme.getRatedBeat() >= sinceBeat);
    }

    private void awaitReports(long time) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answered(time)) {
            reports.poll(WAIT, report -> latest.put(report.getTask(), report));
            if (System.nanoTime() > deadline) {
                throw new ClusterException("merchant tasks " + missing(time) + " did not answer the beat within "
                        + PATIENCE.toSeconds() + " s: is the service running with beat.clock=event and all roles?");
            }
        }
        answeredBeat =
                latest.values().stream().mapToLong(PoolReport::getBeat).max().orElse(answeredBeat);
        // Committed before the reports that answer it: it is on its way at the latest.
        while (lastBeat == null || lastBeat.getNumber() < answeredBeat) {
            beats.poll(WAIT, this::keepNewest);
        }
    }

    private void keepNewest(Beat beat) {
        if (lastBeat == null || beat.getNumber() > lastBeat.getNumber()) {
            lastBeat = beat;
        }
    }

    private boolean answered(long time) {
        return latest.size() == tasks && latest.values().stream().allMatch(report -> answers(report, time));
    }

    private boolean answers(PoolReport report, long time) {
        return report.getTime() >= time && report.getBeat() > answeredBeat;
    }

    private List<Integer> missing(long time) {
        List<Integer> missing = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            PoolReport report = latest.get(task);
            if (report == null || !answers(report, time)) {
                missing.add(task);
            }
        }
        return missing;
    }

    /** Sum of all tasks' counters as of the latest tick; zeros before the first. */
    public TaskCounters counters() {
        return Counters.sum(
                latest.values().stream().map(PoolReport::getCounters).toList());
    }

    @Override
    public void close() {
        reports.close();
        beats.close();
    }
}
