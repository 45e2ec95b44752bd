package io.tributary.topology;

import java.util.HexFormat;

/** The digest of rules, which is a number here and 16 hexadecimal digits in records: JavaScript, for one, cannot count up to 64 bits. */
public final class Digests {
    private static final int DIGITS = 16;

    private Digests() {}

    public static String text(long digest) {
        return HexFormat.of().toHexDigits(digest);
    }

    /** @throws IllegalArgumentException when the text is no digest */
    public static long number(String text) {
        if (text.length() != DIGITS || !text.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException("rulesDigest: is '" + text + "', must be 16 hexadecimal digits");
        }
        return HexFormat.fromHexDigitsToLong(text);
    }
}
