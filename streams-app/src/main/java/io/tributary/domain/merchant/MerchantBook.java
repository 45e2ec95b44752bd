package io.tributary.domain.merchant;

import java.util.function.Consumer;

/** Where a task's merchants live. */
public interface MerchantBook {
    /** The merchant, or null. */
    MerchantState find(String merchantId);

    /** A new merchant, one that {@link #find} did not find. */
    MerchantState add(String merchantId);

    /** Notes that the merchant changed and is to be written at the next commit. */
    void changed(MerchantState merchant);

    /** Visits every merchant; the visitor may keep those that are not idle. */
    void forEach(Consumer<MerchantState> visitor);
}
