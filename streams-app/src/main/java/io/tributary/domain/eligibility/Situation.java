package io.tributary.domain.eligibility;

import io.tributary.domain.lists.ListVersion;
import io.tributary.domain.lists.ListsAt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a clause is evaluated on: a merchant at a time, and the lists in force. One for all clauses of all programmes. */
public final class Situation {
    private static final String UNKNOWN_SIZE = "UNKNOWN";

    private final MerchantFacts merchant;
    private final Map<String, ListVersion> lists;
    private final AttributeDeclarations declared;
    private final SizeTable sizes;
    private final long now;
    private Map<String, Object> values;
    private Map<String, List<String>> valid;

    /**
     * @param lists by name
     * @param now epoch milliseconds
     */
    public Situation(MerchantFacts merchant, Map<String, ListVersion> lists, long now) {
        this(merchant, lists, AttributeDeclarations.NONE, SizeTable.NONE, now);
    }

    /**
     * @param declared attributes that clauses may read
     * @param sizes gives a size class to merchants whose profile has none
     */
    public Situation(
            MerchantFacts merchant,
            Map<String, ListVersion> lists,
            AttributeDeclarations declared,
            SizeTable sizes,
            long now) {
        this.merchant = merchant;
        this.lists = lists;
        this.declared = declared;
        this.sizes = sizes;
        this.now = now;
    }

    public MerchantFacts merchant() {
        return merchant;
    }

    /** The merchant's values by the names of {@link MerchantField}s, and its attributes that are known. */
    public Map<String, Object> values() {
        if (values == null) {
            values = new HashMap<>();
            for (MerchantField field : MerchantField.values()) {
                values.put(field.fieldName(), merchant.value(field, now));
            }
            computedSize().ifPresent(size -> values.put(MerchantField.SIZE_CLASS.fieldName(), size));
            values.put(MerchantField.ATTRIBUTES, knownValues());
        }
        return values;
    }

    /** The size class, where the profile has none and it can be computed. */
    Optional<String> computedSize() {
        return mayComputeSize() ? sizes.sizeClass(merchant, declared, now) : Optional.empty();
    }

    /** Whether the size class depends on attributes. */
    boolean mayComputeSize() {
        return !merchant.attributes().isEmpty() && UNKNOWN_SIZE.equals(merchant.value(MerchantField.SIZE_CLASS, now));
    }

    private Map<String, Object> knownValues() {
        if (merchant.attributes().isEmpty()) {
            return Map.of();
        }
        Map<String, Object> known = new HashMap<>();
        for (String name : merchant.attributes().keySet()) {
            Attribute attribute = known(name);
            if (attribute != null) {
                known.put(name, attribute.value());
            }
        }
        return known;
    }

    /** The attribute when it is declared, of the declared type and not expired; null when it is unknown. */
    Attribute known(String name) {
        return declared.known(merchant, name, now);
    }

    /** The value of an attribute that is a number, or null when it is unknown or none. */
    public Double number(String name) {
        Attribute attribute = known(name);
        return attribute != null && attribute.value() instanceof Double value ? value : null;
    }

    /** When what is known of it ends, epoch milliseconds; {@link Long#MAX_VALUE} for never, or when nothing is. */
    public long numberEndsAt(String name) {
        return number(name) == null ? Long.MAX_VALUE : endOf(name);
    }

    /** Whether all of these attributes are known, and measured on this sample at least. */
    boolean knows(Set<String> names, long minimumSample) {
        for (String name : names) {
            Attribute attribute = known(name);
            if (attribute == null || attribute.sample() < minimumSample) {
                return false;
            }
        }
        return true;
    }

    /** First moment at which what is said of this attribute no longer counts, epoch milliseconds; {@link Long#MAX_VALUE} for never. */
    long endOf(String name) {
        return declared.endOf(merchant, name);
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
        return new Situation(merchant, lists, declared, sizes, time);
    }
}
