package io.tributary.topology.merchant;

import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import io.tributary.store.live.ObjectCodec;

/**
 * Merchants in the store: a main record of what changes often, and beside it the profile and the metric windows that are
 * not open minutes.
 */
public final class MerchantCodec implements ObjectCodec<MerchantState> {
    private static final String PROFILE = "p";
    private static final String CLOSED_WINDOWS = "w";

    private final StateWriter writer = new StateWriter();

    @Override
    public void write(MerchantState merchant, PartSink sink) {
        if (merchant.isProfileChanged()) {
            merchant.writeProfile(writer.reset());
            sink.put(PROFILE, writer.toByteArray());
        }
        if (merchant.windows().isClosedChanged()) {
            merchant.windows().writeClosed(writer.reset());
            sink.put(CLOSED_WINDOWS, writer.toByteArray());
        }
        merchant.write(writer.reset());
        sink.put("", writer.toByteArray());
    }

    @Override
    public int prefetch(MerchantState merchant) {
        return merchant.prefetch() + merchant.windows().prefetch();
    }

    @Override
    public MerchantState read(String key, byte[] main, PartSource source) {
        MerchantState merchant = MerchantState.read(key, new StateReader(main));
        byte[] profile = source.get(PROFILE);
        if (profile != null) {
            merchant.readProfile(new StateReader(profile));
        }
        byte[] windows = source.get(CLOSED_WINDOWS);
        if (windows != null) {
            merchant.windows().readClosed(new StateReader(windows));
        }
        return merchant;
    }

    @Override
    public boolean isIdle(MerchantState merchant) {
        return merchant.isIdle();
    }
}
