package io.tributary.store.live;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Live objects of a section of a {@link TaskStore}: an event changes an object in memory, and each object that changed is written
 * once, at the commit. No serialisation per event.
 *
 * <p>Confined to the task's thread, like every store.
 */
public final class LiveStore<V> {
    /** Objects in memory that are looked at in the time in which one is read. */
    private static final long LOOKS_FOR_A_READ = 16;

    /** Objects whose memory is asked for before the first of them is written. */
    private static final int PREFETCHED = 32;

    private final Section section;
    private final ObjectKeys keys;
    private final ObjectCodec<V> codec;
    private final HeldObjects<V> objects;
    private final List<Handle<V>> dirty = new ArrayList<>();

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Handle<V>[] askedFor = new Handle[0];

    /** Whether we know anything: the section is restored before it is used first. */
    private boolean used;

    private int passes;

    /** Kept only so that what is read for it is read. */
    @SuppressWarnings("unused")
    private int prefetched;

    /**
     * @param maxIdle objects kept in memory before those that are idle and written are let go, at least 1
     */
    LiveStore(Section section, ObjectCodec<V> codec, int maxIdle) {
        if (maxIdle < 1) {
            throw new IllegalArgumentException("maxIdle: is " + maxIdle + ", must be at least 1");
        }
        this.section = section;
        this.keys = new ObjectKeys(section);
        this.codec = codec;
        this.objects = new HeldObjects<>(codec, maxIdle);
    }

    /**
     * The object's handle, or null when there is no such object.
     *
     * @throws IllegalArgumentException when the key contains a NUL character
     */
    public Handle<V> find(String key) {
        byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
        Handle<V> handle = objects.get(utf8);
        if (handle != null) {
            return handle;
        }
        use();
        // A key with a NUL may name a part of another object.
        ObjectKeys.check(key);
        Bytes main = keys.main(utf8);
        byte[] record = section.get(main);
        if (record == null) {
            return null;
        }
        return hold(main.get(), codec.read(key, record, part -> section.get(ObjectKeys.of(main.get(), part))));
    }

    /**
     * Finds those of several objects that are in memory.
     *
     * @param asked keys in UTF-8, or null
     * @param found takes the objects, null where one is not in memory
     * @param count of both that count
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public void held(byte[][] asked, V[] found, int count) {
        if (askedFor.length < count) {
            askedFor = new Handle[count];
        }
        objects.get(asked, askedFor, count);
        for (int i = 0; i < count; i++) {
            found[i] = askedFor[i] == null ? null : askedFor[i].value();
        }
    }

    /**
     * Adds an object under a new key; it is written at the next commit.
     *
     * @throws IllegalArgumentException as find does
     */
    public Handle<V> add(String key, V value) {
        ObjectKeys.check(key);
        use();
        Handle<V> handle = hold(keys.main(key.getBytes(StandardCharsets.UTF_8)).get(), value);
        handle.changed();
        return handle;
    }

    /** Of a section that is empty at first all objects are in memory, until one is let go. */
    private void use() {
        if (!used) {
            used = true;
            try (KeyValueIterator<Bytes, byte[]> records = section.range(null, null)) {
                objects.setComplete(!records.hasNext());
            }
        }
    }

    /** Begins a pass over all objects, some at a time. */
    public Pass pass() {
        use();
        return new Pass(++passes);
    }

    /**
     * Visits every object: first those in memory, then the others, which stay there only if the visitor leaves them not idle. Between its
     * parts the store may be used as ever. Objects added meanwhile may be left out, and idle ones visited twice.
     */
    public final class Pass {
        private final int number;
        private final boolean completeBefore = objects.isComplete();
        private final long departuresBefore = objects.departures();
        private final Iterator<Handle<V>> held = objects.now().iterator();
        /** Key of the object that the scan of the section goes on with; null from its begin. */
        private Bytes from;

        private boolean scanned;

        private Pass(int number) {
            this.number = number;
        }

        /**
         * Visits some more objects.
         *
         * @param most how many may be read at most; of those in memory more are visited in that time
         * @return whether objects are left
         */
        public boolean next(int most, Consumer<V> visitor) {
            long left = LOOKS_FOR_A_READ * most;
            for (; left > 0 && held.hasNext(); left--) {
                visitHeld(held.next(), visitor);
            }
            if (!held.hasNext() && isToScan() && left >= LOOKS_FOR_A_READ) {
                scan((int) (left / LOOKS_FOR_A_READ), visitor);
            }
            return held.hasNext() || isToScan();
        }

        /** Not when all objects were in memory from the begin to the end. */
        private boolean isToScan() {
            return !scanned && !(completeBefore && objects.departures() == departuresBefore);
        }

        private void visitHeld(Handle<V> handle, Consumer<V> visitor) {
            if (handle.begins(number)) {
                visitor.accept(handle.value());
            }
        }

        private void scan(int most, Consumer<V> visitor) {
            try (KeyValueIterator<Bytes, byte[]> records = section.range(from, null)) {
                from = new ObjectScan(records).visit(most, (key, main, parts) -> {
                    Handle<V> handle = objects.ofMain(key);
                    if (handle != null) {
                        visitHeld(handle, visitor);
                    } else {
                        visitRead(hold(key, codec.read(ObjectKeys.text(key), main, parts)), visitor);
                    }
                });
            }
            scanned = from == null;
            objects.setComplete(scanned && objects.departures() == departuresBefore);
        }

        private void visitRead(Handle<V> handle, Consumer<V> visitor) {
            visitHeld(handle, visitor);
            if (codec.isIdle(handle.value()) && !handle.isDirty()) {
                objects.letGo(handle);
            }
        }
    }

    void noteChanged(Handle<V> handle) {
        dirty.add(handle);
    }

    /** Objects in memory. */
    public int liveCount() {
        return objects.size();
    }

    /** Writes what changed since the last call, and lets idle objects go when there are many. */
    void flush() {
        for (int from = 0; from < dirty.size(); from += PREFETCHED) {
            write(dirty.subList(from, Math.min(dirty.size(), from + PREFETCHED)));
        }
        dirty.clear();
        objects.letIdleGo();
    }

    private void write(List<Handle<V>> some) {
        int sum = 0;
        for (Handle<V> handle : some) {
            sum += codec.prefetch(handle.value());
        }
        prefetched = sum;
        for (Handle<V> handle : some) {
            codec.write(handle.value(), (part, bytes) -> section.put(ObjectKeys.of(handle.main(), part), bytes));
            handle.written();
        }
    }

    /** Forgets everything: the section may change without us. */
    void forget() {
        objects.letAllGo();
        used = false;
        dirty.clear();
    }

    private Handle<V> hold(byte[] main, V value) {
        Handle<V> handle = new Handle<>(this, main, value);
        objects.put(handle);
        return handle;
    }
}
