package io.tributary.topology.merchant;

import io.tributary.domain.metric.SettledWindows;
import io.tributary.domain.metric.WindowsSnapshot;
import io.tributary.store.live.Section;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;

/** A task's hours and days that are final, in a section of its store, see {@link SettledWindowFormat}. */
final class StoredSettledWindows implements SettledWindows {
    /** So that a beat never takes long, however many windows there are. */
    static final int MOST_SWEPT = 10_000;

    /** Windows end with their day, which ends at a minute at most: looking for old ones more often finds nothing. */
    private static final long SWEEP_EVERY_MILLIS = 60_000;

    private final Section section;
    private final SettledWindowFormat format;
    /** All whose day ended then or before are dropped: in this life, since removed records are slow to look through. */
    private long sweptUntil = Long.MIN_VALUE;
    /** Where the sweep under way has come; null at the begin. */
    private Bytes sweptTo;

    StoredSettledWindows(Section section, SettledWindowFormat format) {
        this.section = section;
        this.format = format;
    }

    @Override
    public WindowsSnapshot find(Key key) {
        byte[] record = section.get(section.key(format.key(key)));
        return record == null ? null : format.read(record);
    }

    @Override
    public void keep(Key key, WindowsSnapshot window) {
        section.put(section.key(format.key(key)), format.write(window));
    }

    @Override
    public void sweep(long dayEnd) {
        if (dayEnd < 0 || sweptUntil != Long.MIN_VALUE && dayEnd < sweptUntil + SWEEP_EVERY_MILLIS) {
            return;
        }
        List<Bytes> old = old(dayEnd);
        for (Bytes key : old) {
            section.put(key, null);
        }
        if (old.size() < MOST_SWEPT) {
            sweptUntil = dayEnd;
            sweptTo = section.key(format.from(dayEnd + 1));
        } else {
            sweptTo = old.get(old.size() - 1);
        }
    }

    private List<Bytes> old(long dayEnd) {
        List<Bytes> keys = new ArrayList<>();
        Bytes to = section.key(format.from(dayEnd + 1));
        try (KeyValueIterator<Bytes, byte[]> windows = section.range(sweptTo, to)) {
            while (windows.hasNext() && keys.size() < MOST_SWEPT) {
                keys.add(windows.next().key);
            }
        }
        return keys;
    }
}
