package io.tributary.domain.merchant;

import io.tributary.domain.eligibility.Decision;
import io.tributary.domain.enrolment.HardExit;
import io.tributary.domain.ledger.Coupon;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.reward.BenefitUse;
import io.tributary.domain.reward.GivenBenefit;
import io.tributary.domain.reward.MerchantRewards;
import io.tributary.domain.rules.ProgrammeRules;

/** Gives a merchant what it has earned, and moves its benefits on: traffic coupons are issued by the ledger, all are published. */
final class RewardStep {
    private final TaskProgrammes programmes;
    private final Ledger ledger;
    private final Outbox outbox;

    RewardStep(TaskProgrammes programmes, Ledger ledger, Outbox outbox) {
        this.programmes = programmes;
        this.ledger = ledger;
        this.outbox = outbox;
    }

    /** After it is decided where the merchant takes part, and before coupons are counted towards its grants. */
    void follow(VisitContext visit) {
        MerchantState merchant = visit.merchant();
        long now = visit.beat().time();
        for (Participation part : merchant.participations()) {
            ProgrammeRules rules = programmes.rules(part);
            if (rules != null && !rules.rewards().isEmpty()) {
                if (!merchant.rewards().knows(rules.id())) {
                    merchant.rewards(merchant.rewards().with(rules.id(), now));
                }
                merchant.rewards()
                        .give(
                                rules.id(),
                                rules.rewards(),
                                part.enrolment().stage(),
                                rules.version(),
                                rules.term().zone(),
                                now);
            }
        }
        MerchantRewards rewards = merchant.rewards();
        if (rewards != MerchantRewards.NONE) {
            for (String programmeId : rewards.programmes()) {
                clawBack(merchant, programmeId, now);
                rewards.advance(programmeId, now, use(merchant, programmeId, now));
            }
            rewards.forget(programmeId -> programmes.rules(programmeId) == null);
            visit.dueBy(rewards.nextChange(now));
        }
    }

    /** Takes back what is left of a merchant's benefits once a hard exit says so; what was used stays used. */
    private void clawBack(MerchantState merchant, String programmeId, long now) {
        Participation departed = merchant.departed(programmeId);
        if (departed != null && isClawedBack(merchant, programmeId)) {
            merchant.rewards().clawBack(programmeId, use(merchant, programmeId, now));
            ledger.clawBack(merchant, departed.budget());
        }
    }

    private boolean isClawedBack(MerchantState merchant, String programmeId) {
        Decision decision = merchant.decisions().of(programmeId);
        if (decision == null || !decision.outcome().ground().isOfExits()) {
            return false;
        }
        ProgrammeRules rules = programmes.rules().rules(programmeId, decision.version());
        return rules != null
                && rules.admission().exits().stream()
                        .filter(HardExit::clawBack)
                        .anyMatch(exit -> decision.outcome().clauses().stream()
                                .anyMatch(clause ->
                                        clause.id().equals(exit.clause().id())));
    }

    private BenefitUse use(MerchantState merchant, String programmeId, long now) {
        return new BenefitUse() {
            @Override
            public boolean issue(GivenBenefit given) {
                GivenBenefit.Terms terms = given.terms();
                Participation part = merchant.participation(programmeId);
                if (part == null || part.budget().periodStart() < 0) {
                    return false;
                }
                Coupon coupon = new Coupon(terms.id(), terms.allowance().quota(), terms.from(), terms.until());
                ledger.issue(merchant, part.budget(), coupon);
                return true;
            }

            @Override
            public long left(GivenBenefit given) {
                Participation part = merchant.participation(programmeId);
                Participation of = part == null ? merchant.departed(programmeId) : part;
                return of == null ? 0 : of.budget().leftOf(given.terms().id());
            }

            @Override
            public void publish(GivenBenefit given) {
                outbox.benefit(merchant.id(), programmeId, given, now);
            }
        };
    }
}
