package io.tributary.domain.rules;

import io.tributary.domain.ItemFacts;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Which of a merchant's items a programme supports: those of which all that is given is true.
 *
 * @param categories the item is in one of these; none: in any
 * @param tags it has one of these; none: it needs none
 * @param listedWithinDays it was listed less than so many times 24 hours ago; 0: at any time
 */
public record ItemScope(Set<String> categories, Set<String> tags, int listedWithinDays) {
    /** All items. */
    public static final ItemScope ALL = new ItemScope(Set.of(), Set.of(), 0);

    private static final int MOST_DAYS = 3660;

    public ItemScope {
        categories = Set.copyOf(categories);
        tags = Set.copyOf(tags);
        if (listedWithinDays < 0 || listedWithinDays > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "scope.listedWithinDays: is " + listedWithinDays + ", must be 0 to " + MOST_DAYS);
        }
    }

    /** Whether it is for all of a merchant's items. */
    public boolean isAll() {
        return categories.isEmpty() && tags.isEmpty() && listedWithinDays == 0;
    }

    /**
     * Whether an item is one of these.
     *
     * @param item null where nothing is known of it: then it is only where all are
     * @param time at which it was shown, epoch milliseconds
     */
    public boolean covers(ItemFacts item, long time) {
        return isAll() || item != null && isOfCategory(item) && isTagged(item) && isListed(item, time);
    }

    private boolean isOfCategory(ItemFacts item) {
        return categories.isEmpty() || categories.contains(item.category());
    }

    private boolean isTagged(ItemFacts item) {
        return tags.isEmpty() || !Collections.disjoint(tags, item.tags());
    }

    private boolean isListed(ItemFacts item, long time) {
        return listedWithinDays == 0 || item.listedAt() > time - TimeUnit.DAYS.toMillis(listedWithinDays);
    }
}
