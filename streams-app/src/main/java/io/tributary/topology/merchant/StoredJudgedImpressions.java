package io.tributary.topology.merchant;

import io.tributary.domain.merchant.JudgedImpressions;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import io.tributary.store.live.Section;

/**
 * Judged impressions in a section of a task's store: an id's hash to the time from which on it is remembered, epoch milliseconds, as a
 * varint. With its key one takes 23 bytes.
 */
final class StoredJudgedImpressions implements JudgedImpressions {
    private final HashedRecords records;
    private final StateWriter writer = new StateWriter();

    StoredJudgedImpressions(Section section) {
        this.records = new HashedRecords(section, time -> new StateReader(time).readLong());
    }

    @Override
    public boolean contains(long first, long second) {
        return records.find(first, second) != null;
    }

    @Override
    public void add(long first, long second, long time) {
        writer.reset().writeLong(time);
        records.put(first, second, writer.toByteArray());
    }

    @Override
    public void sweep(long before, double share) {
        records.sweep(before, share);
    }
}
