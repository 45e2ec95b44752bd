package io.tributary.topology.merchant;

import io.tributary.domain.merchant.MerchantRepository;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.schemas.KeyPartition;
import io.tributary.store.live.Handle;
import io.tributary.store.live.LiveStore;
import io.tributary.topology.MisroutedRecordException;

/** The merchants of a task, in its live store. Only those that belong to its partition get in, and they pass once. */
final class StoredMerchants implements MerchantRepository {
    private final LiveStore<MerchantState> store;
    private final int partition;
    private final int partitions;

    /**
     * @param partition of the task
     * @param partitions of all tasks
     */
    StoredMerchants(LiveStore<MerchantState> store, int partition, int partitions) {
        this.store = store;
        this.partition = partition;
        this.partitions = partitions;
    }

    /** @throws MisroutedRecordException when the merchant belongs to another partition */
    @Override
    public MerchantState add(String merchantId) {
        int right = KeyPartition.of(merchantId, partitions);
        if (right != partition) {
            throw new MisroutedRecordException(partition, right, partitions);
        }
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
