package io.tributary.cli;

import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.domain.lists.ListVersion;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.topology.calendar.WindowCheck;
import io.tributary.topology.rules.ListRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Programmes and the lists beside them, read from files; each is good by itself.
 *
 * @param programmes by id
 * @param lists by name
 * @param declared attributes that the programmes were held against; none where none reads any
 */
record RuleFiles(Map<String, Programme> programmes, Map<String, ReferenceList> lists, AttributeDeclarations declared) {

    /**
     * @param files a programme or a list each, in any order
     * @throws IllegalArgumentException naming the file, the place in it and the remedy
     */
    static RuleFiles read(List<Path> files) {
        return read(files, null, () -> AttributeDeclarations.NONE);
    }

    /**
     * The same.
     *
     * @param market whose fields are taken; null for what is said of all
     * @param published asked for the declared attributes, when a clause reads any and none of the lists declares them
     */
    static RuleFiles read(List<Path> files, String market, Supplier<AttributeDeclarations> published) {
        RuleFilesCheck check = RuleFilesCheck.of(files, market, published);
        check.faults().values().stream()
                .filter(lines -> !lines.isEmpty())
                .findFirst()
                .ifPresent(lines -> {
                    throw new IllegalArgumentException(lines.get(0)
                            + (lines.size() == 1
                                    ? ""
                                    : "; and " + (lines.size() - 1)
                                            + " more: `tributary programmes validate` shows them"));
                });
        return check.good();
    }

    /** What a programme's clauses make of merchants of every kind that they speak of, and words that look misspelt: a line each. */
    List<String> warnings(Programme programme) {
        Map<String, ListVersion> known = new TreeMap<>();
        lists.forEach((name, list) -> known.put(name, ListRecords.list(list)));
        List<String> warnings = new ArrayList<>(ProgrammeCheck.doubts(programme));
        warnings.addAll(ProgrammeCheck.warnings(programme, known, declared, System.currentTimeMillis()));
        warnings.addAll(WindowCheck.warnings(programme));
        return warnings;
    }

    static String title(Programme programme) {
        return programme.getProgrammeId() + " v" + programme.getVersion();
    }
}
