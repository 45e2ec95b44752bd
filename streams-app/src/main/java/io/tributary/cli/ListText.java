package io.tributary.cli;

import io.tributary.programmes.v1.ReferenceList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Lists as commands show them. */
final class ListText {
    private ListText() {}

    static String title(ReferenceList list) {
        return list.getName() + " v" + list.getVersion();
    }

    /** How many entries, and when they are valid. */
    static String of(ReferenceList list) {
        int entries = list.getEntries().size() + list.getDatedEntries().size();
        String holds = list.getAttributes().isEmpty()
                ? entries + " entries"
                : list.getAttributes().size() + " attributes";
        return holds + ", valid "
                + (list.getStartsAt() == null
                        ? "from the beat that brings it"
                        : "from " + Moment.show(list.getStartsAt()))
                + (list.getEndsAt() == null ? "" : " until " + Moment.show(list.getEndsAt()));
    }

    /** The same for machines, without the entries. */
    static Map<String, Object> fields(ReferenceList list) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", list.getName());
        fields.put("version", list.getVersion());
        fields.put("kind", list.getKind().name());
        fields.put("entries", list.getEntries().size() + list.getDatedEntries().size());
        fields.put("startsAt", list.getStartsAt() == null ? null : Moment.show(list.getStartsAt()));
        fields.put("endsAt", list.getEndsAt() == null ? null : Moment.show(list.getEndsAt()));
        fields.put("source", list.getSource() == null ? null : list.getSource().getTitle());
        return fields;
    }

    /** That no entry of it is valid any more, and what to do, for people who check or publish it; nothing when there is one. */
    static Optional<String> lapse(ReferenceList list, long now) {
        return list.getEndsAt() == null || list.getEndsAt() > now
                ? Optional.empty()
                : Optional.of("warning: " + title(list) + " ended at " + Moment.show(list.getEndsAt())
                        + ": nothing on it is valid any more; a list that follows it needs a higher version");
    }
}
