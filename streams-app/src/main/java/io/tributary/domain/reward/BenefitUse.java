package io.tributary.domain.reward;

/** What happens outside when a merchant's benefits change: coupons are the ledger's, and all is published. */
public interface BenefitUse {
    /**
     * Issues a coupon of the given benefit's name, quota and time.
     *
     * @return whether it could be: not while the merchant takes no part in the programme, or in no period yet
     */
    boolean issue(GivenBenefit given);

    /** What is left of the coupon of a given benefit, exposures; 0 when there is none any more. */
    long left(GivenBenefit given);

    /** Publishes where it stands. */
    void publish(GivenBenefit given);
}
