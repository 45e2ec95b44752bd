package io.tributary.domain.allocation;

import io.tributary.domain.Surface;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.EnumSet;
import java.util.Set;

/** What the merchant's current directive says of one programme. */
final class IssuedBoost {
    private double need;
    private double admit = 1;
    private Set<Surface> surfaces = Set.of();
    private boolean directed;

    /** Whether the merchant's current directive has a part of this programme. */
    boolean isDirected() {
        return directed;
    }

    double need() {
        return need;
    }

    double admit() {
        return admit;
    }

    /** Surfaces of the current directive's part; empty when there is none. */
    Set<Surface> surfaces() {
        return surfaces;
    }

    /**
     * Notes the part of a new directive.
     *
     * @param where at least one
     */
    void set(Set<Surface> where, double issuedNeed, double admitProbability) {
        directed = true;
        surfaces = EnumSet.copyOf(where);
        need = issuedNeed;
        admit = admitProbability;
    }

    void clear() {
        directed = false;
        surfaces = Set.of();
        admit = 1;
    }

    void write(StateWriter writer) {
        writer.writeDouble(need);
        writer.writeDouble(admit);
        writer.writeBoolean(directed);
        writer.writeByte(surfaces.size());
        surfaces.forEach(surface -> writer.writeByte(surface.ordinal()));
    }

    static IssuedBoost read(StateReader reader) {
        IssuedBoost issued = new IssuedBoost();
        issued.need = reader.readDouble();
        issued.admit = reader.readDouble();
        issued.directed = reader.readBoolean();
        Set<Surface> read = EnumSet.noneOf(Surface.class);
        for (int count = reader.readByte(); count > 0; count--) {
            read.add(Surface.values()[reader.readByte()]);
        }
        issued.surfaces = read;
        return issued;
    }
}
