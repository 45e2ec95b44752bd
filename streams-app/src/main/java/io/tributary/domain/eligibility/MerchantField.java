package io.tributary.domain.eligibility;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What clauses can read of a merchant, with the name that they call it by and the kind of its values. */
public enum MerchantField {
    SIZE_CLASS("sizeClass", Kind.TEXT),
    /** Those that have not expired. */
    TAGS("tags", Kind.TEXTS),
    /** Epoch milliseconds. */
    JOINED_AT("joinedAt", Kind.WHOLE),
    /** Whole days since it joined. */
    AGE_DAYS("ageDays", Kind.WHOLE),
    /** Whole days since the first shop of its owner joined, closed ones among them; its own age where no owner is known. */
    OWNER_AGE_DAYS("ownerAgeDays", Kind.WHOLE),
    REGION_CODE("regionCode", Kind.TEXT),
    CATEGORIES("categories", Kind.TEXTS),
    CREDIT_GRADE("creditGrade", Kind.TEXT),
    SATISFACTION("satisfaction", Kind.REAL),
    VIOLATIONS("violations", Kind.WHOLE),
    RELATED_ENTITY_HASH("relatedEntityHash", Kind.TEXT),
    OPT_OUT("optOut", Kind.TRUTH),
    /** Whether it is the platform's own shop. */
    PLATFORM_OWNED("platformOwned", Kind.TRUTH);

    /** Kinds of values, with the Java type of each. */
    public enum Kind {
        /** String. */
        TEXT,
        /** List of String. */
        TEXTS,
        /** Long. */
        WHOLE,
        /** Double. */
        REAL,
        /** Boolean. */
        TRUTH
    }

    /** Name of the merchant's declared attributes, which clauses read as {@code merchant.attributes['name']}. */
    public static final String ATTRIBUTES = "attributes";

    private static final Map<String, MerchantField> BY_NAME = new LinkedHashMap<>();

    static {
        Arrays.stream(values()).forEach(field -> BY_NAME.put(field.fieldName, field));
    }

    private final String fieldName;
    private final Kind kind;

    MerchantField(String fieldName, Kind kind) {
        this.fieldName = fieldName;
        this.kind = kind;
    }

    /** As clauses call it after {@code merchant.} */
    public String fieldName() {
        return fieldName;
    }

    public Kind kind() {
        return kind;
    }

    /** The names of all, in their order. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(BY_NAME.keySet());
    }

    /** The field of that name, or null. */
    public static MerchantField named(String name) {
        return BY_NAME.get(name);
    }
}
