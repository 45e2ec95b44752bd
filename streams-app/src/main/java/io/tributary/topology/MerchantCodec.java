package io.tributary.topology;

import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import io.tributary.store.ObjectCodec;

/** Merchants in the store: one record each. */
public final class MerchantCodec implements ObjectCodec<MerchantState> {
    private final StateWriter writer = new StateWriter();

    @Override
    public void write(MerchantState merchant, PartSink sink) {
        merchant.write(writer.reset());
        sink.put("", writer.toByteArray());
    }

    @Override
    public MerchantState read(String key, byte[] main, PartSource source) {
        return MerchantState.read(key, new StateReader(main));
    }

    @Override
    public boolean isIdle(MerchantState merchant) {
        return merchant.isIdle();
    }
}
