package io.tributary.domain.rules;

import static io.tributary.domain.rules.Requirement.require;

import io.tributary.domain.Stage;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.reward.RewardRules;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/**
 * One version of a support rule, valid by construction: the constructors of its parts name the field that is wrong, by its name in
 * the contract, and what it must be.
 */
public record ProgrammeRules(
        Identity identity, Term term, Quota quota, Delivery delivery, Admission admission, RewardRules rewards) {

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
}
