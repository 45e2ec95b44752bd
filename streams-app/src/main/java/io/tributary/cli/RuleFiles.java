package io.tributary.cli;

import io.tributary.domain.lists.ListVersion;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.topology.rules.ListRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Programmes and the lists beside them, read from files; each is good by itself.
 *
 * @param programmes by id
 * @param lists by name
 */
record RuleFiles(Map<String, Programme> programmes, Map<String, ReferenceList> lists) {

    /**
     * @param listFiles null for none
     * @throws IllegalArgumentException naming the file, the place in it and the remedy
     */
    static RuleFiles read(List<Path> programmeFiles, List<Path> listFiles) {
        Map<String, ReferenceList> lists = new TreeMap<>();
        for (Path file : listFiles == null ? List.<Path>of() : listFiles) {
            ReferenceList list = ListFile.read(file);
            lists.put(list.getName(), list);
        }
        Map<String, Programme> programmes = new TreeMap<>();
        for (Path file : programmeFiles) {
            Programme programme = ProgrammeFile.read(file);
            if (programmes.put(programme.getProgrammeId(), programme) != null) {
                throw new IllegalArgumentException(
                        file + ": programme " + programme.getProgrammeId() + " is in another of these files already");
            }
        }
        return new RuleFiles(programmes, lists);
    }

    /** What a programme's clauses make of merchants of every kind that they speak of, and words that look misspelt: a line each. */
    List<String> warnings(Programme programme) {
        Map<String, ListVersion> known = new TreeMap<>();
        lists.forEach((name, list) -> known.put(name, ListRecords.list(list)));
        List<String> warnings = new ArrayList<>(ProgrammeCheck.doubts(programme));
        warnings.addAll(ProgrammeCheck.warnings(programme, known, System.currentTimeMillis()));
        return warnings;
    }

    static String title(Programme programme) {
        return programme.getProgrammeId() + " v" + programme.getVersion();
    }
}
