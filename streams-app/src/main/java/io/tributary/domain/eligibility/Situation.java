package io.tributary.domain.eligibility;

import io.tributary.domain.lists.ListVersion;
import io.tributary.domain.lists.ListsAt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a clause is evaluated on: a merchant at a time, and the lists in force. One for all clauses of all programmes. */
public final class Situation {
    private final MerchantFacts merchant;
    private final Map<String, ListVersion> lists;
    private final long now;
    private Map<String, Object> values;
    private Map<String, List<String>> valid;

    /**
     * @param lists by name
     * @param now epoch milliseconds
     */
    public Situation(MerchantFacts merchant, Map<String, ListVersion> lists, long now) {
        this.merchant = merchant;
        this.lists = lists;
        this.now = now;
    }

    public MerchantFacts merchant() {
        return merchant;
    }

    /** The merchant's values by the names of {@link MerchantField}s. */
    public Map<String, Object> values() {
        if (values == null) {
            values = new HashMap<>();
            for (MerchantField field : MerchantField.values()) {
                values.put(field.fieldName(), merchant.value(field, now));
            }
        }
        return values;
    }

    /** The entries that are valid now, by list name: whether one holds a value is asked by hash. */
    public Map<String, List<String>> lists() {
        if (valid == null) {
            valid = new ListsAt(lists, now);
        }
        return valid;
    }

    /** The lists in force, by name. */
    Map<String, ListVersion> listVersions() {
        return lists;
    }

    public long now() {
        return now;
    }

    /** The same at another time, epoch milliseconds. */
    Situation at(long time) {
        return new Situation(merchant, lists, time);
    }
}
