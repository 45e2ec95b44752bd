package io.tributary.bench.job;

import io.tributary.domain.metric.SettledWindows;
import io.tributary.domain.metric.WindowsSnapshot;
import io.tributary.topology.merchant.SettledWindowFormat;
import io.tributary.topology.state.WriterSchemas;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Hours and days of the hand-written loop that are final, and which of them are new. None gets old enough to be dropped. */
final class LimitWindows implements SettledWindows {
    private final SettledWindows windows = SettledWindows.inMemory();
    private final Map<Key, WindowsSnapshot> dirty = new LinkedHashMap<>();
    private final SettledWindowFormat format;

    LimitWindows(WriterSchemas writers) {
        this.format = new SettledWindowFormat(writers);
    }

    @Override
    public WindowsSnapshot find(Key key) {
        return windows.find(key);
    }

    @Override
    public void keep(Key key, WindowsSnapshot window) {
        windows.keep(key, window);
        dirty.put(key, window);
    }

    @Override
    public void sweep(long dayEnd) {
        windows.sweep(dayEnd);
    }

    void writeChanges(BiConsumer<String, byte[]> changelog) {
        dirty.forEach((key, window) -> changelog.accept(
                "\u0000w" + new String(format.key(key), StandardCharsets.ISO_8859_1), format.write(window)));
        dirty.clear();
    }
}
