package io.tributary.topology.rules;

import io.tributary.programmes.v1.DatedEntry;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.bounds.RuleSizes;
import io.tributary.topology.Digests;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lists that are too large for one record are published in parts: each has the fields of the version and some of its entries, in their
 * order, and says how many parts there are and what the digest of the version is when they are joined.
 */
public final class ListParts {
    private ListParts() {}

    /** The records to publish a version in: itself when it is small enough. */
    public static List<ReferenceList> split(ReferenceList whole) {
        if (RuleSizes.bytes(whole) <= RuleSizes.PART_BYTES) {
            return List.of(whole);
        }
        List<ReferenceList> parts = new ArrayList<>();
        ReferenceList part = emptyPart(whole, parts);
        long bytes = RuleSizes.bytes(part);
        for (String entry : whole.getEntries()) {
            // As RuleSizes reckons, with the most bytes that a character takes.
            long more = 2 + 4L * entry.length();
            if (bytes + more > RuleSizes.PART_BYTES) {
                part = emptyPart(whole, parts);
                bytes = RuleSizes.bytes(part);
            }
            part.getEntries().add(entry);
            bytes += more;
        }
        for (DatedEntry entry : whole.getDatedEntries()) {
            long more = RuleSizes.bytes(entry);
            if (bytes + more > RuleSizes.PART_BYTES) {
                part = emptyPart(whole, parts);
                bytes = RuleSizes.bytes(part);
            }
            part.getDatedEntries().add(entry);
            bytes += more;
        }
        String digest = Digests.text(RecordDigest.of(whole));
        parts.forEach(each -> {
            each.setParts(parts.size());
            each.setDigest(digest);
        });
        return parts;
    }

    private static ReferenceList emptyPart(ReferenceList whole, List<ReferenceList> parts) {
        ReferenceList part = ReferenceList.newBuilder(whole)
                .setEntries(new ArrayList<>())
                .setDatedEntries(new ArrayList<>())
                .setPart(parts.size())
                .build();
        parts.add(part);
        return part;
    }

    /**
     * The version that these are the parts of.
     *
     * @param parts of one version of one list, in any order
     * @return nothing as long as one lacks
     * @throws IllegalArgumentException when they are not those that were published together
     */
    public static Optional<ReferenceList> join(Collection<ReferenceList> parts) {
        SortedMap<Integer, ReferenceList> sorted = new TreeMap<>();
        parts.forEach(part -> sorted.put(part.getPart(), part));
        ReferenceList first = sorted.isEmpty() ? null : sorted.get(sorted.firstKey());
        if (first == null || sorted.size() < first.getParts()) {
            return Optional.empty();
        }
        if (first.getParts() == 1) {
            return Optional.of(first);
        }
        List<String> entries = new ArrayList<>();
        List<DatedEntry> dated = new ArrayList<>();
        sorted.values().forEach(part -> {
            entries.addAll(part.getEntries());
            dated.addAll(part.getDatedEntries());
        });
        ReferenceList whole = ReferenceList.newBuilder(first)
                .setEntries(entries)
                .setDatedEntries(dated)
                .setPart(0)
                .setParts(1)
                .setDigest("")
                .build();
        if (!Digests.text(RecordDigest.of(whole)).equals(first.getDigest())) {
            throw new IllegalArgumentException(
                    "digest: the " + sorted.size() + " parts of list " + first.getName()
                            + " version " + first.getVersion()
                            + " are not those of one publication; publish it with `tributary lists apply`, as a higher version");
        }
        return Optional.of(whole);
    }

    /**
     * All versions of which no part lacks.
     *
     * @throws IllegalArgumentException as {@link #join} does
     */
    public static List<ReferenceList> joinAll(Collection<ReferenceList> parts) {
        SortedMap<String, SortedMap<Integer, List<ReferenceList>>> versions = new TreeMap<>();
        for (ReferenceList part : parts) {
            versions.computeIfAbsent(part.getName(), name -> new TreeMap<>())
                    .computeIfAbsent(part.getVersion(), version -> new ArrayList<>())
                    .add(part);
        }
        List<ReferenceList> whole = new ArrayList<>();
        versions.values()
                .forEach(each -> each.values().forEach(version -> join(version).ifPresent(whole::add)));
        return whole;
    }
}
