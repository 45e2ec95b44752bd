package io.tributary.domain.state;

import java.util.List;
import java.util.stream.Stream;

/**
 * Sections of stored records that a newer service has written and this one does not know: an object carries them, so that they are
 * there again when the newer one comes back. Immutable; nearly all objects share {@link #NONE}.
 */
public final class UnknownSections {
    /** Nothing is carried. */
    public static final UnknownSections NONE = new UnknownSections(List.of());

    private final List<Section> sections;

    private record Section(String part, int id, int form, byte[] body) {}

    /** Takes a section. */
    @FunctionalInterface
    public interface Sink {
        void section(int id, int form, byte[] body);
    }

    private UnknownSections(List<Section> sections) {
        this.sections = sections;
    }

    /**
     * With one more.
     *
     * @param part name of the record that it is in
     * @param id of the section
     * @param form of its body, whatever that means to who has written it
     */
    public UnknownSections with(String part, int id, int form, byte[] body) {
        Section another = new Section(part, id, form, body.clone());
        return new UnknownSections(
                Stream.concat(sections.stream(), Stream.of(another)).toList());
    }

    /** Hands over those of a record. */
    public void forEach(String part, Sink sink) {
        for (Section each : sections) {
            if (each.part.equals(part)) {
                sink.section(each.id, each.form, each.body.clone());
            }
        }
    }

    public boolean isEmpty() {
        return sections.isEmpty();
    }
}
