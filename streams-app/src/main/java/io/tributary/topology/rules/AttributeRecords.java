package io.tributary.topology.rules;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.eligibility.AttributeDeclaration;
import io.tributary.domain.eligibility.AttributeDeclaration.Validity;
import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.domain.eligibility.SizeTable;
import io.tributary.programmes.v1.ReferenceList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the platform declares of merchants' attributes, from records to the domain: it travels as the list of that name. */
public final class AttributeRecords {
    private AttributeRecords() {}

    /**
     * What is declared by the highest version of the list among these.
     *
     * @param lists whole ones
     */
    public static AttributeDeclarations declared(Collection<ReferenceList> lists) {
        return lists.stream()
                .filter(AttributeRecords::declares)
                .max(Comparator.comparingInt(ReferenceList::getVersion))
                .map(AttributeRecords::declared)
                .orElse(AttributeDeclarations.NONE);
    }

    /** Whether it is the list that declares attributes. */
    public static boolean declares(ReferenceList list) {
        return list.getName().equals(AttributeDeclarations.LIST);
    }

    private static AttributeDeclarations declared(ReferenceList list) {
        return AttributeDeclarations.of(
                list.getAttributes().stream().map(AttributeRecords::declaration).toList());
    }

    private static AttributeDeclaration declaration(io.tributary.programmes.v1.AttributeDeclaration each) {
        return new AttributeDeclaration(
                each.getName(),
                AttributeDeclaration.Type.valueOf(each.getType().name()),
                each.getUnit(),
                new LocalizedText(each.getMeaning().getZh(), each.getMeaning().getEn()),
                new Validity(each.getLookBackDays(), each.getValidHours()),
                AttributeDeclaration.Subject.valueOf(each.getAbout().name()));
    }

    /** What is wrong with a list that declares attributes, or holds the thresholds of size classes; nothing for any other. */
    static List<ListRecords.Fault> faults(ReferenceList list) {
        List<ListRecords.Fault> faults = new ArrayList<>();
        if (!declares(list)) {
            if (!list.getAttributes().isEmpty()) {
                faults.add(new ListRecords.Fault("attributes", "only the list named attributes declares them"));
            }
            if (list.getName().equals(SizeTable.LIST)) {
                problem(() -> SizeTable.of(values(list)))
                        .ifPresent(problem -> faults.add(new ListRecords.Fault("entries", problem)));
            }
            return faults;
        }
        if (!list.getEntries().isEmpty() || !list.getDatedEntries().isEmpty()) {
            faults.add(new ListRecords.Fault("entries", "the list named attributes has none; rename it"));
        }
        if (list.getStartsAt() != null || list.getEndsAt() != null) {
            faults.add(new ListRecords.Fault(
                    list.getStartsAt() != null ? "startsAt" : "endsAt",
                    "clauses are compiled with the declarations that are published last; leave it out"));
        }
        List<AttributeDeclaration> good = new ArrayList<>();
        for (int i = 0; i < list.getAttributes().size() && faults.isEmpty(); i++) {
            int number = i;
            problem(() -> {
                        good.add(declaration(list.getAttributes().get(number)));
                        AttributeDeclarations.of(good);
                    })
                    .ifPresent(problem -> faults.add(fault(number, problem)));
        }
        return faults;
    }

    private static List<String> values(ReferenceList list) {
        List<String> values = new ArrayList<>(list.getEntries());
        list.getDatedEntries().forEach(entry -> values.add(entry.getValue()));
        return values;
    }

    /** A problem begins with the field of the declaration. */
    private static ListRecords.Fault fault(int number, String problem) {
        int end = problem.indexOf(": ");
        String path = "attributes[" + number + "]";
        return new ListRecords.Fault(path + "." + problem.substring(0, end), problem.substring(end + 2));
    }

    private static Optional<String> problem(Runnable made) {
        try {
            made.run();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }
}
