package io.tributary.topology.merchant;

import io.tributary.domain.metric.SettledWindows.Key;
import io.tributary.domain.metric.WindowSize;
import io.tributary.domain.metric.WindowsSnapshot;
import io.tributary.domain.state.StateWriter;
import io.tributary.state.v1.WindowsState;
import io.tributary.topology.state.StateCodec;
import io.tributary.topology.state.WriterSchemas;
import java.nio.charset.StandardCharsets;

/**
 * How hours and days that are final are stored: each as the windows of a merchant's record are, alone, under a key of its own.
 *
 * <pre>
 *   dayEnd    8 bytes, big-endian: end of the day that the window ends in, epoch milliseconds
 *   place     1 byte: 0 for the day; for an hour, how many hours before the day's end it begins, 1 to 26
 *   merchant  its id in UTF-8
 * </pre>
 *
 * <p>So all that can be restated until the same moment lies together, the oldest first, and what is written in an hour lies together, too.
 * The id stands there itself and not its hash: no two merchants can have the same key.
 */
public final class SettledWindowFormat {
    /** Of a key, before the merchant's id. */
    static final int PREFIX_BYTES = Long.BYTES + 1;

    private static final long HOUR = 3_600_000;

    private final StateCodec<WindowsState> codec;
    private final StateWriter writer = new StateWriter();

    /**
     * @param writers of the store
     */
    public SettledWindowFormat(WriterSchemas writers) {
        this.codec = new StateCodec<>(WindowsState.getClassSchema(), writers);
    }

    /** The key's bytes. */
    public byte[] key(Key key) {
        writer.reset().writeFixed(key.dayEnd());
        // A day may begin within an hour, which then ends in the day that it is counted from.
        long hours = (key.dayEnd() - key.start() + HOUR - 1) / HOUR;
        writer.writeByte(key.size() == WindowSize.DAY ? 0 : (int) hours);
        byte[] prefix = writer.toByteArray();
        byte[] merchant = key.merchantId().getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[prefix.length + merchant.length];
        System.arraycopy(prefix, 0, bytes, 0, prefix.length);
        System.arraycopy(merchant, 0, bytes, prefix.length, merchant.length);
        return bytes;
    }

    /** The first bytes of the keys of all windows whose day ends at a time or later. */
    byte[] from(long dayEnd) {
        writer.reset().writeFixed(dayEnd);
        return writer.toByteArray();
    }

    /** The record of a window. */
    public byte[] write(WindowsSnapshot window) {
        return codec.encode(WindowsSection.of(window));
    }

    /**
     * Takes back what {@link #write} made.
     *
     * @throws IllegalStateException when it is damaged, or of a layout that is not known
     */
    public WindowsSnapshot read(byte[] record) {
        return WindowsSection.closed(codec.decode(record));
    }
}
