package io.tributary.domain.eligibility;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was known of a merchant when it was decided about, as far as the clauses ask for it: with these facts and the rules of that digest
 * anybody comes to the same decision; where an attribute is awaited, the decision before it counts, too.
 *
 * @param decidedAt epoch milliseconds
 * @param rulesDigest of the rules and lists in force
 * @param values by the name of the {@link MerchantField}, by {@code attributes.name}, and what is remembered of its enrolments by {@code enrolment.programme} and {@code stages.programme}
 */
public record Facts(long decidedAt, long rulesDigest, SortedMap<String, String> values) {

    /** The values of these fields and attributes in a situation; of a size class that was computed also what it was computed from. */
    public static Facts of(
            Situation situation, Collection<MerchantField> fields, Collection<String> attributes, long rulesDigest) {
        SortedMap<String, String> values = new TreeMap<>();
        fields.forEach(field -> values.put(
                field.fieldName(), situation.values().get(field.fieldName()).toString()));
        attributes.forEach(name -> put(values, situation, name));
        if (fields.contains(MerchantField.SIZE_CLASS)
                && situation.computedSize().isPresent()) {
            values.put(MerchantField.SIZE_CLASS.fieldName() + ".computedBy", SizeTable.LIST);
            SizeTable.ATTRIBUTES.forEach(name -> put(values, situation, name));
        }
        return new Facts(situation.now(), rulesDigest, values);
    }

    /** The same with more values. */
    public Facts with(SortedMap<String, String> more) {
        SortedMap<String, String> all = new TreeMap<>(values);
        all.putAll(more);
        return new Facts(decidedAt, rulesDigest, all);
    }

    private static void put(SortedMap<String, String> values, Situation situation, String name) {
        Attribute known = situation.known(name);
        String sample = known == null || known.sample() == 0 ? "" : " (sample " + known.sample() + ")";
        values.put(MerchantField.ATTRIBUTES + "." + name, known == null ? "unknown" : plain(known.value()) + sample);
    }

    /** Numbers without exponents: money of a large business is read here, too. */
    private static String plain(Object value) {
        return value instanceof Double number
                ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
                : value.toString();
    }
}
