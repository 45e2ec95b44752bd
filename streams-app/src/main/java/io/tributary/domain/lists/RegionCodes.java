package io.tributary.domain.lists;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Codes of provinces, prefectures and counties (GB/T 2260) with their history: who succeeded whom, and when.
 *
 * <pre>
 *   merge      崇文区 110103 ── 2010 ──> 东城区 110101          current(110103) = {110101}
 *   split      桥东区 130103 ── 2014 ──> 130102, 130104         current(130103) = both
 *   rename     东郊区 120110 ── 1992 ──> 东丽区 120110          the code goes on: it stands for itself
 *   cession    正定县 130123 ── 2001 ──> a part to 130102       the code goes on: it stands for itself
 * </pre>
 *
 * A code that is in use stands for itself, also where it meant another place before. One that went without a successor (prefectures,
 * mostly, whose counties went on) stands for itself, too. Immutable.
 */
public final class RegionCodes {
    private static final int FIELDS = 5;

    /** In the order of their years. */
    private final Map<String, List<Region>> regions = new HashMap<>();
    /** Codes in use by those that they replaced. */
    private final Map<String, Set<String>> current = new HashMap<>();

    /**
     * What a code meant for a time.
     *
     * @param name as it was called
     * @param from first year
     * @param until the year in which it ended, or 0 when it is in use
     */
    public record Region(String code, String name, int from, int until, List<Succession> successions) {
        boolean isInUse() {
            return until == 0;
        }
    }

    /**
     * A code that took over.
     *
     * @param year in which it did
     * @param whole false when it took a part and the old code went on
     */
    public record Succession(String code, int year, boolean whole) {}

    private RegionCodes() {}

    /**
     * Reads the table: code, name, first year, last year or nothing, and the codes that took over, separated by tabs; a year in brackets
     * behind such a code is that of a cession. Empty lines and those that begin with # are passed over.
     */
    public static RegionCodes of(Stream<String> lines) {
        RegionCodes table = new RegionCodes();
        lines.filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            Region region = region(line);
            table.regions
                    .computeIfAbsent(region.code(), code -> new ArrayList<>(1))
                    .add(region);
        });
        table.regions
                .values()
                .forEach(all ->
                        all.sort(Comparator.comparingInt(each -> each.isInUse() ? Integer.MAX_VALUE : each.until())));
        for (String code : table.regions.keySet()) {
            if (!table.last(code).isInUse()) {
                Set<String> found = new TreeSet<>();
                table.follow(code, found, new HashSet<>());
                // Codes that succeed each other in a circle stand for themselves.
                table.current.put(code, found.isEmpty() ? Set.of(code) : Set.copyOf(found));
            }
        }
        return table;
    }

    private static Region region(String line) {
        String[] field = line.split("\t", -1);
        if (field.length != FIELDS || !field[0].matches("\\d{6}")) {
            throw new IllegalArgumentException("table of regions: \"" + line + "\" has not " + FIELDS + " fields");
        }
        int until = field[3].isEmpty() ? 0 : Integer.parseInt(field[3]);
        List<Succession> successions = new ArrayList<>();
        for (String each : field[4].isEmpty() ? new String[0] : field[4].split(";")) {
            boolean dated = each.endsWith("]");
            int year = dated ? Integer.parseInt(each.substring(7, 11)) : until;
            successions.add(new Succession(each.substring(0, 6), year, year == until));
        }
        return new Region(field[0], field[1], Integer.parseInt(field[2]), until, List.copyOf(successions));
    }

    private Region last(String code) {
        List<Region> all = regions.get(code);
        return all.get(all.size() - 1);
    }

    private void follow(String code, Set<String> found, Set<String> seen) {
        if (!seen.add(code)) {
            return;
        }
        Region last = last(code);
        List<Succession> whole =
                last.successions().stream().filter(Succession::whole).toList();
        // One that was given away bit by bit has only cessions.
        List<Succession> heirs = whole.isEmpty() ? last.successions() : whole;
        if (last.isInUse() || heirs.isEmpty()) {
            found.add(code);
        } else {
            heirs.forEach(heir -> follow(heir.code(), found, seen));
        }
    }

    public boolean isKnown(String code) {
        return regions.containsKey(code);
    }

    /** Whether it is out of use and others took its place. */
    public boolean isReplaced(String code) {
        Set<String> now = current.get(code);
        return now != null && !now.contains(code);
    }

    /** The codes that stand for it now: itself where it is in use, has no successor or is not known. */
    public Set<String> current(String code) {
        Set<String> now = current.get(code);
        return now == null ? Set.of(code) : now;
    }

    /** What the code has meant, in the order of the years; empty when it is not known. */
    public List<Region> history(String code) {
        return List.copyOf(regions.getOrDefault(code, List.of()));
    }

    /** As it is called, or was last, behind the names of its province and prefecture; empty when the code is not known. */
    public String name(String code) {
        if (!isKnown(code)) {
            return "";
        }
        return Stream.of(code.substring(0, 2) + "0000", code.substring(0, 4) + "00", code)
                .distinct()
                .filter(this::isKnown)
                .map(each -> last(each).name())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** The known code that differs in the fewest digits, and of those the one that is nearest by number; codes in use come first. */
    public Optional<String> nearest(String code) {
        if (!code.matches("\\d{6}")) {
            return Optional.empty();
        }
        long number = Long.parseLong(code);
        return regions.keySet().stream()
                .min(Comparator.<String>comparingInt(each -> differences(each, code))
                        .thenComparing(each -> isReplaced(each))
                        .thenComparingLong(each -> Math.abs(Long.parseLong(each) - number))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int differences(String one, String other) {
        int differences = 0;
        for (int i = 0; i < one.length(); i++) {
            differences += one.charAt(i) == other.charAt(i) ? 0 : 1;
        }
        return differences;
    }
}
