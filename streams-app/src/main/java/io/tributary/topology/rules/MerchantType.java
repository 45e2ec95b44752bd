package io.tributary.topology.rules;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import io.tributary.domain.eligibility.AttributeDeclaration;
import io.tributary.domain.eligibility.MerchantField;
import java.util.Map;
import java.util.Optional;

/**
 * The type of {@code merchant} in clauses: a struct of the {@link MerchantField}s and of a struct of attributes, which has the types that
 * are declared.
 */
final class MerchantType implements CelTypeProvider {
    private static final String NAME = "tributary.Merchant";
    private static final String ATTRIBUTES_NAME = "tributary.Attributes";

    private final ImmutableMap<String, CelType> fields;
    private final StructType type;
    private final StructType attributesType;

    /** @param attributes types by name */
    MerchantType(Map<String, CelType> attributes) {
        ImmutableMap<String, CelType> declared = ImmutableMap.copyOf(attributes);
        attributesType =
                StructType.create(ATTRIBUTES_NAME, declared.keySet(), name -> Optional.ofNullable(declared.get(name)));
        ImmutableMap.Builder<String, CelType> types = ImmutableMap.builder();
        for (MerchantField field : MerchantField.values()) {
            types.put(field.fieldName(), type(field.kind()));
        }
        types.put(MerchantField.ATTRIBUTES, attributesType);
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

    /** The type of an attribute that is declared like this. */
    static CelType of(AttributeDeclaration.Type declared) {
        return switch (declared) {
            case NUMBER -> SimpleType.DOUBLE;
            case TEXT -> SimpleType.STRING;
            case TRUTH -> SimpleType.BOOL;
        };
    }

    StructType type() {
        return type;
    }

    static boolean isMerchant(CelType other) {
        return other.name().equals(NAME);
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.of(type, attributesType);
    }

    @Override
    public Optional<CelType> findType(String name) {
        return types().stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
