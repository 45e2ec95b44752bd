package io.tributary.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of a section's objects: an object's own key, and for a part a NUL and the part's name behind it, all behind the section's. As no
 * key contains a NUL, an object's records lie side by side in the order of keys, the main one first.
 */
final class ObjectKeys {
    private static final char PART = '\u0000';

    private final Section section;

    ObjectKeys(Section section) {
        this.section = section;
    }

    /**
     * @throws IllegalArgumentException when the key contains a NUL character
     */
    static void check(String key) {
        if (key.indexOf(PART) >= 0) {
            throw new IllegalArgumentException("key: contains a NUL character, must not");
        }
    }

    /**
     * @param part "" for the main record
     */
    Bytes of(String key, String part) {
        String name = part.isEmpty() ? key : key + PART + part;
        return section.key(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The key of the object with this main key. */
    static String text(byte[] main) {
        return new String(main, Section.NAME_BYTES, main.length - Section.NAME_BYTES, StandardCharsets.UTF_8);
    }

    static boolean isMain(byte[] key) {
        for (byte each : key) {
            if (each == PART) {
                return false;
            }
        }
        return true;
    }

    /** Whether a record is a part of the object with this main key. */
    static boolean isPart(byte[] key, byte[] main) {
        return key.length > main.length
                && key[main.length] == PART
                && Arrays.equals(key, 0, main.length, main, 0, main.length);
    }

    /** Whether the key of a part of the object with a main key of this length has this name. */
    static boolean isNamed(byte[] key, int mainLength, byte[] name) {
        return Arrays.equals(key, mainLength + 1, key.length, name, 0, name.length);
    }
}
