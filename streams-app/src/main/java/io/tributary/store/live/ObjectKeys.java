package io.tributary.store.live;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of a section's objects: an object's own key, and for a part a NUL and the part's name behind it, all behind the section's. As no
 * key contains a NUL, an object's records lie side by side in the order of keys, the main one first.
 */
final class ObjectKeys {
    private static final byte PART = 0;

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

    /** Key of the main record of the object with this key, which is in UTF-8. */
    Bytes main(byte[] key) {
        return section.key(key);
    }

    /**
     * @param main key of the object's main record
     * @param part "" for the main record itself
     */
    static Bytes of(byte[] main, String part) {
        if (part.isEmpty()) {
            return Bytes.wrap(main);
        }
        byte[] name = part.getBytes(StandardCharsets.UTF_8);
        byte[] key = Arrays.copyOf(main, main.length + 1 + name.length);
        key[main.length] = PART;
        System.arraycopy(name, 0, key, main.length + 1, name.length);
        return Bytes.wrap(key);
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
