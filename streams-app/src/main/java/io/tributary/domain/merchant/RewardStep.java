package io.tributary.domain.merchant;

import io.tributary.domain.ledger.Budget;
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
            ProgrammeRules rules = programmes.rules(part.programmeId());
            if (rules != null && !rules.rewards().isEmpty()) {
                if (!merchant.rewards().knows(rules.id())) {
                    merchant.rewards(merchant.rewards().with(rules.id(), now));
                }
                merchant.rewards()
                        .give(
                                rules.id(),
                                rules.rewards(),
                                rules.version(),
                                rules.term().zone(),
                                now);
            }
        }
        MerchantRewards rewards = merchant.rewards();
        if (rewards != MerchantRewards.NONE) {
            for (String programmeId : rewards.programmes()) {
                rewards.advance(programmeId, now, use(merchant, programmeId, now));
            }
            rewards.forget(programmeId -> programmes.rules(programmeId) == null);
            visit.dueBy(rewards.nextChange(now));
        }
    }

    /** Takes back what is left of a merchant's benefits of this programme; what was used stays used. */
    void clawBack(MerchantState merchant, Budget budget, long now) {
        if (merchant.rewards() != MerchantRewards.NONE) {
            merchant.rewards().clawBack(budget.programmeId(), use(merchant, budget.programmeId(), now));
            ledger.clawBack(merchant, budget);
        }
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
