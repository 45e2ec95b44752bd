package io.tributary.domain.merchant;

import java.util.function.Consumer;

/**
 * Completes merchants that were read back from the store after a restart: a merchant's record may lack events that did nothing but
 * count. Each is hydrated once, by its first event or by the first beat, which needs all of them.
 */
public interface Hydrator {
    /**
     * Completes a merchant.
     *
     * @return whether it was done just now: what the task keeps beside its merchants is to be told then
     */
    boolean hydrate(MerchantState merchant);

    /**
     * Completes more merchants, whoever they are.
     *
     * @param most how many at most
     * @param hydrated takes each of them
     * @return whether none is left
     */
    boolean hydrate(int most, Consumer<MerchantState> hydrated);

    /** How many merchants are to be hydrated now, so that those that nobody asks for do not keep the task's memory from being tidied; mostly 0. */
    int overdue();
}
