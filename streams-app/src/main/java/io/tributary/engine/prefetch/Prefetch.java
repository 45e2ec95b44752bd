package io.tributary.engine.prefetch;

import io.tributary.domain.merchant.ImpressionEvent;
import io.tributary.domain.merchant.MerchantRepository;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.engine.dedup.ImpressionWindow;

/**
 * Reads from memory what events that follow will need, and changes nothing. An event waits for memory half a dozen times in a row, most
 * of its time. Here each step is made for all of the events before the next one, so that many wait next to each other.
 */
public final class Prefetch {
    private final MerchantRepository repository;
    private final ImpressionWindow seen;

    /** Kept only so that what is read for it is read. */
    @SuppressWarnings("unused")
    private int prefetched;

    public Prefetch(MerchantRepository merchants, ImpressionWindow seen) {
        this.repository = merchants;
        this.seen = seen;
    }

    /**
     * Reads what events that follow will need.
     *
     * @param keys ids of the merchants of the events in UTF-8, null where one is missing
     * @param merchants takes them, null where one is not at hand; good until the next beat or commit
     * @param impressions the impressions among the events, else null
     * @param count of all three that count
     */
    public void events(byte[][] keys, MerchantState[] merchants, ImpressionEvent[] impressions, int count) {
        repository.held(keys, merchants, count);
        prefetched = counts(merchants, count);
        int sum = 0;
        for (int i = 0; i < count; i++) {
            if (merchants[i] != null && impressions[i] != null) {
                sum += seen.prefetch(merchants[i].own(impressions[i].idFirst()));
            }
        }
        prefetched += sum;
    }

    /**
     * Reads what counting an impression of each merchant, or writing what it has counted, will need.
     *
     * @param merchants null where there is none
     * @param count of these
     * @return anything
     */
    public static int counts(MerchantState[] merchants, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += merchants[i] == null ? 0 : merchants[i].prefetch();
        }
        for (int i = 0; i < count; i++) {
            sum += merchants[i] == null ? 0 : merchants[i].prefetchWindow();
        }
        return sum;
    }
}
