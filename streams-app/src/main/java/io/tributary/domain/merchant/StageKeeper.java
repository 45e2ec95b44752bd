package io.tributary.domain.merchant;

import io.tributary.domain.Stage;
import io.tributary.domain.eligibility.Eligibility;
import io.tributary.domain.eligibility.Situation;
import io.tributary.domain.enrolment.EnrolmentHistory;
import io.tributary.domain.enrolment.LadderRecord;
import io.tributary.domain.enrolment.StageEvidence;
import io.tributary.domain.enrolment.StageLadder;
import io.tributary.domain.enrolment.StageView;
import io.tributary.domain.ledger.Budget;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.rules.ProgrammeRules;

/**
 * Moves merchants along the ladders of their programmes, and ends support that the ladder says is over. Both are done as a period begins, and
 * not within it: a grant does not rise and fall with every order.
 */
final class StageKeeper {
    private final TaskProgrammes programmes;
    private final DecisionLog log;

    StageKeeper(TaskProgrammes programmes, DecisionLog log) {
        this.programmes = programmes;
        this.log = log;
    }

    /**
     * Before it is decided where a merchant takes part: notes where its support has ended, and tells what is to be told of those that
     * graduated.
     *
     * @param now service time, epoch milliseconds
     */
    void endSupport(MerchantState merchant, long now) {
        tellSurvival(merchant, now);
        for (Participation part : merchant.participations()) {
            ProgrammeRules rules = programmes.rules(part);
            ProgrammeTerms terms = programmes.members(part.programmeId()).terms();
            boolean counts = rules != null && rules.admission().ladder().canEnd() && merchant.profile() != null;
            if (counts && part.budget().periodStart() >= 0 && begins(part, terms)) {
                endSupport(merchant, part, rules, terms, now);
            }
        }
    }

    private void endSupport(
            MerchantState merchant, Participation part, ProgrammeRules rules, ProgrammeTerms terms, long now) {
        StageLadder ladder = rules.admission().ladder();
        Situation situation = programmes.rules().situation(merchant.facts(), now);
        StageView view = view(merchant, rules, terms, situation);
        StageLadder.Move move = ladder.next(part.enrolment().stage(), view);
        EnrolmentHistory history =
                merchant.enrolments().delivered(rules.id(), part.budget().spent());
        if (move != null && move.stage() == Stage.GRADUATED) {
            log.stepped(merchant, part, rules, move, situation);
            history = history.graduated(rules.id(), move.by(), ladder.graduation(), now);
        } else if (ladder.end() != null && isFloorDelivered(part.budget())) {
            LadderRecord known = history.ladder(rules.id());
            boolean ends = ladder.end().isMet(known == null ? 0 : known.delivered(), view.evidence());
            history = ends ? history.ended(rules.id(), ladder.end(), now) : history;
        }
        merchant.enrolments(history);
    }

    /** Of the period that has ended: where floors were scaled down, what was granted of it. */
    private static boolean isFloorDelivered(Budget budget) {
        return budget.spent() >= Math.min(budget.floor(), budget.granted());
    }

    private void tellSurvival(MerchantState merchant, long now) {
        for (LadderRecord each : merchant.enrolments().ladders()) {
            ProgrammeRules rules = programmes.rules(each.programmeId());
            if (each.survivalAt() != 0 && each.survivalAt() <= now) {
                if (rules != null) {
                    log.survived(merchant, rules, each);
                }
                merchant.enrolments(merchant.enrolments().told(each.programmeId()));
            }
        }
    }

    /** The stage of a merchant that takes part, from now on. It graduates by {@link #endSupport} alone. */
    Stage stage(MerchantState merchant, Participation part, ProgrammeRules rules, long now) {
        Stage stage = part.enrolment().stage();
        ProgrammeTerms terms = programmes.members(rules.id()).terms();
        if (!begins(part, terms) || merchant.profile() == null) {
            return stage;
        }
        StageLadder ladder = rules.admission().ladder();
        boolean reads = !ladder.clauses().isEmpty();
        Situation situation = reads ? programmes.rules().situation(merchant.facts(), now) : null;
        StageLadder.Move move = ladder.next(stage, view(merchant, rules, terms, situation));
        if (move == null || move.stage() == Stage.GRADUATED) {
            return stage;
        }
        log.stepped(merchant, part, rules, move, situation);
        return move.stage();
    }

    private static boolean begins(Participation part, ProgrammeTerms terms) {
        return terms != null && part.budget().periodStart() != terms.periodStart();
    }

    private StageView view(MerchantState merchant, ProgrammeRules rules, ProgrammeTerms terms, Situation situation) {
        StageEvidence evidence = merchant.potential().evidence(terms.orderRate());
        Eligibility eligibility =
                programmes.rules().entry(rules.id(), rules.version()).eligibility();
        return new StageView(evidence, id -> eligibility.ofStage(id, situation));
    }
}
