package io.tributary.cli;

import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.bounds.RuleSizes;
import io.tributary.text.TextFile;
import io.tributary.topology.calendar.WindowCheck;
import io.tributary.topology.rules.RuleCheck;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;

/**
 * Programmes as people write them: YAML with the field names of the Avro schema. What is read is valid;
 * otherwise {@link IllegalArgumentException} names the file, line and column, the path in it and the remedy in one line.
 */
public final class ProgrammeFile {
    private static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");

    private ProgrammeFile() {}

    /** A programme from a file, without asking what attributes are declared. */
    public static Programme read(Path file) {
        return programme(TextFile.read(file), file.toString());
    }

    /**
     * A programme from a file.
     *
     * @param declared asked for the declared attributes, when a clause reads any
     */
    static Programme read(Path file, Supplier<AttributeDeclarations> declared) {
        return programme(TextFile.read(file), file.toString(), declared);
    }

    /** A reference list from a file. */
    public static ReferenceList readList(Path file) {
        return ListFile.read(file);
    }

    /** A programme from text; the name says in errors where the text came from. */
    public static Programme programme(String yaml, String name) {
        return programme(yaml, name, null);
    }

    /** The same, held against the attributes that are declared. */
    static Programme programme(String yaml, String name, Supplier<AttributeDeclarations> declared) {
        return YamlFile.read(yaml, name, YamlFile.parse(yaml, name), tree -> {
            ZoneId zone = tree.hasNonNull("timeZone")
                    ? ProgrammeRules.zone(tree.get("timeZone").asText())
                    : DEFAULT_ZONE;
            Programme programme = new AvroYaml(zone).read(tree, Programme.class);
            ProgrammeCheck.requireTypes(RuleCheck.programme(programme), declared);
            WindowCheck.require(programme);
            RuleSizes.check(List.of(programme), List.of());
            return programme;
        });
    }
}
