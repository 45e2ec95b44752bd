package io.tributary.bench;

import io.tributary.bench.workload.Filler;
import io.tributary.bench.workload.Market;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.TaskCounters;
import io.tributary.schemas.Topics;
import io.tributary.testkit.Counters;
import io.tributary.testkit.TopicReader;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Plays the pool for a job that catches up with events on the brokers: beats come live, one a second of event time, each when
 * every task has answered the last one and has come to its time. How far a task has come is seen by what it has committed; its
 * reports say it too, but only at beats. Confined to one thread.
 */
public final class Metronome implements AutoCloseable {
    private final Filler filler;
    private final Market market;
    private final BeatMarks marks;
    private final TopicReader<PoolReport> reports;
    private final Map<Integer, PoolReport> latest = new TreeMap<>();
    private long sent;

    /**
     * Removes the beats of earlier jobs; reports count from now on.
     *
     * @param filler sends the beats
     */
    public Metronome(Arena arena, Market market, BeatMarks marks, Filler filler) {
        this.filler = filler;
        this.market = market;
        this.marks = marks;
        arena.offsets().truncate(Topics.BEATS.name());
        this.reports = TopicReader.fromEnd(arena.cluster(), arena.serdes(), Topics.POOL_REPORTS);
    }

    /** Sends the beats that go before the first event. */
    public void begin() {
        while (sent < Market.BEATS_AHEAD) {
            send();
        }
    }

    /**
     * Sends the next beat if it is time.
     *
     * @param committed what the job has committed
     */
    public void advance(Map<TopicPartition, Long> committed) {
        if (isAnswered() && marks.isReached(sent + 1, committed)) {
            send();
        }
    }

    /** After the last event is committed: sends the beats that are left, and one beyond; true when all tasks have answered it. */
    public boolean conclude() {
        if (!isAnswered()) {
            return false;
        }
        if (sent > marks.last()) {
            return true;
        }
        send();
        return false;
    }

    /** Sums of the tasks' counters as of the latest beat answered. */
    public TaskCounters counters() {
        return Counters.sum(
                latest.values().stream().map(PoolReport::getCounters).toList());
    }

    private boolean isAnswered() {
        reports.pollNow(report -> latest.put(report.getTask(), report));
        return latest.size() == Arena.PARTITIONS
                && latest.values().stream().allMatch(report -> report.getBeat() >= sent);
    }

    private void send() {
        sent++;
        filler.beat(market.beat(sent), Arena.PARTITIONS);
        filler.flush();
    }

    @Override
    public void close() {
        reports.close();
    }
}
