package io.tributary.domain.merchant;

import java.util.function.Consumer;

/** When merchants are due though nothing happens to them. What they are due for is decided elsewhere. */
public interface Timers {
    /**
     * Notes that a merchant is due at its {@link MerchantState#nextDueAt()}. A time that was noted before counts no more once the merchant
     * is due at another.
     */
    void schedule(MerchantState merchant);

    /**
     * Hands over the merchants that have become due, each once.
     *
     * @param now service time, epoch milliseconds
     */
    void poll(long now, Consumer<MerchantState> due);
}
