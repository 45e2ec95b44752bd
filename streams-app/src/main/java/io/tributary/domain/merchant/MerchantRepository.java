package io.tributary.domain.merchant;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Where a task's merchants live. */
public interface MerchantRepository {
    /** Merchants in the heap, in the order in which they came. Nothing is written. */
    static MerchantRepository inMemory() {
        return new HeapMerchantRepository();
    }

    /** The merchant, or null. */
    MerchantState find(String merchantId);

    /**
     * Finds those of several merchants that are at hand, without reading any from anywhere.
     *
     * @param merchantIds in UTF-8, or null
     * @param found takes the merchants, null where one is not at hand
     * @param count of both that count
     */
    default void held(byte[][] merchantIds, MerchantState[] found, int count) {
        for (int i = 0; i < count; i++) {
            found[i] = merchantIds[i] == null ? null : find(new String(merchantIds[i], StandardCharsets.UTF_8));
        }
    }

    /** A new merchant, one that was not found; noted as changed. */
    MerchantState add(String merchantId);

    /** Notes that the merchant changed and is to be written at the next commit. */
    void changed(MerchantState merchant);

    /** Begins a pass over all merchants, some at a time. */
    Pass pass();

    /** Goes over all merchants, but may leave out those that are added meanwhile. An idle one may be visited twice. */
    @FunctionalInterface
    interface Pass {
        /** A pass over merchants that are all at hand. */
        static Pass over(Collection<MerchantState> merchants) {
            Iterator<MerchantState> each = List.copyOf(merchants).iterator();
            return (most, visitor) -> {
                for (int left = most; left > 0 && each.hasNext(); left--) {
                    visitor.accept(each.next());
                }
                return each.hasNext();
            };
        }

        /**
         * Visits some more; the visitor may keep those that are not idle.
         *
         * @return whether merchants are left
         */
        boolean next(int most, Consumer<MerchantState> visitor);
    }
}
