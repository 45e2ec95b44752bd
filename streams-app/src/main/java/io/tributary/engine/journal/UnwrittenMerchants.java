package io.tributary.engine.journal;

import io.tributary.domain.merchant.MerchantState;
import java.util.Arrays;

/**
 * A queue of merchants whose records lack entries of the journal, with the position of the first one; some were written since. Two arrays
 * and not a list of pairs: there are millions of these, and each would live just long enough to be copied by every collection.
 */
final class UnwrittenMerchants {
    private MerchantState[] merchants = new MerchantState[16];
    private long[] from = new long[16];
    private int head;
    private int size;

    void add(MerchantState merchant) {
        if (size == from.length) {
            grow();
        }
        int at = head + size++ & from.length - 1;
        merchants[at] = merchant;
        from[at] = merchant.lacksFrom();
    }

    private void grow() {
        MerchantState[] all = Arrays.copyOfRange(merchants, head, head + 2 * size);
        long[] positions = Arrays.copyOfRange(from, head, head + 2 * size);
        System.arraycopy(merchants, 0, all, size - head, head);
        System.arraycopy(from, 0, positions, size - head, head);
        merchants = all;
        from = positions;
        head = 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Position of the first entry that the oldest one lacked when it came. */
    long oldest() {
        return from[head];
    }

    /** Whether its record still lacks that entry. */
    boolean isCurrent() {
        return merchants[head].lacksFrom() == from[head];
    }

    /** Takes the oldest one. */
    MerchantState remove() {
        MerchantState oldest = merchants[head];
        merchants[head] = null;
        head = head + 1 & from.length - 1;
        size--;
        return oldest;
    }
}
