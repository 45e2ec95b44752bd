package io.tributary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.bounds.RecordBounds;
import io.tributary.schemas.bounds.RuleSizes;
import io.tributary.topology.rules.ListRecords;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/**
 * A reference list as people write it: YAML with the field names of the Avro schema.
 *
 * @param list within its bounds
 * @param faults a line each: file, line, column, entry, what is wrong and what is nearest
 */
record ListFile(ReferenceList list, List<String> faults) {
    /** More than anybody reads at a time. */
    private static final int MOST_FAULTS = 1_000;

    private static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");

    /**
     * Reads a file and checks its entries.
     *
     * @throws IllegalArgumentException naming the place and the remedy in one line, when it is no list at all
     */
    static ListFile check(Path file) {
        return check(YamlFile.read(file));
    }

    static ListFile check(YamlFile file) {
        ReferenceList list = file.make(ListFile::list);
        List<ListRecords.Fault> found = ListRecords.faults(list, MOST_FAULTS);
        if (found.isEmpty()) {
            return new ListFile(list, List.of());
        }
        YamlPlaces places = file.places();
        return new ListFile(
                list,
                found.stream()
                        .map(fault -> file.name()
                                + places.of(fault.path()).map(at -> ":" + at).orElse("") + ": " + fault)
                        .toList());
    }

    /**
     * A list without faults.
     *
     * @throws IllegalArgumentException in one line, with the first fault
     */
    static ReferenceList read(Path file) {
        return read(YamlFile.read(file));
    }

    static ReferenceList read(YamlFile file) {
        ListFile checked = check(file);
        if (!checked.faults.isEmpty()) {
            int more = checked.faults.size() - 1;
            throw new IllegalArgumentException(checked.faults.get(0)
                    + (more == 0 ? "" : "; and " + more + " more: `tributary lists validate` shows them"));
        }
        return checked.list;
    }

    /** Whether a file is meant as a list: its name is a text, where that of a programme is in two languages. */
    static boolean isList(JsonNode tree) {
        return !tree.has("programmeId") && tree.path("name").isValueNode();
    }

    private static ReferenceList list(JsonNode tree) {
        ZoneId zone = tree.hasNonNull("timeZone")
                ? ProgrammeRules.zone(tree.get("timeZone").asText())
                : DEFAULT_ZONE;
        ReferenceList list = new AvroYaml(zone).read(tree, ReferenceList.class);
        if (list.getName().isBlank()) {
            throw new IllegalArgumentException("name: is empty, clauses need it as lists['name']");
        }
        RecordBounds.check(list);
        RuleSizes.check(List.of(), List.of(list));
        return list;
    }
}
