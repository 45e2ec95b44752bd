package io.tributary.domain.merchant;

import io.tributary.domain.dedup.ImpressionWindow;

/**
 * Reads from memory what events that follow will need, and changes nothing. An event waits for memory half a dozen times in a row, most
 * of its time. Here each step is made for all of the events before the next one, so that many wait next to each other.
 */
final class Prefetch {
    private final MerchantRepository book;
    private final ImpressionWindow impressions;

    /** Kept only so that what is read for it is read. */
    @SuppressWarnings("unused")
    private int prefetched;

    Prefetch(MerchantRepository book, ImpressionWindow impressions) {
        this.book = book;
        this.impressions = impressions;
    }

    /**
     * @param keys ids of the merchants of the events in UTF-8, null where one is missing
     * @param merchants takes them, null where one is not at hand
     * @param shown the impressions among the events, else null
     * @param count of all three that count
     */
    void expect(byte[][] keys, MerchantState[] merchants, ImpressionEvent[] shown, int count) {
        book.held(keys, merchants, count);
        prefetched = prefetch(merchants, count);
        int sum = 0;
        for (int i = 0; i < count; i++) {
            if (merchants[i] != null && shown[i] != null) {
                sum += impressions.prefetch(merchants[i].own(shown[i].idFirst()));
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
    static int prefetch(MerchantState[] merchants, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += merchants[i] == null ? 0 : merchants[i].prefetch();
        }
        for (int i = 0; i < count; i++) {
            sum += merchants[i] == null ? 0 : merchants[i].windows().prefetch();
        }
        return sum;
    }
}
