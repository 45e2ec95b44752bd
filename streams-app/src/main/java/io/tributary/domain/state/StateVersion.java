package io.tributary.domain.state;

/**
 * The version of all that the service keeps: of its stores' records, packed layouts and schemas together.
 *
 * <p>A service goes on with state that was last written by its own version, by the one before or by the one after; a newer one rises
 * it when it starts. Of what the newer one has added the older one carries whole sections ({@link UnknownSections}) and counts; a field
 * more in a section, and bytes behind the end of what is packed, it passes over, and they are gone from what it writes again
 * ({@link PackedLayout}). State of any other version is refused, see {@link #isReadable}.
 */
public final class StateVersion {
    /** State from before there was a version. */
    public static final int NONE = 0;

    private StateVersion() {}

    /** The version that this service writes. A method, so that no other class has it compiled in. */
    public static int current() {
        return 1;
    }

    /** Whether this service can go on with state that was last written by this version. */
    public static boolean isReadable(int version) {
        return version != NONE && Math.abs(version - current()) <= 1;
    }
}
