package io.tributary.topology.rules;

import io.tributary.domain.lists.ListEntry;
import io.tributary.domain.lists.ListVersion;
import io.tributary.domain.lists.RegionCodes;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.programmes.v1.DatedEntry;
import io.tributary.programmes.v1.ListKind;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.bounds.RecordBounds;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;

/** Reference lists, from records to the domain: the same reading where they are published and where they take effect. */
public final class ListRecords {
    /** Each task of a process is told of the same lists, and they may be long: one object for all, as long as anybody holds it. */
    private static final Map<ListVersion.Identity, WeakReference<ListVersion>> KNOWN =
            Collections.synchronizedMap(new WeakHashMap<>());

    /** What is wrong with an entry: its path in the record, for example {@code entries[3]}, and the problem in one line. */
    public record Fault(String path, String problem) {
        @Override
        public String toString() {
            return path + ": " + problem;
        }
    }

    private ListRecords() {}

    /**
     * A version as the domain holds it.
     *
     * @param list whole
     * @throws IllegalArgumentException naming the first field or entry that cannot be used, and why
     */
    public static ListVersion list(ReferenceList list) {
        ListVersion.Identity identity = new ListVersion.Identity(
                list.getName(), list.getVersion(), orElse(list.getStartsAt(), Long.MIN_VALUE), RecordDigest.of(list));
        WeakReference<ListVersion> known = KNOWN.get(identity);
        ListVersion same = known == null ? null : known.get();
        if (same == null) {
            same = made(list, identity);
            KNOWN.put(identity, new WeakReference<>(same));
        }
        return same;
    }

    private static ListVersion made(ReferenceList list, ListVersion.Identity identity) {
        RecordBounds.check(list);
        List<Fault> faults = faults(list, 1);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.get(0).toString());
        }
        return list.getKind() == ListKind.REGION
                ? ListVersion.ofRegions(identity, entries(list), RegionTable.get())
                : ListVersion.ofTexts(identity, entries(list));
    }

    private static List<ListEntry> entries(ReferenceList list) {
        long from = orElse(list.getStartsAt(), Long.MIN_VALUE);
        long until = orElse(list.getEndsAt(), Long.MAX_VALUE);
        List<ListEntry> entries = new ArrayList<>();
        list.getEntries().forEach(value -> entries.add(new ListEntry(value, from, until)));
        list.getDatedEntries()
                .forEach(entry -> entries.add(new ListEntry(
                        entry.getValue(), orElse(entry.getStartsAt(), from), orElse(entry.getEndsAt(), until))));
        return entries;
    }

    private static long orElse(Long time, long otherwise) {
        return time == null ? otherwise : time;
    }

    /**
     * What is wrong with a whole list that is within its bounds: in the order of its entries, and no more than asked for.
     *
     * @param most to find
     */
    public static List<Fault> faults(ReferenceList list, int most) {
        List<Fault> faults = new ArrayList<>();
        checkHead(list, faults);
        faults.addAll(AttributeRecords.faults(list));
        Set<String> plain = new HashSet<>();
        int number = 0;
        for (String entry : list.getEntries()) {
            String path = "entries[" + number++ + "]";
            if (!plain.add(entry)) {
                faults.add(new Fault(path, "'" + entry + "' is on the list already"));
            } else {
                region(list, entry).ifPresent(problem -> faults.add(new Fault(path, problem)));
            }
            if (faults.size() >= most) {
                return faults;
            }
        }
        number = 0;
        for (DatedEntry entry : list.getDatedEntries()) {
            String path = "datedEntries[" + number++ + "]";
            region(list, entry.getValue()).ifPresent(problem -> faults.add(new Fault(path + ".value", problem)));
            if (plain.contains(entry.getValue())) {
                faults.add(
                        new Fault(path + ".value", "'" + entry.getValue() + "' is on the list without times already"));
            }
            checkTimes(list, entry, path, faults);
            if (faults.size() >= most) {
                return faults;
            }
        }
        return faults;
    }

    private static void checkHead(ReferenceList list, List<Fault> faults) {
        if (list.getPart() != 0 || list.getParts() != 1 || !list.getDigest().isEmpty()) {
            faults.add(new Fault(
                    "parts", "part, parts and digest are written when the list is published; leave them out"));
        }
        if (!list.getName().matches("[A-Za-z0-9_-]{1,64}")) {
            faults.add(new Fault(
                    "name", "'" + list.getName() + "' must be 1 to 64 letters, digits, hyphens and underscores"));
        }
        try {
            ProgrammeRules.zone(list.getTimeZone());
        } catch (IllegalArgumentException e) {
            faults.add(new Fault("timeZone", e.getMessage().replaceFirst("^timeZone: ", "")));
        }
        if (list.getStartsAt() != null && list.getEndsAt() != null && list.getStartsAt() >= list.getEndsAt()) {
            faults.add(new Fault("endsAt", "is not after startsAt: no entry would ever be valid"));
        }
    }

    private static void checkTimes(ReferenceList list, DatedEntry entry, String path, List<Fault> faults) {
        long from = orElse(entry.getStartsAt(), orElse(list.getStartsAt(), Long.MIN_VALUE));
        long until = orElse(entry.getEndsAt(), orElse(list.getEndsAt(), Long.MAX_VALUE));
        if (from >= until) {
            faults.add(new Fault(path, "'" + entry.getValue() + "' would never be valid: it ends before it begins"));
        } else if (from < orElse(list.getStartsAt(), Long.MIN_VALUE)) {
            faults.add(new Fault(path + ".startsAt", "'" + entry.getValue() + "' begins before the list does"));
        } else if (until > orElse(list.getEndsAt(), Long.MAX_VALUE)) {
            faults.add(new Fault(path + ".endsAt", "'" + entry.getValue() + "' ends after the list does"));
        }
    }

    private static Optional<String> region(ReferenceList list, String value) {
        if (list.getKind() != ListKind.REGION) {
            return Optional.empty();
        }
        RegionCodes regions = RegionTable.get();
        if (regions.isKnown(value)) {
            return Optional.empty();
        }
        return Optional.of("'" + value + "' is no code of GB/T 2260, six digits"
                + regions.nearest(value)
                        .map(near -> "; the nearest is '" + near + "' " + regions.name(near))
                        .orElse(", for example '522628'"));
    }
}
