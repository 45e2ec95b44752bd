package io.tributary.bench;

import io.tributary.bench.job.Job;
import io.tributary.bench.measure.Round;
import io.tributary.bench.workload.WorkloadSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Runs the jobs in turn, round after round, each round in another order, and leaves out what others disturbed. */
final class Comparison {
    private final List<Job> jobs;
    private final BenchContext context;
    private final List<Round> kept = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<Job, Integer> again = new EnumMap<>(Job.class);

    Comparison(List<Job> jobs, BenchContext context) {
        this.jobs = List.copyOf(jobs);
        this.context = context;
    }

    /** On brokers of its own. */
    ComparisonResult run() {
        WorkloadSettings workload = WorkloadSettings.standard(context.events(), context.seed());
        try (Arena arena = context.openArena();
                Throughput throughput = new Throughput(context, arena, workload)) {
            return run(throughput::run);
        }
    }

    /** How a job is measured once. */
    interface Measured {
        Round run(Job job, int round);
    }

    /** The first run is not counted: it gets the brokers warm, whose compilers would be at work in the first rounds only. */
    ComparisonResult run(Measured measured) {
        context.progress().accept("warming up the brokers: " + jobs.get(0).id() + " once, not counted");
        measured.run(jobs.get(0), 0);
        for (int round = 1; round <= context.rounds(); round++) {
            for (Job job : order(round)) {
                quietRound(measured, job, round);
            }
        }
        for (Job job : jobs) {
            noteMissing(job);
        }
        return new ComparisonResult(jobs, kept, notes);
    }

    private List<Job> order(int round) {
        List<Job> order = new ArrayList<>(jobs);
        Collections.rotate(order, 1 - round);
        return order;
    }

    private void quietRound(Measured measured, Job job, int number) {
        while (true) {
            Round round = measured.run(job, number);
            context.progress().accept(line(round));
            if (round.isQuiet(context.mostOther())) {
                keep(round);
                return;
            }
            int before = again.getOrDefault(job, 0);
            boolean once = before < context.rounds();
            note(Text.of(
                    "%s, round %d: discarded: other processes took %.1f %% of the machine, more than %.1f; %s",
                    job.id(),
                    number,
                    round.otherCpuPercent(),
                    context.mostOther(),
                    once ? "measured again" : "not measured again, it was too often"));
            if (!once) {
                return;
            }
            again.put(job, before + 1);
        }
    }

    private void keep(Round round) {
        kept.add(round);
        if (!round.timed()) {
            note(Text.of(
                    "%s, round %d: %,d events are too few to be timed, the second half was committed with the first: more --events",
                    round.job(), round.round(), context.events()));
        }
    }

    private String line(Round round) {
        return Text.of(
                "round %d of %d: %-9s %,9.0f events/s, %6.2f us/event (%.2f of it JIT), broker %5.2f us/event, others %.1f %%",
                round.round(),
                context.rounds(),
                round.job(),
                round.eventsPerSecond(),
                round.cpuMicrosPerEvent(),
                round.jitCpuMicrosPerEvent(),
                round.brokerCpuMicrosPerEvent(),
                round.otherCpuPercent());
    }

    private void noteMissing(Job job) {
        long quiet = kept.stream().filter(round -> round.job().equals(job.id())).count();
        if (quiet < context.rounds()) {
            note(Text.of(
                    "%s: only %d of %d rounds were quiet: repeat it when nothing else runs",
                    job.id(), quiet, context.rounds()));
        }
    }

    private void note(String line) {
        notes.add(line);
        context.progress().accept(line);
    }
}
