package io.tributary.topology.state;

import io.tributary.domain.state.PackedLayout;
import io.tributary.domain.state.StateReader;
import java.util.Arrays;

/**
 * A section as it is in a record, see {@link Sections}.
 *
 * @param id which one it is
 * @param form number of the schema that has written it, or version of its packed layout
 * @param record bytes of the whole record
 * @param offset of the section's body in these
 * @param length of the body
 */
public record StoredSection(int id, int form, byte[] record, int offset, int length) {
    /**
     * Reads a packed section.
     *
     * @param what it is, for the message
     * @param newest version of its layout that is known
     * @throws IllegalStateException when it is of another one
     */
    public StateReader packed(String what, int newest) {
        PackedLayout.check(what, form, newest);
        return new StateReader(record, offset, length);
    }

    /** The body, a copy. */
    public byte[] body() {
        return Arrays.copyOfRange(record, offset, offset + length);
    }
}
