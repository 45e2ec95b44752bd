package io.tributary.domain;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/** One object for all that are equal, as long as anybody holds it. Safe for use by several threads. */
public final class Interned<T> {
    private final Map<T, WeakReference<T>> known = new WeakHashMap<>();

    /** The one that equals this one, or this one when there is none. */
    public synchronized T of(T made) {
        WeakReference<T> reference = known.get(made);
        T same = reference == null ? null : reference.get();
        if (same == null) {
            known.put(made, new WeakReference<>(made));
            return made;
        }
        return same;
    }
}
