package io.tributary.topology.merchant;

import io.tributary.domain.Stage;
import io.tributary.domain.eligibility.DecidedClause;
import io.tributary.domain.eligibility.Decision;
import io.tributary.domain.eligibility.Decisions;
import io.tributary.domain.eligibility.Facts;
import io.tributary.domain.eligibility.Outcome;
import io.tributary.domain.eligibility.Verdict;
import io.tributary.domain.merchant.Announcement;
import io.tributary.domain.merchant.Announcement.Standing;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.state.v1.DecidedClauseState;
import io.tributary.state.v1.DecisionState;
import io.tributary.state.v1.DecisionsState;
import io.tributary.state.v1.FactsState;
import io.tributary.state.v1.GroundName;
import io.tributary.state.v1.StageName;
import io.tributary.state.v1.StandingState;
import io.tributary.state.v1.VerdictName;
import java.util.List;

/** Sections “decisions” and “facts” of a merchant. */
final class DecisionsSection {
    private DecisionsSection() {}

    static DecisionsState of(MerchantState merchant) {
        Decisions decisions = merchant.decisions();
        Announcement announced = merchant.announced();
        return new DecisionsState(
                decisions.lastNumber(),
                decisions.reviewAt(),
                decisions.all().stream().map(DecisionsSection::state).toList(),
                announced.decisions(),
                announced.standings().stream().map(DecisionsSection::state).toList());
    }

    static FactsState of(Facts facts) {
        return new FactsState(facts.decidedAt(), facts.rulesDigest(), facts.values());
    }

    static void restore(MerchantState merchant, DecisionsState state) {
        List<Decision> decisions =
                state.getDecisions().stream().map(DecisionsSection::decision).toList();
        List<Standing> standings =
                state.getStandings().stream().map(DecisionsSection::standing).toList();
        merchant.restore(
                Decisions.of(decisions, state.getLastNumber(), state.getReviewAt()),
                Announcement.of(state.getAnnounced(), standings));
    }

    private static DecisionState state(Decision decision) {
        Outcome outcome = decision.outcome();
        return new DecisionState(
                decision.programmeId(),
                decision.version(),
                decision.number(),
                GroundName.valueOf(outcome.ground().name()),
                outcome.eligible(),
                outcome.clauses().stream()
                        .map(each -> new DecidedClauseState(
                                each.id(), VerdictName.valueOf(each.verdict().name())))
                        .toList());
    }

    private static Decision decision(DecisionState state) {
        List<DecidedClause> clauses = state.getClauses().stream()
                .map(each -> new DecidedClause(
                        each.getId(), Verdict.valueOf(each.getVerdict().name())))
                .toList();
        Outcome outcome = new Outcome(Outcome.Ground.valueOf(state.getGround().name()), state.getEligible(), clauses);
        return new Decision(state.getProgrammeId().intern(), state.getVersion(), state.getNumber(), outcome);
    }

    private static StandingState state(Standing standing) {
        return new StandingState(
                standing.programmeId(),
                StageName.valueOf(standing.stage().name()),
                standing.granted(),
                standing.periodStart());
    }

    private static Standing standing(StandingState state) {
        return new Standing(
                state.getProgrammeId().intern(),
                Stage.valueOf(state.getStage().name()),
                state.getGranted(),
                state.getPeriodStart());
    }
}
