package io.tributary.topology.rules;

import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.eligibility.UnknownPolicy;
import io.tributary.domain.enrolment.Course;
import io.tributary.domain.enrolment.EnrolmentMode;
import io.tributary.domain.enrolment.EnrolmentTerms;
import io.tributary.domain.enrolment.EnrolmentTerms.Registration;
import io.tributary.domain.enrolment.HardExit;
import io.tributary.domain.enrolment.Seats;
import io.tributary.domain.rules.Admission;
import io.tributary.domain.rules.Term;
import io.tributary.programmes.v1.Enrolment;
import io.tributary.programmes.v1.Programme;
import java.util.List;
import java.util.Set;

/** Who takes part in a programme, from records to the domain. */
final class EnrolmentRules {
    private EnrolmentRules() {}

    static Admission admission(Programme programme, Term term) {
        return new Admission(
                clauses(programme.getEligibility()),
                ClockRecords.clock(programme.getClock(), term),
                RuleRecords.appeal(programme.getAppeal()),
                terms(programme.getEnrolment()).forPlatformShops(programme.getAdmitsPlatformShops()),
                new Course(exits(programme.getExits()), StageRules.ladder(programme)));
    }

    private static List<Clause> clauses(List<io.tributary.programmes.v1.Clause> given) {
        return given.stream()
                .map(clause -> new Clause(
                        clause.getId(),
                        clause.getExpression(),
                        RuleRecords.text("eligibility." + clause.getId() + ".reason", clause.getReason()),
                        UnknownPolicy.valueOf(clause.getUnknown().name()),
                        clause.getMinimumSample()))
                .toList();
    }

    private static EnrolmentTerms terms(Enrolment given) {
        if (given == null) {
            return EnrolmentTerms.OPEN;
        }
        return new EnrolmentTerms(
                EnrolmentMode.valueOf(given.getMode().name()),
                new Registration(
                        given.getOpensAt() == null ? Long.MIN_VALUE : given.getOpensAt(),
                        given.getClosesAt() == null ? Long.MAX_VALUE : given.getClosesAt(),
                        seats(given.getSeats())),
                Set.copyOf(given.getExcludes()),
                given.getCoolOffDays());
    }

    private static Seats seats(io.tributary.programmes.v1.Seats given) {
        return given == null
                ? null
                : new Seats(
                        given.getNumber(),
                        given.getBy(),
                        given.getSelectsAt() == null ? Long.MIN_VALUE : given.getSelectsAt());
    }

    private static List<HardExit> exits(List<io.tributary.programmes.v1.HardExit> given) {
        return given.stream()
                .map(exit -> new HardExit(
                        new Clause(
                                Clause.EXITS,
                                exit.getId(),
                                exit.getExpression(),
                                RuleRecords.text("exits." + exit.getId() + ".reason", exit.getReason()),
                                new Clause.Evidence(
                                        UnknownPolicy.valueOf(exit.getUnknown().name()), exit.getMinimumSample())),
                        exit.getCureDays(),
                        exit.getClawBack(),
                        exit.getBanDays()))
                .toList();
    }
}
