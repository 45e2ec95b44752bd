package io.tributary.domain.merchant;

import java.util.Map;

/** Merchants in a map. */
final class FakeBook implements MerchantRepository {
    private final Map<String, MerchantState> merchants;

    FakeBook(Map<String, MerchantState> merchants) {
        this.merchants = merchants;
    }

    @Override
    public MerchantState add(String merchantId) {
        return merchants.computeIfAbsent(merchantId, MerchantState::new);
    }

    @Override
    public MerchantState find(String merchantId) {
        return merchants.get(merchantId);
    }

    @Override
    public void changed(MerchantState merchant) {}

    @Override
    public Pass pass() {
        return Pass.over(merchants.values());
    }
}
