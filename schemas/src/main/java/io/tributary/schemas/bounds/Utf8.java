package io.tributary.schemas.bounds;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Bytes as text, strictly: what is not UTF-8 is no text. Java's own reading puts a replacement character in the place of what it
 * cannot read, and so makes one id of two.
 */
public final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** Whether the bytes are well-formed UTF-8. Eight bytes at a time as long as they are ASCII, which ids are. */
    public static boolean isValid(byte[] bytes, int start, int length) {
        int at = start;
        int end = start + length;
        while (end - at >= Long.BYTES) {
            if (((long) LONGS.get(bytes, at) & HIGH_BITS) != 0) {
                return isWellFormed(bytes, at, end - at);
            }
            at += Long.BYTES;
        }
        while (at < end) {
            if (bytes[at] < 0) {
                return isWellFormed(bytes, at, end - at);
            }
            at++;
        }
        return true;
    }

    private static boolean isWellFormed(byte[] bytes, int start, int length) {
        try {
            // A new decoder reports what is malformed instead of replacing it.
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Bytes of a text in UTF-8. */
    static int length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each >= 0x80) {
                // Both halves of a pair count two.
                bytes += each < 0x800 || Character.isSurrogate(each) ? 1 : 2;
            }
        }
        return bytes;
    }

    /** Whether it can be written in UTF-8: half of a surrogate pair cannot, and would become a question mark. */
    static boolean isText(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isHighSurrogate(value.charAt(i))
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
