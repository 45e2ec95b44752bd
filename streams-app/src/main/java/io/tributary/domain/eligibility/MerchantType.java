package io.tributary.domain.eligibility;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import io.tributary.domain.merchant.MerchantProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What expressions see as {@code merchant}: its fields with their types, and a merchant's values of them. */
final class MerchantType implements CelTypeProvider {
    private static final ListType TEXTS = ListType.create(SimpleType.STRING);
    static final MerchantType INSTANCE = new MerchantType();

    private static final long DAY_MILLIS = 86_400_000;
    private static final String NAME = "tributary.Merchant";

    private final ImmutableMap<String, CelType> fields = ImmutableMap.<String, CelType>builder()
            .put("sizeClass", SimpleType.STRING)
            .put("tags", TEXTS)
            .put("joinedAt", SimpleType.INT)
            .put("ageDays", SimpleType.INT)
            .put("regionCode", SimpleType.STRING)
            .put("categories", TEXTS)
            .put("creditGrade", SimpleType.STRING)
            .put("satisfaction", SimpleType.DOUBLE)
            .put("violations", SimpleType.INT)
            .put("relatedEntityHash", SimpleType.STRING)
            .put("optOut", SimpleType.BOOL)
            .buildOrThrow();
    private final StructType type =
            StructType.create(NAME, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));

    private MerchantType() {}

    StructType type() {
        return type;
    }

    /** Types by field. */
    ImmutableMap<String, CelType> fields() {
        return fields;
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.of(type);
    }

    @Override
    public Optional<CelType> findType(String name) {
        return name.equals(NAME) ? Optional.of(type) : Optional.empty();
    }

    /** The values of a merchant at a time, by field. */
    static Map<String, Object> values(MerchantProfile profile, long now) {
        Map<String, Object> merchant = new HashMap<>();
        merchant.put("sizeClass", profile.sizeClass());
        merchant.put("tags", profile.tagsAt(now));
        merchant.put("joinedAt", profile.joinedAt());
        merchant.put("ageDays", Math.floorDiv(now - profile.joinedAt(), DAY_MILLIS));
        merchant.put("regionCode", profile.regionCode());
        merchant.put("categories", profile.categories());
        merchant.put("creditGrade", profile.creditGrade());
        merchant.put("satisfaction", profile.satisfaction());
        merchant.put("violations", (long) profile.violations());
        merchant.put("relatedEntityHash", profile.relatedEntityHash());
        merchant.put("optOut", profile.optOut());
        return merchant;
    }
}
