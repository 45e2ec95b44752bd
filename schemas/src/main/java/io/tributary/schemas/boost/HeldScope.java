package io.tributary.schemas.boost;

import io.tributary.common.v1.ItemScope;
import io.tributary.events.v1.ItemFacts;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The items that a boost is for, prepared for reading: asking allocates nothing. */
record HeldScope(Set<String> categories, Set<String> tags, long listedWithinMillis) {

    /** Null for all items. */
    static HeldScope of(ItemScope scope) {
        return scope == null
                ? null
                : new HeldScope(
                        Set.copyOf(scope.getCategories()),
                        Set.copyOf(scope.getItemTags()),
                        TimeUnit.DAYS.toMillis(scope.getListedWithinDays()));
    }

    /**
     * Whether the item is one of these.
     *
     * @param item null where nothing is known of it: then it is none
     * @param now service time, epoch milliseconds
     */
    boolean covers(ItemFacts item, long now) {
        return item != null
                && (categories.isEmpty() || categories.contains(item.getCategory()))
                && (tags.isEmpty() || hasOne(item.getTags()))
                && (listedWithinMillis == 0 || isListedWithin(item.getListedAt(), now));
    }

    private boolean hasOne(List<String> given) {
        for (int i = 0; i < given.size(); i++) {
            if (tags.contains(given.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isListedWithin(Long listedAt, long now) {
        return listedAt != null && now - listedAt < listedWithinMillis;
    }
}
