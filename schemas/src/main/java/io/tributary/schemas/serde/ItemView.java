package io.tributary.schemas.serde;

import io.tributary.events.v1.ItemFacts;
import io.tributary.schemas.bounds.Bounds;
import io.tributary.schemas.bounds.RecordBounds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What an impression says of its item, left in the record's bytes until it is asked for: only exposures under a boost that has a scope
 * need it. Reused with its {@link ImpressionView}. Not thread-safe.
 */
public final class ItemView {
    private final ArrayDecoder decoder = new ArrayDecoder();
    private byte[] bytes;
    private boolean present;
    private int start;
    private int categoryLength;
    private int tags;
    private int shortestTag;
    private int longestTag;
    private boolean listed;
    private long listedAt;
    /** In place of bytes, where another version of the schema wrote them. */
    private ItemFacts whole;

    /** Whether anything is said of the item. */
    public boolean isPresent() {
        return present;
    }

    /**
     * Holds it against the bounds of its fields, without making objects of it.
     *
     * @throws io.tributary.schemas.bounds.OutOfBoundsException naming the field that does not hold
     */
    public void check() {
        if (!present) {
            return;
        }
        if (whole != null) {
            RecordBounds.check("item", whole);
            return;
        }
        Bounds.ITEM_CATEGORY.check("item.category", categoryLength);
        Bounds.ITEM_TAGS.check("item.tags", tags);
        if (tags > 0) {
            Bounds.ITEM_TAG.check("item.tags", shortestTag);
            Bounds.ITEM_TAG.check("item.tags", longestTag);
        }
        if (listed) {
            Bounds.EVENT_TIME.check("item.listedAt", listedAt);
        }
    }

    /** All of it as the generated class; null when nothing is said. */
    public ItemFacts facts() {
        if (!present || whole != null) {
            return whole;
        }
        try {
            decoder.reset(bytes, start);
            String category = text(decoder.readSpan());
            List<String> names = new ArrayList<>(tags);
            for (long left = decoder.readArrayStart(); left > 0; left = decoder.arrayNext()) {
                for (; left > 0; left--) {
                    names.add(text(decoder.readSpan()));
                }
            }
            return new ItemFacts(category, names, listed ? listedAt : null);
        } catch (IOException e) {
            throw new IllegalStateException("was read before", e);
        }
    }

    private String text(long span) {
        return new String(bytes, ImpressionView.start(span), ImpressionView.length(span), StandardCharsets.UTF_8);
    }

    /** Takes over what another version of the schema wrote, or null. */
    void set(ItemFacts facts) {
        whole = facts;
        present = facts != null;
    }

    /** Passes over the field of an impression of this very version, and keeps where it lies. */
    void read(ArrayDecoder in) throws IOException {
        whole = null;
        present = in.readIsPresent();
        if (!present) {
            return;
        }
        bytes = in.array();
        start = in.position();
        categoryLength = ImpressionView.length(in.readSpan());
        tags = 0;
        shortestTag = Integer.MAX_VALUE;
        longestTag = 0;
        for (long left = in.readArrayStart(); left > 0; left = in.arrayNext()) {
            for (; left > 0; left--) {
                int length = ImpressionView.length(in.readSpan());
                shortestTag = Math.min(shortestTag, length);
                longestTag = Math.max(longestTag, length);
                tags++;
            }
        }
        listed = in.readIsPresent();
        listedAt = listed ? in.readLong() : 0;
    }
}
