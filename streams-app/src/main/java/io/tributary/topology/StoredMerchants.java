package io.tributary.topology;

import io.tributary.domain.merchant.MerchantBook;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.store.Handle;
import io.tributary.store.LiveStore;

/** The merchants of a task, in its live store. */
final class StoredMerchants implements MerchantBook {
    private final LiveStore<MerchantState> store;

    StoredMerchants(LiveStore<MerchantState> store) {
        this.store = store;
    }

    @Override
    public MerchantState add(String merchantId) {
        MerchantState merchant = new MerchantState(merchantId);
        store.add(merchantId, merchant);
        return merchant;
    }

    @Override
    public void held(byte[][] merchantIds, MerchantState[] found, int count) {
        store.held(merchantIds, found, count);
    }

    @Override
    public MerchantState find(String merchantId) {
        Handle<MerchantState> handle = store.find(merchantId);
        return handle == null ? null : handle.value();
    }

    @Override
    public void changed(MerchantState merchant) {
        store.find(merchant.id()).changed();
    }

    @Override
    public Pass pass() {
        return store.pass()::next;
    }
}
