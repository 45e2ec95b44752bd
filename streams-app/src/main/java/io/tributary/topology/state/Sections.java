package io.tributary.topology.state;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateVersion;
import io.tributary.domain.state.StateWriter;
import io.tributary.domain.state.UnknownSections;
import io.tributary.domain.state.UnreadableStateException;

/**
 * A record of a store in sections, each of which can grow on its own:
 *
 * <pre>
 *   +---------+----+------+--------+----------+----+------+--------+----------+--
 *   | version | id | form | length |   body   | id | form | length |   body   | ...
 *   +---------+----+------+--------+----------+----+------+--------+----------+--
 *     1 byte    1    varint varint   length     in the order in which they were written
 *               byte                 bytes
 *
 *   version   of the state, see {@link StateVersion}
 *   id        which section it is; what ids mean is said by the record's codec
 *   form      of a section in Avro the number of the schema that has written it, see {@link WriterSchemas};
 *             of a packed one the version of its layout
 *   length    of the body
 * </pre>
 *
 * <p>A section that is empty may be left out. One of an unknown id is of a newer service: it is carried, and written again as it was.
 * Reused between records; confined to one thread.
 */
public final class Sections {
    private final StateWriter record = new StateWriter();
    private final StateWriter packed = new StateWriter();

    /** Takes the sections of a record. */
    @FunctionalInterface
    public interface Reader {
        /** Takes a section; false when its id is not known. */
        boolean take(StoredSection section);
    }

    /** Begins another record. */
    public Sections begin() {
        record.reset().writeByte(StateVersion.current());
        return this;
    }

    /** Adds a section in Avro. */
    public <T> Sections add(int id, StateCodec<T> codec, T section) {
        return add(id, codec.number(), codec.body(section));
    }

    /** For a packed section: to be written to, and then to be {@link #addPacked added}. */
    public StateWriter packed() {
        return packed.reset();
    }

    /**
     * Adds what was written to {@link #packed}.
     *
     * @param layout its version
     */
    public Sections addPacked(int id, int layout) {
        return add(id, layout, packed);
    }

    private Sections add(int id, int form, StateWriter body) {
        record.writeByte(id);
        record.writeInt(form);
        record.writeInt(body.length());
        record.writeRaw(body);
        return this;
    }

    private Sections add(int id, int form, byte[] body) {
        record.writeByte(id);
        record.writeInt(form);
        record.writeInt(body.length);
        record.writeRaw(body);
        return this;
    }

    /** Adds what was carried of a newer service. */
    public Sections addAll(UnknownSections carried, String part) {
        carried.forEach(part, this::add);
        return this;
    }

    public byte[] toByteArray() {
        return record.toByteArray();
    }

    /**
     * Hands a record's sections to the reader.
     *
     * @param part name of the record among those of its object
     * @param carried of the object's other records
     * @return these and the sections that the reader does not know
     * @throws UnreadableStateException when the record is of a version that cannot be read
     * @throws IllegalStateException when it is damaged
     */
    public static UnknownSections read(byte[] bytes, String part, UnknownSections carried, Reader reader) {
        StateReader frame = new StateReader(bytes);
        int version = frame.readByte();
        if (!StateVersion.isReadable(version)) {
            throw new UnreadableStateException("a record of the store is of version " + version
                    + ", and this service is of version " + StateVersion.current()
                    + ", which reads that of one version before or after its own");
        }
        UnknownSections unknown = carried;
        while (frame.hasMore()) {
            int id = frame.readByte();
            int form = frame.readInt();
            int length = frame.readInt();
            StoredSection section = new StoredSection(id, form, bytes, frame.position(), length);
            frame.skip(length);
            if (!reader.take(section)) {
                unknown = unknown.with(part, id, form, section.body());
            }
        }
        return unknown;
    }
}
