package io.tributary.cli;

import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.domain.lists.ListVersion;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.topology.calendar.WindowCheck;
import io.tributary.topology.rules.AttributeRecords;
import io.tributary.topology.rules.ListRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
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
        return read(files, () -> AttributeDeclarations.NONE);
    }

    /**
     * The same.
     *
     * @param published asked for the declared attributes, when a clause reads any and none of the lists declares them
     */
    static RuleFiles read(List<Path> files, Supplier<AttributeDeclarations> published) {
        Map<String, ReferenceList> lists = new TreeMap<>();
        List<YamlFile> rules = new ArrayList<>();
        for (Path file : files) {
            YamlFile yaml = YamlFile.read(file);
            if (!ListFile.isList(yaml.tree())) {
                rules.add(yaml);
                continue;
            }
            ReferenceList list = ListFile.read(yaml);
            if (lists.put(list.getName(), list) != null) {
                throw new IllegalArgumentException(
                        file + ": list " + list.getName() + " is in another of these files already");
            }
        }
        AtomicReference<AttributeDeclarations> declared = new AtomicReference<>(AttributeDeclarations.NONE);
        Supplier<AttributeDeclarations> asked = () -> {
            boolean given = lists.containsKey(AttributeDeclarations.LIST);
            if (declared.get() == AttributeDeclarations.NONE) {
                declared.set(given ? AttributeRecords.declared(lists.values()) : published.get());
            }
            return declared.get();
        };
        Map<String, Programme> programmes = new TreeMap<>();
        for (YamlFile file : rules) {
            Programme programme = ProgrammeFile.read(file, asked);
            if (programmes.put(programme.getProgrammeId(), programme) != null) {
                throw new IllegalArgumentException(file.name() + ": programme " + programme.getProgrammeId()
                        + " is in another of these files already");
            }
        }
        return new RuleFiles(programmes, lists, declared.get());
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
