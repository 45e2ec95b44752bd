package io.tributary.engine.hydration;

import io.tributary.domain.merchant.Hydrator;
import io.tributary.domain.merchant.MerchantRepository;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.merchant.Recount;
import io.tributary.engine.journal.CountJournal;
import java.util.function.Consumer;

/** Hydrates merchants from the journal that was read back with the task. */
public final class JournalHydrator implements Hydrator {
    /** Merchants hydrated with each event while they keep the journal from dropping segments. */
    private static final int FOR_AN_EVENT = 500;

    private final CountJournal journal;
    private final MerchantRepository merchants;
    private final Recount recount;
    private MerchantRepository.Pass pass;
    private boolean isComplete;

    public JournalHydrator(CountJournal journal, MerchantRepository merchants, Recount recount) {
        this.journal = journal;
        this.merchants = merchants;
        this.recount = recount;
    }

    @Override
    public boolean hydrate(MerchantState merchant) {
        if (isComplete || merchant.isHydrated()) {
            return false;
        }
        merchant.hydrated();
        journal.replay(merchant, recount);
        return true;
    }

    @Override
    public boolean hydrate(int most, Consumer<MerchantState> hydrated) {
        if (!isComplete) {
            pass = pass == null ? merchants.pass() : pass;
            isComplete = !pass.next(most, merchant -> {
                if (hydrate(merchant)) {
                    hydrated.accept(merchant);
                }
            });
            if (isComplete) {
                pass = null;
                journal.replayed();
            }
        }
        return isComplete;
    }

    @Override
    public int overdue() {
        return journal.isHeldUp() ? FOR_AN_EVENT : 0;
    }
}
