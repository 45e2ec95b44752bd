package io.tributary.domain.pool;

import java.util.List;

/**
 * One beat.
 *
 * @param time epoch milliseconds
 * @param intervalMillis expected time to the next beat
 * @param stopped scopes under the kill switch
 * @param attachRules whether rules and lists travel with it
 * @param silentTasks merchant tasks whose report did not come in time
 * @param answered how far the merchant tasks have come
 */
public record BeatPlan(
        long number,
        long time,
        long intervalMillis,
        List<ProgrammePlan> programmes,
        List<String> stopped,
        long rulesDigest,
        boolean attachRules,
        List<Integer> silentTasks,
        TaskTimes answered) {}
