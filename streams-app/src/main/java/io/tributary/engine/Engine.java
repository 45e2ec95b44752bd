package io.tributary.engine;

import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.merchant.MerchantRepository;
import io.tributary.domain.merchant.Recount;
import io.tributary.domain.merchant.TaskEngine;
import io.tributary.domain.merchant.TaskMemos;
import io.tributary.engine.due.DueTimes;
import io.tributary.engine.hydration.JournalHydrator;

/** Puts a merchant task's engine together. */
public final class Engine {
    private Engine() {}

    /**
     * The engine of one task.
     *
     * @param task new or stored; who stores it writes it at each commit
     */
    public static TaskEngine of(MerchantPolicy policy, StoredTask task, MerchantRepository merchants, TaskMemos memos) {
        return new TaskEngine(
                merchants,
                task.impressions(),
                memos,
                task.journal(),
                new JournalHydrator(task.journal(), merchants, new Recount(policy)),
                new DueTimes(merchants));
    }
}
