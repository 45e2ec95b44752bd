package io.tributary.topology.rules;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import io.tributary.domain.eligibility.MerchantField;
import java.util.Optional;

/** The type of {@code merchant} in clauses: a struct of the {@link MerchantField}s. */
final class MerchantType implements CelTypeProvider {
    static final MerchantType INSTANCE = new MerchantType();

    private static final String NAME = "tributary.Merchant";

    private final ImmutableMap<String, CelType> fields;
    private final StructType type;

    private MerchantType() {
        ImmutableMap.Builder<String, CelType> types = ImmutableMap.builder();
        for (MerchantField field : MerchantField.values()) {
            types.put(field.fieldName(), type(field.kind()));
        }
        fields = types.buildOrThrow();
        type = StructType.create(NAME, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    }

    private static CelType type(MerchantField.Kind kind) {
        return switch (kind) {
            case TEXT -> SimpleType.STRING;
            case TEXTS -> ListType.create(SimpleType.STRING);
            case WHOLE -> SimpleType.INT;
            case REAL -> SimpleType.DOUBLE;
            case TRUTH -> SimpleType.BOOL;
        };
    }

    StructType type() {
        return type;
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.of(type);
    }

    @Override
    public Optional<CelType> findType(String name) {
        return name.equals(NAME) ? Optional.of(type) : Optional.empty();
    }
}
