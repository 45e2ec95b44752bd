package io.tributary.cli;

import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.topology.rules.AttributeRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads files of programmes and lists, to the end whatever is wrong with some of them. */
final class RuleFilesCheck {
    private final Map<String, ReferenceList> lists = new TreeMap<>();
    private final Set<String> faultyLists = new HashSet<>();
    private final Map<String, Programme> programmes = new TreeMap<>();
    private final Map<String, List<String>> faults = new LinkedHashMap<>();
    /** Of good programmes, by id. */
    private final Map<String, YamlFile> sources = new HashMap<>();

    private final Supplier<AttributeDeclarations> published;
    private final String market;
    private AttributeDeclarations declared;

    private RuleFilesCheck(Supplier<AttributeDeclarations> published, String market) {
        this.published = published;
        this.market = market;
    }

    /**
     * @param files a programme or a list each, in any order; all lists are for all programmes
     * @param market whose fields are taken; null for what is said of all
     * @param published asked for the declared attributes, when a clause reads any and none of the lists declares them
     */
    static RuleFilesCheck of(List<Path> files, String market, Supplier<AttributeDeclarations> published) {
        RuleFilesCheck check = new RuleFilesCheck(published, market);
        List<YamlFile> rules = new ArrayList<>();
        for (Path path : files) {
            check.faults.put(path.toString(), List.of());
            check.run(path.toString(), () -> {
                YamlFile file = YamlFile.read(path);
                if (ListFile.isList(file.tree())) {
                    check.list(file);
                } else {
                    rules.add(file);
                }
            });
        }
        rules.forEach(file -> check.run(file.name(), () -> check.programme(file)));
        return check;
    }

    private void run(String name, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            faults.put(name, List.of(e.getMessage()));
        }
    }

    private void list(YamlFile file) {
        ListFile checked = ListFile.check(file);
        ReferenceList list = checked.list();
        faults.put(file.name(), checked.faults());
        if (!checked.faults().isEmpty()) {
            faultyLists.add(list.getName());
        }
        if (lists.put(list.getName(), list) != null) {
            throw new IllegalArgumentException(
                    file.name() + ": list " + list.getName() + " is in another of these files already");
        }
    }

    private void programme(YamlFile file) {
        // Who reads attributes whose declarations are faulty is not told of it once more.
        Supplier<AttributeDeclarations> held = faultyLists.contains(AttributeDeclarations.LIST) ? null : this::declared;
        List<String> found = ProgrammeFile.faults(file, held, market);
        faults.put(file.name(), found);
        if (found.isEmpty()) {
            Programme programme = ProgrammeFile.read(file, held, market);
            sources.put(programme.getProgrammeId(), file);
            if (programmes.put(programme.getProgrammeId(), programme) != null) {
                throw new IllegalArgumentException(file.name() + ": programme " + programme.getProgrammeId()
                        + " is in another of these files already");
            }
        }
    }

    private AttributeDeclarations declared() {
        if (declared == null) {
            boolean given = lists.containsKey(AttributeDeclarations.LIST);
            declared = given ? AttributeRecords.declared(lists.values()) : published.get();
        }
        return declared;
    }

    /**
     * Adds what is wrong with a programme that is good by itself.
     *
     * @param line begins with the path of the field
     */
    void refuse(Programme programme, String line) {
        YamlFile file = sources.get(programme.getProgrammeId());
        faults.put(file.name(), List.of(file.placed(line)));
    }

    /** What is wrong, a line each, by file in the order in which files were given; no lines for a good one. */
    Map<String, List<String>> faults() {
        return faults;
    }

    boolean isGood() {
        return faults.values().stream().allMatch(List::isEmpty);
    }

    /** Of what was read without a fault. */
    RuleFiles good() {
        Map<String, ReferenceList> good = new TreeMap<>(lists);
        good.keySet().removeAll(faultyLists);
        return new RuleFiles(programmes, good, declared == null ? AttributeDeclarations.NONE : declared);
    }
}
