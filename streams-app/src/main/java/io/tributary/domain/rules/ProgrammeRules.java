package io.tributary.domain.rules;

import io.tributary.domain.BucketRange;
import io.tributary.domain.LocalizedText;
import io.tributary.domain.Stage;
import io.tributary.domain.Surface;
import io.tributary.domain.allocation.DeliveryShape;
import io.tributary.domain.appeal.AppealChannel;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.enrolment.Course;
import io.tributary.domain.enrolment.EnrolmentReview;
import io.tributary.domain.enrolment.EnrolmentTerms;
import io.tributary.domain.enrolment.HardExit;
import io.tributary.domain.enrolment.StageLadder;
import io.tributary.domain.reward.RewardRules;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One version of a support rule, valid by construction: the constructors of its parts name the field that is wrong, by its name in
 * the contract, and what it must be.
 */
public record ProgrammeRules(
        Identity identity, Term term, Quota quota, Delivery delivery, Admission admission, RewardRules rewards) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final int DAY_MINUTES = 1440;

    public ProgrammeRules {
        require(
                !admission.enrolment().excludes().contains(identity.id()),
                "enrolment.excludes",
                identity.id(),
                "other programmes");
        require(
                !quota.sharing().funding().isPaidByMerchants()
                        || admission.enrolment().mode().isChosen(),
                "enrolment.mode",
                admission.enrolment().mode(),
                "OPT_IN or APPLICATION where merchants pay: nobody is made to");
    }

    /** Of a programme that gives nothing but exposure. */
    public ProgrammeRules(Identity identity, Term term, Quota quota, Delivery delivery, Admission admission) {
        this(identity, term, quota, delivery, admission, RewardRules.NONE);
    }

    /** Of a programme that asks for nothing but its clauses. */
    public ProgrammeRules(Identity identity, Term term, Quota quota, Delivery delivery, List<Clause> clauses) {
        this(identity, term, quota, delivery, new Admission(clauses));
    }

    /**
     * Which programme it is.
     *
     * @param id lower-case letters, digits and hyphens, at most 64 characters
     * @param version at least 1, rises with every change
     * @param name as merchants read it
     * @param digest of the record that it was read from, for {@link RulesDigest}
     * @param force from when this version is in force, and for whom
     */
    public record Identity(
            String id, int version, LocalizedText name, ProgrammeStatus status, long digest, Force force) {

        /** Of a version that is in force for all from the beat that brings it. */
        public Identity(String id, int version, LocalizedText name, ProgrammeStatus status, long digest) {
            this(id, version, name, status, digest, Force.AT_ONCE);
        }

        public Identity {
            require(
                    id != null && ID.matcher(id).matches(),
                    "programmeId",
                    id,
                    "lower-case letters, digits and hyphens");
            require(version >= 1, "version", version, "at least 1");
            require(
                    version > 1 || !force.isPutOff(),
                    "transition",
                    "in version 1",
                    "in a later one: nobody takes part before the first");
        }

        /** First moment at which this version is in force, epoch milliseconds, or {@link RuleBook#AT_ONCE}. */
        public long effectiveFrom() {
            return force.from();
        }
    }

    /**
     * From when a version is in force.
     *
     * @param from first moment, epoch milliseconds, or {@link RuleBook#AT_ONCE}
     * @param staysUntil until when those who take part then stay under the version before, epoch milliseconds; {@link Long#MAX_VALUE}: as
     *     long as that runs; {@link RuleBook#AT_ONCE}: not at all
     */
    public record Force(long from, long staysUntil) {
        /** For all, from the beat that brings it. */
        public static final Force AT_ONCE = forAll(RuleBook.AT_ONCE);

        public Force {
            boolean isPutOff = staysUntil != RuleBook.AT_ONCE;
            require(
                    !isPutOff || from != RuleBook.AT_ONCE,
                    "transition",
                    "of a version without effectiveFrom",
                    "of one that says from when it is in force");
            require(!isPutOff || staysUntil > from, "transition.endsAt", staysUntil, "later than effectiveFrom");
        }

        /** For all, from that moment on. */
        public static Force forAll(long from) {
            return new Force(from, RuleBook.AT_ONCE);
        }

        /** Whether those who take part stay under the version before. */
        boolean isPutOff() {
            return staysUntil != RuleBook.AT_ONCE;
        }
    }

    /**
     * When it runs, and in which periods.
     *
     * @param startsAt first moment, epoch milliseconds UTC
     * @param endsAt first moment after it, epoch milliseconds UTC; {@link Long#MAX_VALUE} when open
     * @param zone zone in which periods begin
     * @param periodMinutes length of a period: a divisor or a multiple of 1440 minutes
     * @param openings when its windows are open
     */
    public record Term(long startsAt, long endsAt, ZoneId zone, int periodMinutes, Openings openings) {
        /** Without windows. */
        public Term(long startsAt, long endsAt, ZoneId zone, int periodMinutes) {
            this(startsAt, endsAt, zone, periodMinutes, Openings.ALWAYS);
        }

        public Term {
            require(endsAt > startsAt, "endsAt", endsAt, "later than startsAt");
            require(
                    periodMinutes > 0 && (DAY_MINUTES % periodMinutes == 0 || periodMinutes % DAY_MINUTES == 0),
                    "periodMinutes",
                    periodMinutes,
                    "a divisor or a multiple of 1440");
        }
    }

    /**
     * How many exposures it has, and how they are shared.
     *
     * @param pool exposures per period, at least 1
     * @param floor exposures guaranteed to each enrolled merchant per period, 0 to cap
     * @param cap most exposures one merchant gets per period
     * @param stageWeights weight by stage, not negative; an absent stage weighs 1
     * @param sharing who pays for it, and what else limits a merchant's part
     */
    public record Quota(long pool, long floor, long cap, Map<Stage, Double> stageWeights, Sharing sharing) {
        /** The platform's, of which each merchant's part is limited by the cap alone. */
        public Quota(long pool, long floor, long cap, Map<Stage, Double> stageWeights) {
            this(pool, floor, cap, stageWeights, Sharing.NONE);
        }

        public Quota {
            require(pool >= 1, "pool", pool, "at least 1 exposure");
            require(floor >= 0, "floor", floor, "not negative");
            require(
                    floor == 0 || !sharing.funding().isPaidByMerchants(),
                    "floor",
                    floor,
                    "0 where merchants pay for the pool: what is paid for is no promise");
            require(cap >= Math.max(1, floor), "cap", cap, "at least 1 and not below the floor");
            stageWeights = Map.copyOf(stageWeights);
            for (Map.Entry<Stage, Double> weight : stageWeights.entrySet()) {
                double value = weight.getValue();
                require(value >= 0 && value < 1e9, "stageWeights." + weight.getKey(), value, "0 to 1e9");
            }
        }
    }

    /**
     * From whose pool it is, and what limits a merchant's part of it besides the cap.
     *
     * @param funding who pays
     * @param mostOfAll most exposures that a merchant is granted under all programmes together; 0: no limit
     * @param entityCap most exposures that all shops of one legal entity get per period, at least 1; {@link Long#MAX_VALUE}: no limit
     */
    public record Sharing(Funding funding, long mostOfAll, long entityCap) {
        /** The platform's, without further limits. */
        public static final Sharing NONE = new Sharing(Long.MAX_VALUE);

        /** The platform's, of which the shops of one legal entity share a cap. */
        public Sharing(long entityCap) {
            this(Funding.PLATFORM, 0, entityCap);
        }

        /** Where shops of one legal entity share nothing. */
        public Sharing(Funding funding, long mostOfAll) {
            this(funding, mostOfAll, Long.MAX_VALUE);
        }

        public Sharing {
            require(mostOfAll >= 0, "mostOfAll", mostOfAll, "0 or more");
            require(entityCap >= 1, "entity.cap", entityCap, "at least 1 exposure");
        }

        /** Whether the shops of one legal entity share a cap. */
        public boolean isByEntity() {
            return entityCap != Long.MAX_VALUE;
        }
    }

    /**
     * How exposures are brought about, and where.
     *
     * @param surfaces where it applies, at least one
     * @param holdout buckets that are never boosted; not all of them
     * @param reach which items, and requests of whom
     */
    public record Delivery(
            Set<Surface> surfaces, BucketRange holdout, Boost boost, RelevanceLimit relevance, Reach reach) {
        /** Of all items, to everybody. */
        public Delivery(Set<Surface> surfaces, BucketRange holdout, Boost boost, RelevanceLimit relevance) {
            this(surfaces, holdout, boost, relevance, Reach.WHOLE);
        }

        public Delivery {
            surfaces = Set.copyOf(surfaces);
            require(!surfaces.isEmpty(), "surfaces", surfaces, "at least one surface");
            require(holdout.to() - holdout.from() < BucketRange.BUCKETS, "holdout", holdout, "not all buckets");
        }
    }

    /**
     * What of its merchants' offer it boosts, and in whose requests.
     *
     * @param items those that it is for
     * @param withoutPersonalisation whether it boosts in requests of buyers who turned personalisation off
     * @param shareOfPage largest part of a page's positions that items boosted by it may take up, above 0 to 1; 1: no limit
     */
    public record Reach(ItemScope items, boolean withoutPersonalisation, double shareOfPage) {
        /** All items, in all requests, on any number of positions. */
        public static final Reach WHOLE = new Reach(ItemScope.ALL, true, 1);

        public Reach {
            require(shareOfPage > 0 && shareOfPage <= 1, "shareOfPage", shareOfPage, "above 0, at most 1");
        }
    }

    /**
     * How strongly a merchant may be boosted.
     *
     * @param maxMultiplier upper limit of the boost, at least 1
     * @param maxAdditive upper limit of the additive boost, at least 0
     * @param burst how far ahead of schedule a merchant may run, as a part of its grant, 0 to 1
     * @param initialStrength a merchant's boost before anything is known of its response: its multiplier less 1, above 0
     * @param shape how what it brings about is spread over a period
     */
    public record Boost(
            double maxMultiplier, double maxAdditive, double burst, double initialStrength, DeliveryShape shape) {
        /** As the traffic comes. */
        public Boost(double maxMultiplier, double maxAdditive, double burst, double initialStrength) {
            this(maxMultiplier, maxAdditive, burst, initialStrength, DeliveryShape.EVEN);
        }

        public Boost {
            require(maxMultiplier >= 1 && maxMultiplier <= 1000, "maxMultiplier", maxMultiplier, "1 to 1000");
            require(maxAdditive >= 0 && maxAdditive < 1e9, "maxAdditive", maxAdditive, "not negative");
            require(burst >= 0 && burst <= 1, "burst", burst, "0 to 1");
            require(initialStrength > 0 && initialStrength < 1e6, "initialStrength", initialStrength, "above 0");
        }
    }

    /**
     * What its boosts may cost shoppers.
     *
     * @param budget mean loss of relevance per exposure in treatment and a period, in {@code unit}; 0: no limit
     */
    public record RelevanceLimit(double budget, RelevanceUnit unit) {
        public RelevanceLimit {
            require(budget >= 0 && budget < 1e9, "relevanceBudget", budget, "0 or more");
        }
    }

    /**
     * Who takes part.
     *
     * @param clauses all of which must hold; none means that every merchant is eligible
     * @param clock the time of each merchant's own in which it takes part; null when there is none
     * @param appeal where merchants appeal against decisions; null where the rules do not say
     * @param enrolment how merchants come in, beside that
     * @param course what may happen to whoever takes part; no two clauses of all this have one id
     */
    public record Admission(
            List<Clause> clauses, SupportClock clock, AppealChannel appeal, EnrolmentTerms enrolment, Course course) {
        /** By clauses alone. */
        public Admission(List<Clause> clauses) {
            this(clauses, null);
        }

        /** By clauses, and in a time of each merchant's own. */
        public Admission(List<Clause> clauses, SupportClock clock) {
            this(clauses, clock, null, EnrolmentTerms.OPEN, List.of());
        }

        /** With hard exits, and the usual ladder of stages. */
        public Admission(
                List<Clause> clauses,
                SupportClock clock,
                AppealChannel appeal,
                EnrolmentTerms enrolment,
                List<HardExit> exits) {
            this(clauses, clock, appeal, enrolment, new Course(exits));
        }

        public Admission {
            clauses = List.copyOf(clauses);
            Set<String> ids = new HashSet<>();
            for (Clause clause : clauses) {
                require(ids.add(clause.id()), "eligibility", clause.id(), "clause ids that differ");
            }
            for (HardExit exit : course.exits()) {
                require(ids.add(exit.clause().id()), "exits", exit.clause().id(), "ids that differ, also from clauses");
            }
            for (Clause clause : course.ladder().clauses()) {
                require(ids.add(clause.id()), clause.path(), clause.id(), "an id that no other clause or exit has");
            }
        }

        /** Any of which ends a merchant's part. */
        public List<HardExit> exits() {
            return course.exits();
        }

        /** The stages that merchants may come to. */
        public StageLadder ladder() {
            return course.ladder();
        }

        /** Its clauses and those of its exits and stages: all that is to be compiled. */
        public List<Clause> conditions() {
            return Stream.of(clauses.stream(), exits().stream().map(HardExit::clause), ladder().clauses().stream())
                    .flatMap(each -> each)
                    .toList();
        }

        /** Whether a merchant of which nothing is remembered can be decided about by the clauses alone. */
        boolean isByClauses() {
            return EnrolmentReview.isNeedless(enrolment, exits());
        }
    }

    public String id() {
        return identity.id();
    }

    public int version() {
        return identity.version();
    }

    /** Whether nobody may take part in this programme and in that one at once. */
    boolean excludes(ProgrammeRules other) {
        return admission.enrolment().excludes().contains(other.id())
                || other.admission.enrolment().excludes().contains(id());
    }

    /** Whether merchants can stay under this version while that one is in force: floors and caps are a period's, and who pays has none. */
    public boolean canBeUnder(ProgrammeRules other) {
        boolean pays = other.quota.sharing().funding().isPaidByMerchants();
        return term.periodMinutes() == other.term.periodMinutes()
                && (!pays || quota.sharing().funding().isPaidByMerchants());
    }

    /**
     * The rules of those who stay under this version while that one is in force: whom it takes and what it gives them is this one's, when,
     * where and from which pool that one's.
     */
    ProgrammeRules under(ProgrammeRules other) {
        return new ProgrammeRules(
                new Identity(
                        id(), version(), identity.name(), other.identity.status(), identity.digest(), identity.force()),
                other.term,
                new Quota(other.quota.pool(), quota.floor(), quota.cap(), quota.stageWeights(), other.quota.sharing()),
                other.delivery,
                admission,
                rewards);
    }

    /** Weight of a merchant at this stage. */
    public double weight(Stage stage) {
        return quota.stageWeights().getOrDefault(stage, 1.0);
    }

    /** Whether it boosts at this time. */
    public boolean runsAt(long time) {
        return isInForceAt(time) && term.openings().isOpenAt(time);
    }

    /** Whether it waits for a window to open: its merchants are kept, and nobody is boosted. */
    public boolean isClosedAt(long time) {
        return isInForceAt(time) && !term.openings().isOpenAt(time);
    }

    private boolean isInForceAt(long time) {
        return identity.status() == ProgrammeStatus.ACTIVE && time >= term.startsAt() && time < term.endsAt();
    }

    /** Whether it may boost at any time from one moment to another, epoch milliseconds, end exclusive: a pause may end. */
    public boolean canRun(long from, long to) {
        return identity.status() != ProgrammeStatus.ENDED
                && term.openings().isOpenWithin(Math.max(from, term.startsAt()), Math.min(to, term.endsAt()));
    }

    /** Whether it is over at this time: nobody takes part any more. */
    public boolean hasEndedAt(long time) {
        return identity.status() == ProgrammeStatus.ENDED || time >= term.endsAt();
    }

    /**
     * When the part of a period in which it runs ends: the period's end, or its own if that is within the period, or when the last
     * window of the period closes before.
     *
     * @param start of the period, epoch milliseconds
     * @param end of the period, exclusive
     */
    public long runsUntil(long start, long end) {
        return term.openings().lastClose(start, endsWithin(start, end));
    }

    /** The period's end, or its own if that is within the period, whatever its windows. */
    public long endsWithin(long start, long end) {
        return term.endsAt() > start ? Math.min(end, term.endsAt()) : end;
    }

    /**
     * Exposures of a period of which it runs all that its windows are open.
     *
     * @param start of the period, epoch milliseconds
     * @param end of the period, exclusive
     */
    public double pool(long start, long end) {
        return quota.pool() * term.openings().pace(start, end);
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
