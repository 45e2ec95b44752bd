package io.tributary.bench.measure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How one job compares with another, round by round: what slows the machine for a while slows both.
 *
 * @param eventsPerSecond above 1: it is faster
 * @param cpuMicrosPerEvent of the job's processor time; below 1: it needs less
 * @param allCpuMicrosPerEvent of job and broker together
 */
public record Ratio(Summary eventsPerSecond, Summary cpuMicrosPerEvent, Summary allCpuMicrosPerEvent) {
    /** Of those rounds that both have. */
    public static Ratio of(List<Round> rounds, String job, String other) {
        return new Ratio(
                ratios(rounds, job, other, Round::eventsPerSecond),
                ratios(rounds, job, other, Round::cpuMicrosPerEvent),
                ratios(rounds, job, other, Round::allCpuMicrosPerEvent));
    }

    private static Summary ratios(List<Round> rounds, String job, String other, ToDoubleFunction<Round> figure) {
        Map<Integer, Double> divisors = new HashMap<>();
        for (Round round : rounds) {
            if (round.job().equals(other)) {
                divisors.put(round.round(), figure.applyAsDouble(round));
            }
        }
        return Summary.of(rounds.stream()
                .filter(round -> round.job().equals(job) && divisors.containsKey(round.round()))
                .mapToDouble(round -> figure.applyAsDouble(round) / divisors.get(round.round())));
    }
}
