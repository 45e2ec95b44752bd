package io.tributary.domain.merchant;

import java.util.LinkedHashMap;
import java.util.Map;

/** Merchants that nobody writes: which of them changed is not noted. */
final class HeapMerchantRepository implements MerchantRepository {
    private final Map<String, MerchantState> merchants = new LinkedHashMap<>();

    @Override
    public MerchantState find(String merchantId) {
        return merchants.get(merchantId);
    }

    @Override
    public MerchantState add(String merchantId) {
        MerchantState merchant = new MerchantState(merchantId);
        merchants.put(merchantId, merchant);
        return merchant;
    }

    @Override
    public void changed(MerchantState merchant) {
        // Nothing is written.
    }

    @Override
    public Pass pass() {
        return Pass.over(merchants.values());
    }
}
