package io.tributary.engine.due;

import io.tributary.domain.merchant.MerchantRepository;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.merchant.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Due times in lists of one second each.
 *
 * <pre>
 *   second   merchants due within it
 *   1000     m3 m7 m3      m3 was put off to second 1002 and moved back: its own due time says whether an entry still counts
 *   1001     m1
 *   1002     m3 m9
 * </pre>
 *
 * <p>A second's list holds ids and not merchants, so that one that is idle otherwise may leave the heap. Nothing is stored: a merchant's
 * record has its due time, and hydration schedules it again.
 */
public final class DueTimes implements Timers {
    /** An entry of its own for each time would be an object that lives for a minute; a list is shared by all of its second. */
    private static final long LIST_MILLIS = 1_000;

    private final MerchantRepository merchants;
    private final TreeMap<Long, List<String>> lists = new TreeMap<>();

    public DueTimes(MerchantRepository merchants) {
        this.merchants = merchants;
    }

    @Override
    public void schedule(MerchantState merchant) {
        long time = merchant.nextDueAt();
        if (time < Long.MAX_VALUE) {
            lists.computeIfAbsent(time / LIST_MILLIS, second -> new ArrayList<>())
                    .add(merchant.id());
        }
    }

    @Override
    public void poll(long now, Consumer<MerchantState> due) {
        for (Long second : List.copyOf(lists.headMap(now / LIST_MILLIS, true).keySet())) {
            poll(now, second, due);
        }
    }

    private void poll(long now, long second, Consumer<MerchantState> due) {
        List<String> later = new ArrayList<>();
        for (String merchantId : lists.remove(second)) {
            MerchantState merchant = merchants.find(merchantId);
            if (merchant != null && merchant.nextDueAt() <= now) {
                due.accept(merchant);
            } else if (merchant != null && merchant.nextDueAt() / LIST_MILLIS == second) {
                later.add(merchantId);
            }
        }
        if (!later.isEmpty()) {
            lists.put(second, later);
        }
    }
}
