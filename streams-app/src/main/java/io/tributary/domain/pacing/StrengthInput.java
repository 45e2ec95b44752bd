package io.tributary.domain.pacing;

/**
 * What the strength controller sees at a beat.
 *
 * @param granted sum of grants in force, exposures
 * @param total spent + in flight, exposures
 * @param dueGrants sum of grants of members that have not yet spent theirs, exposures
 * @param schedule F now, 0..1
 * @param scheduleAhead F at now plus {@link StrengthController#horizonMillis}, 0..1
 * @param beatMillis time since the last beat
 * @param periodMillis length of the period
 * @param allowance part of the delivery that is due which the relevance budget leaves room for, above 0 to 1
 */
public record StrengthInput(
        long granted,
        double total,
        double dueGrants,
        double schedule,
        double scheduleAhead,
        long beatMillis,
        long periodMillis,
        double allowance) {}
