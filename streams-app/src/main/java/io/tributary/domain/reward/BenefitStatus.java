package io.tributary.domain.reward;

/**
 * Where a benefit of one merchant stands.
 *
 * <pre>
 *   OFFERED -- the merchant accepts --> ACCEPTED -- its time begins --> ACTIVATED -- its quota is used up --> USED
 *      |                                   |                               |  its time is over
 *      +-----------------------------------+-------------------------------+------------------------------> EXPIRED
 *      +-----------------------------------+-------------------------------+-- it is taken back ----------> CLAWED_BACK
 * </pre>
 *
 * <p>One that need not be accepted begins as ACCEPTED. While it is ACTIVATED, USED says how much of it was used so far.
 */
public enum BenefitStatus {
    OFFERED,
    ACCEPTED,
    ACTIVATED,
    USED,
    EXPIRED,
    CLAWED_BACK;

    boolean isOver() {
        return this == USED || this == EXPIRED || this == CLAWED_BACK;
    }
}
