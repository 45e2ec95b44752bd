package io.tributary.demo.client;

import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.metrics.v1.Pacing;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.ProgrammeBeat;
import io.tributary.pool.v1.TaskCounters;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.testkit.Cluster;
import io.tributary.testkit.Counters;
import io.tributary.testkit.TopicReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the service publishes, gathered from its topics as any other team would. Not thread-safe. */
public final class Scoreboard implements AutoCloseable {
    private final TopicReader<ProgrammeMetric> metrics;
    private final TopicReader<LedgerEntry> ledger;
    private final TopicReader<PoolReport> reports;
    private final TopicReader<Beat> beats;
    private final TopicReader<String> dead;
    private final Map<String, TreeMap<Long, ProgrammeMetric>> pacing = new TreeMap<>();
    private final Map<String, ProgrammeBeat> lastBeat = new TreeMap<>();
    private final Map<Integer, TaskCounters> counters = new TreeMap<>();
    private final GrantBook grants = new GrantBook();
    private long deadLetters;

    public Scoreboard(Cluster cluster, AvroSerdes serdes) {
        metrics = TopicReader.fromBeginning(cluster, serdes, Topics.PROGRAMME_METRICS);
        ledger = TopicReader.fromBeginning(cluster, serdes, Topics.LEDGER);
        reports = TopicReader.fromBeginning(cluster, serdes, Topics.POOL_REPORTS);
        beats = TopicReader.fromBeginning(cluster, serdes, Topics.BEATS);
        dead = TopicReader.deadLetters(cluster);
    }

    /** Takes in what has arrived. */
    public void poll() {
        metrics.pollNow(this::add);
        ledger.pollNow(grants::add);
        reports.pollNow(this::add);
        beats.pollNow(this::add);
        dead.pollNow(letter -> deadLetters++);
    }

    /** Takes in everything that was committed before the call. */
    public void drain() {
        metrics.drain(this::add);
        ledger.drain(grants::add);
        reports.drain(this::add);
        beats.drain(this::add);
        dead.drain(letter -> deadLetters++);
    }

    private void add(ProgrammeMetric metric) {
        if (metric.getPacing() != null) {
            pacing.computeIfAbsent(metric.getProgrammeId(), id -> new TreeMap<>())
                    .put(metric.getWindowStart(), metric);
        }
    }

    private void add(PoolReport report) {
        counters.put(report.getTask(), report.getCounters());
    }

    private void add(Beat beat) {
        beat.getProgrammes().forEach(programme -> lastBeat.put(programme.getProgrammeId(), programme));
    }

    /** Programmes that have reported. */
    public Collection<String> programmes() {
        return pacing.keySet();
    }

    /** Starts of the periods that a programme has reported on, in order. */
    public List<Long> periods(String programmeId) {
        return new ArrayList<>(pacing.get(programmeId).keySet());
    }

    /** The last a programme said of a period. */
    public Pacing pacing(String programmeId, long periodStart) {
        return pacing.get(programmeId).get(periodStart).getPacing();
    }

    /** The last a programme said. */
    public Pacing pacing(String programmeId) {
        return pacing.get(programmeId).lastEntry().getValue().getPacing();
    }

    /** F(t) of the schedule at the last beat, 0 to 1. */
    public double schedule(String programmeId) {
        ProgrammeBeat beat = lastBeat.get(programmeId);
        return beat == null ? 0 : beat.getSchedule();
    }

    public GrantBook grants() {
        return grants;
    }

    public TaskCounters counters() {
        return Counters.sum(counters.values());
    }

    public long deadLetters() {
        return deadLetters;
    }

    @Override
    public void close() {
        metrics.close();
        ledger.close();
        reports.close();
        beats.close();
        dead.close();
    }
}
