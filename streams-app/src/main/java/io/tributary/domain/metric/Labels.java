package io.tributary.domain.metric;

import java.util.List;

/**
 * What metric rows say of their merchant, by which analysts group them. Immutable.
 *
 * @param regionCode county of its seat, GB/T 2260; empty when unknown
 * @param sizeClass name of its size class; empty when unknown
 */
public record Labels(String regionCode, String sizeClass, List<Tag> tags) {
    /** Nothing is known. */
    public static final Labels NONE = new Labels("", "", List.of());

    /** A tag and the first moment at which it no longer counts, epoch milliseconds; {@link Long#MAX_VALUE} for never. */
    public record Tag(String name, long end) {}

    public Labels {
        tags = List.copyOf(tags);
    }

    /** Names of the tags that count at a time, epoch milliseconds. */
    public List<String> tagsAt(long time) {
        return tags.stream().filter(tag -> time < tag.end).map(Tag::name).toList();
    }
}
