package io.tributary.topology.merchant;

import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Stage;
import io.tributary.decisions.v1.ClauseVerdict;
import io.tributary.decisions.v1.DecisionKind;
import io.tributary.decisions.v1.DecisionReason;
import io.tributary.decisions.v1.GrantFigures;
import io.tributary.decisions.v1.MerchantDecisions;
import io.tributary.decisions.v1.StageEvidence;
import io.tributary.domain.decision.DecisionBasis;
import io.tributary.domain.decision.MadeDecision;
import io.tributary.programmes.v1.AppealChannel;
import io.tributary.topology.Digests;
import java.util.List;

/** Decisions, from the domain to records of the contract; by setters, as they are as many as grants. */
final class DecisionRecords {
    private DecisionRecords() {}

    static MerchantDecisions record(String merchantId, DecisionBasis basis, List<MadeDecision> made) {
        MerchantDecisions record = new MerchantDecisions();
        record.setMerchantId(merchantId);
        record.setDecidedAt(basis.decidedAt());
        record.setBeat(basis.beat());
        record.setRulesDigest(Digests.text(basis.rules().digest()));
        record.setFacts(basis.facts());
        record.setLists(basis.rules().lists());
        record.setDecisions(
                made.stream().map(each -> record(each, basis.rules())).toList());
        return record;
    }

    private static io.tributary.decisions.v1.MadeDecision record(MadeDecision made, DecisionBasis.Rules rules) {
        io.tributary.decisions.v1.MadeDecision record = new io.tributary.decisions.v1.MadeDecision();
        record.setDecisionId(made.mark().id());
        record.setProgrammeId(made.mark().programmeId());
        record.setVersion(made.mark().version());
        record.setReasons(List.of());
        record.setAppeal(
                made.isAdverse() ? channel(rules.appeals().get(made.mark().programmeId())) : null);
        if (made instanceof MadeDecision.Eligibility eligibility) {
            record.setKind(kind(eligibility));
            record.setReasons(
                    eligibility.reasons().stream().map(DecisionRecords::reason).toList());
        } else if (made instanceof MadeDecision.Step step) {
            record.setKind(DecisionKind.STAGE);
            record.setStage(stage(step.stage()));
            record.setStageBefore(stage(step.before()));
            record.setEvidence(evidence(step.evidence()));
            record.setReasons(
                    step.reasons().stream().map(DecisionRecords::reason).toList());
        } else if (made instanceof MadeDecision.Grant grant) {
            record.setKind(DecisionKind.GRANT);
            record.setStage(stage(grant.stage()));
            record.setEvidence(evidence(grant.evidence()));
            record.setGrant(figures(grant.figures()));
            record.setReasons(
                    grant.reason() == null ? List.of() : List.of(reason("", ClauseVerdict.NONE, grant.reason())));
        } else if (made instanceof MadeDecision.Survival survival) {
            record.setKind(DecisionKind.SURVIVAL);
            record.setStage(Stage.GRADUATED);
            record.setReasons(List.of(reason(survival.reason())));
        } else if (made instanceof MadeDecision.Withheld withheld) {
            record.setKind(DecisionKind.WITHHELD);
            record.setStage(stage(withheld.stage()));
            record.setReasons(List.of(reason(withheld.cause(), ClauseVerdict.NONE, withheld.reason())));
        }
        return record;
    }

    private static AppealChannel channel(io.tributary.domain.appeal.AppealChannel channel) {
        return channel == null ? null : new AppealChannel(channel.channel(), channel.days());
    }

    private static DecisionKind kind(MadeDecision.Eligibility made) {
        if (made.eligible()) {
            return DecisionKind.ELIGIBLE;
        }
        return made.tookPart() ? DecisionKind.EXIT : DecisionKind.NOT_ELIGIBLE;
    }

    private static DecisionReason reason(MadeDecision.Reason reason) {
        return reason(reason.clause(), ClauseVerdict.valueOf(reason.verdict().name()), reason.text());
    }

    private static DecisionReason reason(String clause, ClauseVerdict verdict, io.tributary.domain.LocalizedText text) {
        return new DecisionReason(clause, verdict, new LocalizedText(text.zh(), text.en()));
    }

    private static Stage stage(io.tributary.domain.Stage stage) {
        return Stage.valueOf(stage.name());
    }

    private static StageEvidence evidence(MadeDecision.Evidence evidence) {
        io.tributary.domain.enrolment.StageEvidence figures = evidence.figures();
        return figures == null
                ? null
                : new StageEvidence(
                        figures.exposures(),
                        figures.orders(),
                        figures.memberRate(),
                        figures.chance(),
                        limit(evidence.limits().above()),
                        limit(evidence.limits().below()));
    }

    private static Double limit(double chance) {
        return Double.isNaN(chance) ? null : chance;
    }

    private static Long limit(long most) {
        return most == Long.MAX_VALUE ? null : most;
    }

    private static GrantFigures figures(io.tributary.domain.ledger.GrantFigures figures) {
        GrantFigures record = new GrantFigures();
        record.setPeriodStart(figures.amounts().periodStart());
        record.setRate(figures.rate().perWeight());
        record.setFloorScale(figures.rate().floorScale());
        record.setFloor(figures.terms().floor());
        record.setWeight(figures.terms().weight());
        record.setCap(figures.terms().cap());
        record.setReachable(limit(figures.limits().reachable()));
        record.setRoom(limit(figures.limits().room()));
        record.setShare(limit(figures.limits().share()));
        record.setCoupons(figures.limits().coupons());
        record.setBefore(figures.amounts().before());
        record.setSpent(figures.amounts().spent());
        record.setPending(figures.pending());
        record.setGranted(figures.amounts().granted());
        return record;
    }
}
