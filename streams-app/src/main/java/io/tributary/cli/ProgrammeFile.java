package io.tributary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.programmes.v1.Consultation;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.programmes.v1.Seats;
import io.tributary.schemas.bounds.RecordBounds;
import io.tributary.schemas.bounds.RuleSizes;
import io.tributary.topology.calendar.WindowCheck;
import io.tributary.topology.rules.RuleCheck;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
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
        return read(file, null);
    }

    /**
     * The same of one market.
     *
     * @param market null for what is said of all
     */
    static Programme read(Path file, String market) {
        return read(YamlFile.read(file), null, market);
    }

    /**
     * A programme from a file.
     *
     * @param declared asked for the declared attributes, when a clause reads any
     * @param market null for what is said of all
     */
    static Programme read(YamlFile file, Supplier<AttributeDeclarations> declared, String market) {
        return file.make(tree -> programme(Markets.of(tree, market), declared));
    }

    /** A reference list from a file. */
    public static ReferenceList readList(Path file) {
        return ListFile.read(file);
    }

    /** A programme from text; the name says in errors where the text came from. */
    public static Programme programme(String yaml, String name) {
        return read(YamlFile.parse(yaml, name), null, null);
    }

    /** All that is wrong with a file, a line each that begins with the place. Takes what {@link #read} takes. */
    static List<String> faults(YamlFile file, Supplier<AttributeDeclarations> declared, String market) {
        List<String> found = ProgrammeFaults.of(file, tree -> programme(Markets.of(tree, market), declared));
        if (!found.isEmpty() || market != null) {
            return found;
        }
        // What is good of all may be faulty with the fields of one.
        List<String> ofMarkets = new ArrayList<>();
        for (String each : Markets.names(file.tree())) {
            try {
                programme(Markets.of(file.tree(), each), declared);
            } catch (IllegalArgumentException e) {
                String path = Markets.FIELD + "." + each + ".";
                YamlFaults.of(e)
                        .forEach(line -> ofMarkets.add(file.placed(line.startsWith(path) ? line : path + line)));
            }
        }
        return ofMarkets;
    }

    private static void requireConsultation(Programme programme) {
        Consultation asked = programme.getGovernance() == null
                ? null
                : programme.getGovernance().getConsultation();
        if (asked != null && asked.getClosesAt() <= asked.getOpensAt()) {
            throw new IllegalArgumentException("governance.consultation.closesAt: is "
                    + Moment.show(asked.getClosesAt()) + ", must be later than opensAt");
        }
    }

    private static void requireFloor(Programme programme) {
        if (programme.getFloor() > programme.getPool()) {
            throw new IllegalArgumentException("floor: is " + programme.getFloor() + ", must not be above the pool, "
                    + programme.getPool() + ": it could be paid to nobody");
        }
    }

    private static void requireSelection(Programme programme) {
        Seats seats = programme.getEnrolment() == null
                ? null
                : programme.getEnrolment().getSeats();
        boolean isNever = seats != null
                && seats.getSelectsAt() != null
                && programme.getEndsAt() != null
                && programme.getStatus() != ProgrammeStatus.ENDED
                && seats.getSelectsAt() >= programme.getEndsAt();
        if (isNever) {
            throw new IllegalArgumentException("enrolment.seats.selectsAt: is " + Moment.show(seats.getSelectsAt())
                    + ", must be before the programme ends, " + Moment.show(programme.getEndsAt())
                    + ": nobody would ever have a seat");
        }
    }

    private static Programme programme(JsonNode tree, Supplier<AttributeDeclarations> declared) {
        ZoneId zone = tree.hasNonNull("timeZone")
                ? ProgrammeRules.zone(tree.get("timeZone").asText())
                : DEFAULT_ZONE;
        Programme programme = new AvroYaml(zone).read(tree, Programme.class);
        YamlFaults.throwIfAny(RecordBounds.faults(programme));
        ProgrammeCheck.requireTypes(RuleCheck.programme(programme), declared);
        WindowCheck.require(programme);
        requireFloor(programme);
        requireSelection(programme);
        requireConsultation(programme);
        RuleSizes.check(List.of(programme), List.of());
        return programme;
    }
}
