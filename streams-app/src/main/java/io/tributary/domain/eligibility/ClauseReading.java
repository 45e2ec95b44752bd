package io.tributary.domain.eligibility;

import java.util.List;
import java.util.Set;

/**
 * What one clause speaks of.
 *
 * @param fields names of the merchant's fields, whether there are such or not
 * @param comparisons fields and words they are compared with
 * @param numbers whole numbers and others in it
 * @param words every text in it
 * @param lists names of the lists that must exist for it to be evaluated, as far as they are written out
 * @param time how it depends on the time
 * @param attributes names of the merchant's attributes that it reads, whether they are declared or not
 */
public record ClauseReading(
        Set<String> fields,
        List<Comparison> comparisons,
        Numbers numbers,
        Set<String> words,
        Set<String> lists,
        TimeUse time,
        Set<String> attributes) {

    /** A field and a word it is compared with. */
    public record Comparison(String field, String word) {}

    public record Numbers(List<Long> wholes, List<Double> reals) {}

    /**
     * How a clause depends on the time.
     *
     * @param ages numbers of days that {@code merchant.ageDays} and {@code merchant.ownerAgeDays} are compared with
     * @param moments times that {@code now} is compared with, epoch milliseconds
     * @param anyDay whether one of these is used in another way than that, so that any day may change the outcome
     * @param anyTime whether {@code now} is, so that any time may
     * @param anyEntry whether lists are used in another way than to look up a value of the merchant, so that the beginning or end of any
     *     entry may
     */
    public record TimeUse(List<Long> ages, List<Long> moments, boolean anyDay, boolean anyTime, boolean anyEntry) {
        /** One of a clause that uses no lists, or only to look up values of the merchant. */
        public TimeUse(List<Long> ages, List<Long> moments, boolean anyDay, boolean anyTime) {
            this(ages, moments, anyDay, anyTime, false);
        }
    }

    /** Whether the clause may say something else of the same merchant at another time. */
    public boolean dependsOnTime() {
        return fields.contains(MerchantField.TAGS.fieldName())
                || fields.contains(MerchantField.AGE_DAYS.fieldName())
                || fields.contains(MerchantField.OWNER_AGE_DAYS.fieldName())
                || time.anyTime()
                || time.anyEntry()
                || !lists.isEmpty()
                || !attributes.isEmpty()
                || !time.moments().isEmpty();
    }
}
