package io.tributary.store.live;

import java.util.Arrays;

/** An object of a {@link LiveStore} in memory. Holds until the store lets the object go: for one that is never idle, until the task ends. */
public final class Handle<V> {
    private final LiveStore<V> store;
    /** Key of the main record. */
    private final byte[] main;

    private final V value;
    private boolean dirty;
    private boolean gone;
    /** Number of the last pass that visited it. */
    private int pass;

    Handle(LiveStore<V> store, byte[] main, V value) {
        this.store = store;
        this.main = main;
        this.value = value;
    }

    byte[] main() {
        return main;
    }

    /** Whether it is the handle of the key in UTF-8 that begins here. */
    boolean isOf(byte[] key, int from) {
        return Arrays.equals(main, Section.NAME_BYTES, main.length, key, from, key.length);
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
                throw new IllegalStateException("object " + ObjectKeys.text(main) + ": is not in memory any more");
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
