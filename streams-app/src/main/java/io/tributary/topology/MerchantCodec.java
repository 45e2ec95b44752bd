package io.tributary.topology;

import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import io.tributary.store.ObjectCodec;

/** Merchants in the store: one main record, and the segments of their deduplication windows beside it. */
public final class MerchantCodec implements ObjectCodec<MerchantState> {
    private static final String IMPRESSIONS = "i";
    private static final String ORDERS = "o";

    private final StateWriter writer = new StateWriter();

    @Override
    public void write(MerchantState merchant, PartSink sink) {
        merchant.impressions().writeChanges(writer, (number, bytes) -> sink.put(IMPRESSIONS + number, bytes));
        merchant.orders().writeChanges(writer, (number, bytes) -> sink.put(ORDERS + number, bytes));
        merchant.write(writer.reset());
        sink.put("", writer.toByteArray());
    }

    @Override
    public MerchantState read(String key, byte[] main, PartSource source) {
        return MerchantState.read(
                key,
                new StateReader(main),
                number -> source.get(IMPRESSIONS + number),
                number -> source.get(ORDERS + number));
    }

    @Override
    public boolean isIdle(MerchantState merchant) {
        return merchant.isIdle();
    }
}
