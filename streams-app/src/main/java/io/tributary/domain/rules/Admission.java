package io.tributary.domain.rules;

import static io.tributary.domain.rules.Requirement.require;

import io.tributary.domain.appeal.AppealChannel;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.enrolment.Course;
import io.tributary.domain.enrolment.EnrolmentReview;
import io.tributary.domain.enrolment.EnrolmentTerms;
import io.tributary.domain.enrolment.HardExit;
import io.tributary.domain.enrolment.StageLadder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
