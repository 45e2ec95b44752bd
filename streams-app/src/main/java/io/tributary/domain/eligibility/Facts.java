package io.tributary.domain.eligibility;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was known of a merchant when it was decided about, as far as the clauses ask for it: with these facts and the rules of that digest
 * anybody comes to the same decision.
 *
 * @param decidedAt epoch milliseconds
 * @param rulesDigest of the rules and lists in force
 * @param values by the name of the {@link MerchantField}
 */
public record Facts(long decidedAt, long rulesDigest, SortedMap<String, String> values) {

    /** The values of these fields at a time, epoch milliseconds. */
    public static Facts of(MerchantFacts merchant, Collection<MerchantField> fields, long now, long rulesDigest) {
        SortedMap<String, String> values = new TreeMap<>();
        fields.forEach(field ->
                values.put(field.fieldName(), merchant.value(field, now).toString()));
        return new Facts(now, rulesDigest, values);
    }
}
