package io.tributary.domain.state;

/**
 * Versions of what is packed by hand because it is hot. A service can go back to the version before, which must not take what it does not
 * know for something else. So what is packed grows in one of three ways:
 *
 * <ul>
 *   <li>By counts of new measures, under the same number of the layout: each cell says which counts it has, and so does each kind of an
 *       entry in the journal. Who does not know a measure carries its counts, and writes them again.
 *   <li>By bytes behind the end of a packed value, under the same number, too: whoever reads it knows its length, and passes over what he
 *       does not know. When he writes the value again, they are gone. What is not to be lost belongs in a section of its own, which is
 *       carried ({@link UnknownSections}).
 *   <li>In all other ways under another number, which whoever does not know it refuses. For services to be able to go back, one version
 *       reads the new layout and writes the old one still, and the next one writes it.
 * </ul>
 */
public final class PackedLayout {
    private PackedLayout() {}

    /**
     * @param what is read, for the message
     * @param found version that has written it
     * @param newest version that this service knows
     * @throws UnreadableStateException when it cannot be read
     */
    public static void check(String what, int found, int newest) {
        if (found < 1 || found > newest) {
            throw new UnreadableStateException(
                    what + ": of layout " + found + ", and this service knows those up to " + newest);
        }
    }
}
