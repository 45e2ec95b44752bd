package io.tributary.store;

import org.apache.kafka.common.utils.Bytes;

/** An object of a {@link LiveStore} in memory. Holds until the store lets the object go: for one that is never idle, until the task ends. */
public final class Handle<V> {
    private final LiveStore<V> store;
    private final String key;
    private final V value;
    /** Key of the main record, once it was written: a busy object is written ten times a second. */
    private Bytes mainKey;

    private boolean dirty;
    private boolean gone;
    /** Number of the last pass that visited it. */
    private int pass;

    Handle(LiveStore<V> store, String key, V value) {
        this.store = store;
        this.key = key;
        this.value = value;
    }

    Bytes recordKey(String part) {
        if (!part.isEmpty()) {
            return store.recordKey(key, part);
        }
        if (mainKey == null) {
            mainKey = store.recordKey(key, part);
        }
        return mainKey;
    }

    String key() {
        return key;
    }

    /** The object. */
    public V value() {
        return value;
    }

    /**
     * Notes that the object has changed.
     *
     * @throws IllegalStateException when the store has let it go
     */
    public void changed() {
        if (!dirty) {
            if (gone) {
                throw new IllegalStateException("object " + key + ": is not in memory any more");
            }
            dirty = true;
            store.noteChanged(this);
        }
    }

    boolean isDirty() {
        return dirty;
    }

    void written() {
        dirty = false;
    }

    void letGo() {
        gone = true;
    }

    /** Whether this pass is to visit it; it is not a second time. */
    boolean begins(int visitingPass) {
        boolean first = !gone && pass != visitingPass;
        if (first) {
            pass = visitingPass;
        }
        return first;
    }
}
