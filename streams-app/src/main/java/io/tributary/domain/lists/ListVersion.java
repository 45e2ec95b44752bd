package io.tributary.domain.lists;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One version of a reference list. Values are looked up by their hash; a list of regions also finds a code by what became of it
 * ({@link RegionCodes}):
 *
 * <pre>
 *   on the list    the merchant's code   met
 *   old code       its successor         yes, by each of the successors when there are several
 *   new code       one it replaced       yes, when all of the old code's successors are on the list
 *   a county       a town in it          yes: the first six digits are the county's
 * </pre>
 *
 * Immutable, and one object for all tasks of a process.
 */
public final class ListVersion {
    private static final int COUNTY_DIGITS = 6;

    private final Identity identity;
    /** As they are on the list. */
    private final List<ListEntry> entries;
    /** By what finds them: pairs of the first moment and the one after the last. */
    private final Map<String, long[]> spans;
    /** Null when entries are no codes of regions. */
    private final RegionCodes regions;
    /** Times at which an entry begins or ends. */
    private final long[] changes;

    /**
     * Which one it is.
     *
     * @param name letters, digits, hyphens and underscores
     * @param version at least 1, rises with every change
     * @param startsAt event time from which it replaces lower ones, epoch milliseconds; {@link Long#MIN_VALUE}: from the beat that brings it
     * @param digest of the record that it was read from
     */
    public record Identity(String name, int version, long startsAt, long digest) {
        public Identity {
            if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
                throw new IllegalArgumentException(
                        "name: \"" + name + "\" must be 1 to 64 letters, digits, hyphens and underscores");
            }
            if (version < 1) {
                throw new IllegalArgumentException("version: is " + version + ", must be at least 1");
            }
        }
    }

    private ListVersion(Identity identity, Collection<ListEntry> entries, RegionCodes regions) {
        this.identity = identity;
        this.entries = List.copyOf(entries);
        this.regions = regions;
        this.spans = new HashMap<>(2 * entries.size());
        TreeSet<Long> times = new TreeSet<>();
        long[] last = new long[0];
        for (ListEntry entry : this.entries) {
            // Most entries are valid for the same time: one array is enough for them.
            boolean same = last.length == 2 && last[0] == entry.from() && last[1] == entry.until();
            long[] span = same ? last : new long[] {entry.from(), entry.until()};
            if (!same) {
                times.add(entry.from());
                times.add(entry.until());
            }
            last = span;
            index(entry.value(), span);
        }
        times.remove(Long.MIN_VALUE);
        times.remove(Long.MAX_VALUE);
        this.changes = times.stream().mapToLong(Long::longValue).toArray();
    }

    private void index(String value, long[] span) {
        spans.merge(value, span, ListVersion::joined);
        if (regions != null) {
            for (String code : regions.current(value)) {
                if (!code.equals(value)) {
                    spans.merge(code, span, ListVersion::joined);
                }
            }
        }
    }

    private static long[] joined(long[] first, long[] second) {
        if (Arrays.equals(first, second)) {
            return first;
        }
        long[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** A list of any words. */
    public static ListVersion ofTexts(Identity identity, Collection<ListEntry> entries) {
        return new ListVersion(identity, entries, null);
    }

    /** A list of codes of regions. */
    public static ListVersion ofRegions(Identity identity, Collection<ListEntry> entries, RegionCodes regions) {
        return new ListVersion(identity, entries, regions);
    }

    /** Which one it is. */
    public Identity identity() {
        return identity;
    }

    public String name() {
        return identity.name();
    }

    public int version() {
        return identity.version();
    }

    /** Event time from which it replaces lower versions, epoch milliseconds; {@link Long#MIN_VALUE}: from the beat that brings it. */
    public long startsAt() {
        return identity.startsAt();
    }

    /** Of the record that it was read from. */
    public long digest() {
        return identity.digest();
    }

    /** As they are on the list, whether they are valid or not. */
    public List<ListEntry> entries() {
        return entries;
    }

    /**
     * Whether an entry that is valid at the time is met by the value.
     *
     * @param time epoch milliseconds
     */
    public boolean contains(String value, long time) {
        String asked = key(value);
        if (isValid(asked, time)) {
            return true;
        }
        if (regions == null || !regions.isReplaced(asked)) {
            return false;
        }
        for (String code : regions.current(asked)) {
            if (!isValid(code, time)) {
                return false;
            }
        }
        return true;
    }

    private String key(String value) {
        return regions != null && value.length() > COUNTY_DIGITS ? value.substring(0, COUNTY_DIGITS) : value;
    }

    private boolean isValid(String key, long time) {
        long[] found = spans.get(key);
        for (int i = 0; found != null && i < found.length; i += 2) {
            if (found[i] <= time && time < found[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** Adds the times at which an entry that the value meets begins or ends, epoch milliseconds. */
    public void addChanges(String value, Collection<Long> times) {
        String asked = key(value);
        add(asked, times);
        if (regions != null && regions.isReplaced(asked)) {
            regions.current(asked).forEach(code -> add(code, times));
        }
    }

    private void add(String key, Collection<Long> times) {
        long[] found = spans.get(key);
        for (int i = 0; found != null && i < found.length; i++) {
            if (found[i] != Long.MIN_VALUE && found[i] != Long.MAX_VALUE) {
                times.add(found[i]);
            }
        }
    }

    /** The first times after one at which any entry begins or ends, epoch milliseconds. */
    public SortedSet<Long> changesAfter(long time, int most) {
        SortedSet<Long> next = new TreeSet<>();
        int place = Arrays.binarySearch(changes, time);
        for (int i = place < 0 ? -place - 1 : place + 1; i < changes.length && next.size() < most; i++) {
            next.add(changes[i]);
        }
        return next;
    }

    /**
     * The values that are valid at a time, as the list has them. {@code contains} asks by hash, as {@link #contains(String, long)} does;
     * only whoever goes over the elements makes them.
     */
    public List<String> at(long time) {
        return new ValidAt(time);
    }

    private final class ValidAt extends AbstractList<String> {
        private final long time;
        private List<String> values;

        ValidAt(long time) {
            this.time = time;
        }

        @Override
        public boolean contains(Object value) {
            return value instanceof String text && ListVersion.this.contains(text, time);
        }

        private List<String> values() {
            if (values == null) {
                values = entries.stream()
                        .filter(entry -> entry.from() <= time && time < entry.until())
                        .map(ListEntry::value)
                        .toList();
            }
            return values;
        }

        @Override
        public String get(int index) {
            return values().get(index);
        }

        @Override
        public int size() {
            return values().size();
        }
    }
}
