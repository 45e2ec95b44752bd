package io.tributary.domain.state;

/**
 * Versions of what is packed by hand because it is hot. A version may only append to what the one before has packed, at places where that
 * one's reader passes over what it does not know: so that each version reads what the next one writes, and a service can go back. A
 * layout that has to change otherwise is a new section or record beside the old one, which is written until the version after next.
 */
public final class PackedLayout {
    private PackedLayout() {}

    /**
     * @param what is read, for the message
     * @param found version that has written it
     * @param newest version that this service knows
     * @throws IllegalStateException when it cannot be read
     */
    public static void check(String what, int found, int newest) {
        if (found < 1 || found > newest + 1) {
            throw new IllegalStateException(
                    what + ": of layout " + found + ", known are those up to " + newest + " and what the next appends");
        }
    }
}
