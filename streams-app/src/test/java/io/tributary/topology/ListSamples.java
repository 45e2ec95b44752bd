package io.tributary.topology;

import io.tributary.domain.lists.ListEntry;
import io.tributary.domain.lists.ListVersion;
import io.tributary.programmes.v1.ReferenceList;
import java.util.ArrayList;
import java.util.List;

/** Lists for tests: records, and as the domain holds them. */
public final class ListSamples {
    private ListSamples() {}

    /** A list of words that are always valid. */
    public static ReferenceList list(String name, int version, List<String> entries) {
        return ReferenceList.newBuilder()
                .setName(name)
                .setVersion(version)
                .setEntries(new ArrayList<>(entries))
                .build();
    }

    /** The same in the domain, with a digest of its own. */
    public static ListVersion version(String name, int version, String... values) {
        return ListVersion.ofTexts(
                new ListVersion.Identity(name, version, Long.MIN_VALUE, 31L * name.hashCode() + version),
                List.of(values).stream().map(ListEntry::always).toList());
    }
}
