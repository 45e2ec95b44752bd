package io.tributary.domain.merchant;

/**
 * Keeps what merchants have counted since their records were written, so that a commit need not write the record of every merchant that
 * had an event. Whoever adds has counted already; see {@link Recount} for the way back.
 */
public interface CountLog {
    /**
     * Adds an impression that did nothing but count. Others may have their records written for it, so that the log stays short.
     *
     * @param time of the impression, epoch milliseconds
     * @param counted how it was counted, a {@link CountedImpression}
     */
    void add(MerchantState merchant, long time, long counted, MerchantRepository merchants);

    /** Adds all that a merchant has counted, as after an order event; otherwise like {@link #add}. */
    void addSnapshot(MerchantState merchant, MerchantRepository merchants);
}
