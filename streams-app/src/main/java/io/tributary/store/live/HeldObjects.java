package io.tributary.store.live;

import java.util.ArrayList;
import java.util.List;

/**
 * The objects of a {@link LiveStore} that are in memory, and whether they are all that there are: then nobody has to look for more in the
 * section.
 */
final class HeldObjects<V> {
    private final ObjectCodec<V> codec;
    private final int maxIdle;
    private final HandleTable<V> handles = new HandleTable<>();
    /** When there are more than this, the idle ones are looked for. */
    private int sweepAbove;
    /** Whether every object that there is is in memory, as far as we know. */
    private boolean complete;
    /** Counts every time at which objects left memory. */
    private long departures;

    HeldObjects(ObjectCodec<V> codec, int maxIdle) {
        this.codec = codec;
        this.maxIdle = maxIdle;
        this.sweepAbove = maxIdle;
    }

    Handle<V> get(byte[] utf8) {
        return handles.get(utf8);
    }

    void get(byte[][] keys, Handle<V>[] found, int count) {
        handles.get(keys, found, count);
    }

    Handle<V> ofMain(byte[] main) {
        return handles.ofMain(main);
    }

    void put(Handle<V> handle) {
        handles.put(handle);
    }

    int size() {
        return handles.size();
    }

    /** A copy: objects may come and go while it is gone through. */
    List<Handle<V>> now() {
        List<Handle<V>> now = new ArrayList<>(handles.size());
        handles.forEach(now::add);
        return now;
    }

    void letGo(Handle<V> handle) {
        depart(handle);
        handles.remove(handle);
    }

    /** Lets the idle ones go when there are many. Looks at every object, so the next time is put off until as many again have come. */
    void letIdleGo() {
        if (handles.size() <= sweepAbove) {
            return;
        }
        handles.removeIf(handle -> {
            boolean idle = codec.isIdle(handle.value());
            if (idle) {
                depart(handle);
            }
            return idle;
        });
        sweepAbove = Math.max(maxIdle, 2 * handles.size());
    }

    void letAllGo() {
        handles.forEach(Handle::letGo);
        handles.clear();
        departures++;
        complete = false;
    }

    private void depart(Handle<V> handle) {
        handle.letGo();
        departures++;
        complete = false;
    }

    boolean isComplete() {
        return complete;
    }

    void setComplete(boolean complete) {
        this.complete = complete;
    }

    long departures() {
        return departures;
    }
}
