package io.tributary.domain.merchant;

import io.tributary.domain.Arm;

/**
 * Keeps what merchants have counted since their records were written, so that a commit need not write the record of every merchant that
 * had an event. Whoever adds has counted already; see {@link Recount} for the way back.
 */
public interface CountLog {
    /** Adds an impression that did nothing but count. Others may have their records written for it, so that the log stays short. */
    void add(MerchantState merchant, ImpressionEvent impression, Arm arm, boolean late, MerchantRepository merchants);

    /** Adds all that a merchant has counted, as after an order event; otherwise like {@link #add}. */
    void addSnapshot(MerchantState merchant, MerchantRepository merchants);
}
