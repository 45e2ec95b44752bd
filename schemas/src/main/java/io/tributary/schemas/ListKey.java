package io.tributary.schemas;

import io.tributary.programmes.v1.ReferenceList;

/**
 * Keys of the topic {@code reference-lists}: a key for each part of each version, so that compaction keeps all versions.
 *
 * <pre>
 *   key-counties@2      version 2, or its first part
 *   key-counties@2/1    its second part
 * </pre>
 */
public final class ListKey {
    private ListKey() {}

    /** Of a record. */
    public static String of(ReferenceList list) {
        return list.getName() + "@" + list.getVersion() + (list.getPart() == 0 ? "" : "/" + list.getPart());
    }

    /** Name of the list that a key belongs to. */
    public static String name(String key) {
        int end = key.indexOf('@');
        return end < 0 ? key : key.substring(0, end);
    }
}
