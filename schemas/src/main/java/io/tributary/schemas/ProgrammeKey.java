package io.tributary.schemas;

import io.tributary.programmes.v1.Programme;
import java.util.Comparator;

/**
 * Keys of the topic {@code programmes}. Compaction keeps the newest of each key, and so all that may be in force some time:
 *
 * <pre>
 *   farm        the last version that took effect at once: it replaced all lower ones
 *   farm@4      version 4, which has an effectiveFrom: until then it stands beside the one in force
 *   farm@5
 * </pre>
 *
 * A tombstone of {@code farm@4} withdraws that version. One of {@code farm} withdraws the programme, and goes with one for each of
 * its versions.
 */
public final class ProgrammeKey {
    private static final char VERSION = '@';

    /** By programme, and the versions of one in the order in which they were published. */
    public static final Comparator<String> ORDER =
            Comparator.comparing(ProgrammeKey::programmeId).thenComparing(ProgrammeKey::number);

    private ProgrammeKey() {}

    /** Of a record. */
    public static String of(Programme programme) {
        String id = programme.getProgrammeId();
        return programme.getEffectiveFrom() == null ? id : id + VERSION + programme.getVersion();
    }

    /**
     * Of a publication on the topic {@code programmes-history}.
     *
     * @param publishedAt epoch milliseconds
     */
    public static String ofPublication(Programme programme, long publishedAt) {
        return programme.getProgrammeId() + VERSION + programme.getVersion() + "/" + publishedAt;
    }

    /** Id of the programme that a key belongs to. */
    public static String programmeId(String key) {
        int end = key.indexOf(VERSION);
        return end < 0 ? key : key.substring(0, end);
    }

    /** Whether the key is that of one announced version, and not of the programme. */
    public static boolean isVersion(String key) {
        return key.indexOf(VERSION) >= 0;
    }

    /** Digits as they are read, without leading zeros: the longer number is the greater, whatever somebody wrote behind the sign. */
    private static String number(String key) {
        String digits = key.substring(Math.min(key.length(), programmeId(key).length() + 1));
        return String.format("%11s", digits);
    }
}
