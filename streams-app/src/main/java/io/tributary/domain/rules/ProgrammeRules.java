package io.tributary.domain.rules;

import io.tributary.domain.BucketRange;
import io.tributary.domain.LocalizedText;
import io.tributary.domain.Stage;
import io.tributary.domain.Surface;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A versioned support rule, valid by construction: the constructor names what is wrong and where.
 *
 * @param id lower-case letters, digits and hyphens, at most 64 characters
 * @param version at least 1, rises with every change
 * @param startsAt first moment, epoch milliseconds UTC
 * @param endsAt first moment after it, epoch milliseconds UTC; {@link Long#MAX_VALUE} when open
 * @param zone zone in which periods begin
 * @param periodMinutes length of a period: a divisor or a multiple of 1440 minutes
 * @param pool exposures per period, at least 1
 * @param floor exposures guaranteed to each enrolled merchant per period, 0 to cap
 * @param cap most exposures one merchant gets per period
 * @param stageWeights weight by stage, not negative; an absent stage weighs 1
 * @param maxMultiplier upper limit of the boost, at least 1
 * @param maxAdditive upper limit of the additive boost, at least 0
 * @param surfaces where it applies, at least one
 * @param holdout buckets that are never boosted; not all of them
 * @param eligibility clauses with unique ids; none means that every merchant is eligible
 * @param burst how far ahead of schedule a merchant may run, as a part of its grant, 0 to 1
 * @param initialStrength a merchant's boost before anything is known of its response: its multiplier less 1, above 0
 * @param relevanceBudget mean loss of relevance per exposure in treatment and a period that shoppers may bear, in
 *     {@code relevanceUnit}; 0: no limit
 */
public record ProgrammeRules(
        String id,
        int version,
        LocalizedText name,
        ProgrammeStatus status,
        long startsAt,
        long endsAt,
        ZoneId zone,
        int periodMinutes,
        long pool,
        long floor,
        long cap,
        Map<Stage, Double> stageWeights,
        double maxMultiplier,
        double maxAdditive,
        Set<Surface> surfaces,
        BucketRange holdout,
        List<Clause> eligibility,
        double burst,
        double initialStrength,
        double relevanceBudget,
        RelevanceUnit relevanceUnit) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final int DAY_MINUTES = 1440;

    public ProgrammeRules {
        require(id != null && ID.matcher(id).matches(), "programmeId", id, "lower-case letters, digits and hyphens");
        require(version >= 1, "version", version, "at least 1");
        require(endsAt > startsAt, "endsAt", endsAt, "later than startsAt");
        require(
                periodMinutes > 0 && (DAY_MINUTES % periodMinutes == 0 || periodMinutes % DAY_MINUTES == 0),
                "periodMinutes",
                periodMinutes,
                "a divisor or a multiple of 1440");
        require(pool >= 1, "pool", pool, "at least 1 exposure");
        require(floor >= 0, "floor", floor, "not negative");
        require(cap >= Math.max(1, floor), "cap", cap, "at least 1 and not below the floor");
        stageWeights = Map.copyOf(stageWeights);
        for (Map.Entry<Stage, Double> weight : stageWeights.entrySet()) {
            double value = weight.getValue();
            require(value >= 0 && value < 1e9, "stageWeights." + weight.getKey(), value, "0 to 1e9");
        }
        require(maxMultiplier >= 1 && maxMultiplier <= 1000, "maxMultiplier", maxMultiplier, "1 to 1000");
        require(maxAdditive >= 0 && maxAdditive < 1e9, "maxAdditive", maxAdditive, "not negative");
        surfaces = Set.copyOf(surfaces);
        require(!surfaces.isEmpty(), "surfaces", surfaces, "at least one surface");
        require(holdout.to() - holdout.from() < BucketRange.BUCKETS, "holdout", holdout, "not all buckets");
        eligibility = List.copyOf(eligibility);
        Set<String> ids = new HashSet<>();
        for (Clause clause : eligibility) {
            require(ids.add(clause.id()), "eligibility", clause.id(), "clause ids that differ");
        }
        require(burst >= 0 && burst <= 1, "burst", burst, "0 to 1");
        require(initialStrength > 0 && initialStrength < 1e6, "initialStrength", initialStrength, "above 0");
        require(relevanceBudget >= 0 && relevanceBudget < 1e9, "relevanceBudget", relevanceBudget, "0 or more");
    }

    /** Weight of a merchant at this stage. */
    public double weight(Stage stage) {
        return stageWeights.getOrDefault(stage, 1.0);
    }

    /** Whether it boosts at this time. */
    public boolean runsAt(long time) {
        return status == ProgrammeStatus.ACTIVE && time >= startsAt && time < endsAt;
    }

    /** Whether it may boost at any time from one moment to another, epoch milliseconds, end exclusive: a pause may end. */
    public boolean canRun(long from, long to) {
        return status != ProgrammeStatus.ENDED && Math.max(from, startsAt) < Math.min(to, endsAt);
    }

    /**
     * When the part of a period in which it runs ends: the period's end, or its own if that is within the period.
     *
     * @param start of the period, epoch milliseconds
     * @param end of the period, exclusive
     */
    public long runsUntil(long start, long end) {
        return endsAt > start ? Math.min(end, endsAt) : end;
    }

    /**
     * The zone by its name.
     *
     * @throws IllegalArgumentException naming the zone when there is none of that name
     */
    public static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("timeZone: '" + name + "' is no IANA zone such as Asia/Shanghai", e);
        }
    }

    private static void require(boolean holds, String field, Object value, String need) {
        if (!holds) {
            throw new IllegalArgumentException(field + ": is " + value + ", must be " + need);
        }
    }
}
