package io.tributary.domain.merchant;

import java.util.function.Consumer;

/** Where a task's merchants live. */
public interface MerchantBook {
    /** Merchants in the heap, in the order in which they came. Nothing is written. */
    static MerchantBook inMemory() {
        return new HeapMerchants();
    }

    /** The merchant, or null. */
    MerchantState find(String merchantId);

    /** The merchant if it is at hand, without reading it from anywhere, or null. */
    default MerchantState held(String merchantId) {
        return find(merchantId);
    }

    /** The merchant, noted as changed, or null. */
    MerchantState change(String merchantId);

    /** A new merchant, one that was not found; noted as changed. */
    MerchantState add(String merchantId);

    /** Notes that the merchant changed and is to be written at the next commit. */
    void changed(MerchantState merchant);

    /** Visits every merchant; the visitor may keep those that are not idle. */
    void forEach(Consumer<MerchantState> visitor);
}
