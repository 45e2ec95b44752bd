package io.tributary.bench;

import io.tributary.bench.job.Job;
import io.tributary.bench.measure.Ratio;
import io.tributary.bench.measure.Round;
import io.tributary.bench.measure.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a comparison found.
 *
 * @param jobs compared
 * @param rounds those that count, in the order they were run
 * @param notes what was discarded and what is missing
 */
record ComparisonResult(List<Job> jobs, List<Round> rounds, List<String> notes) {
    ComparisonResult {
        jobs = List.copyOf(jobs);
        rounds = List.copyOf(rounds);
        notes = List.copyOf(notes);
    }

    /** The service beside each of the others, by name. */
    Map<String, Ratio> ratios() {
        Map<String, Ratio> ratios = new LinkedHashMap<>();
        for (Job other : jobs) {
            if (other != Job.TRIBUTARY && jobs.contains(Job.TRIBUTARY)) {
                ratios.put(Job.TRIBUTARY.id() + "/" + other.id(), Ratio.of(rounds, Job.TRIBUTARY.id(), other.id()));
            }
        }
        return ratios;
    }

    List<Table> tables() {
        List<Table> tables = new ArrayList<>(List.of(jobTable()));
        if (!ratios().isEmpty()) {
            tables.add(ratioTable());
        }
        return tables;
    }

    private Table jobTable() {
        List<List<String>> rows = new ArrayList<>();
        for (Job job : jobs) {
            List<Round> own =
                    rounds.stream().filter(each -> each.job().equals(job.id())).toList();
            rows.add(List.of(
                    job.id(),
                    Integer.toString(own.size()),
                    Text.of("%,.0f", Summary.of(own, Round::eventsPerSecond)),
                    Text.of("%.2f", Summary.of(own, Round::cpuMicrosPerEvent)),
                    Text.of("%.2f", Summary.of(own, Round::jitCpuMicrosPerEvent)),
                    Text.of("%.2f", Summary.of(own, Round::brokerCpuMicrosPerEvent))));
        }
        return new Table(
                "Throughput from half of the events to the end; processor time in us per event; median (least to most)",
                List.of("job", "rounds", "events/s", "job us", "of it JIT us", "broker us"),
                rows);
    }

    private Table ratioTable() {
        List<List<String>> rows = new ArrayList<>();
        ratios().forEach((name, ratio) -> rows.add(List.of(
                name,
                Text.of("%.2f", ratio.eventsPerSecond()),
                Text.of("%.2f", ratio.cpuMicrosPerEvent()),
                Text.of("%.2f", ratio.allCpuMicrosPerEvent()))));
        return new Table(
                "Ratios, round by round; median (least to most)",
                List.of("ratio", "events/s", "job us", "job and broker us"),
                rows);
    }
}
