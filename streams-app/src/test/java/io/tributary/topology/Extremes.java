package io.tributary.topology;

import io.tributary.schemas.ContractModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** Good records with some of their fields, at any depth, set to what nobody would say. */
public final class Extremes {
    private static final long[] LONGS = {
        Long.MIN_VALUE,
        -1,
        0,
        1,
        1_770_000_000L,
        4_102_444_800_000L,
        7_258_118_399_999L,
        1_000_000_000_000_000L,
        Long.MAX_VALUE
    };
    private static final int[] INTS = {Integer.MIN_VALUE, -2, -1, 0, 1, 7, 999, 1_000_000, Integer.MAX_VALUE};
    private static final double[] DOUBLES = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        -1e300,
        -1,
        -0.0,
        0,
        4e-324,
        1,
        7,
        1e6,
        1e15,
        1e300
    };
    private static final String[] TEXTS = {
        "",
        " ",
        "a",
        "\u0000",
        "ALL",
        "CLOCK",
        "surface:FEED",
        "programme:x",
        "农".repeat(400),
        "x".repeat(3_000),
        "\uD83D",
        "((((",
        "true"
    };

    private final Random random;

    public Extremes(Random random) {
        this.random = random;
    }

    public <T extends IndexedRecord> T of(T good) {
        T record = ContractModel.get().deepCopy(good.getSchema(), good);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            change(record);
        }
        return record;
    }

    private void change(IndexedRecord record) {
        List<Schema.Field> fields = record.getSchema().getFields();
        Schema.Field field = fields.get(random.nextInt(fields.size()));
        record.put(field.pos(), changed(record.get(field.pos()), field.schema()));
    }

    private Object changed(Object value, Schema schema) {
        return switch (schema.getType()) {
            case LONG -> LONGS[random.nextInt(LONGS.length)];
            case INT -> INTS[random.nextInt(INTS.length)];
            case DOUBLE -> DOUBLES[random.nextInt(DOUBLES.length)];
            case STRING -> TEXTS[random.nextInt(TEXTS.length)];
            case BOOLEAN -> random.nextBoolean();
            case ENUM -> symbol(schema);
            case UNION -> union(value, schema);
            case ARRAY -> list((List<?>) value, schema.getElementType());
            case MAP -> map((Map<?, ?>) value, schema.getValueType());
            case RECORD -> {
                Object record = value == null ? ContractModel.get().newRecord(null, schema) : value;
                change((IndexedRecord) record);
                yield record;
            }
            default -> throw new IllegalStateException(schema.toString());
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Object symbol(Schema schema) {
        String name = schema.getEnumSymbols()
                .get(random.nextInt(schema.getEnumSymbols().size()));
        return Enum.valueOf((Class<Enum>) ContractModel.get().getClass(schema), name);
    }

    private Object union(Object value, Schema schema) {
        Schema present = schema.getTypes().get(1);
        boolean plain = present.getType() != Schema.Type.RECORD && present.getType() != Schema.Type.ARRAY;
        if (value == null) {
            return plain ? changed(null, present) : null;
        }
        return random.nextInt(3) == 0 ? null : changed(value, present);
    }

    private List<Object> list(List<?> value, Schema element) {
        List<Object> changed = new ArrayList<>(value);
        if (!changed.isEmpty() && random.nextBoolean()) {
            int at = random.nextInt(changed.size());
            changed.set(at, changed(changed.get(at), element));
        } else if (!changed.isEmpty() && random.nextInt(4) == 0) {
            while (changed.size() < 300) {
                changed.add(changed.get(0));
            }
        } else {
            changed.clear();
        }
        return changed;
    }

    private Map<Object, Object> map(Map<?, ?> value, Schema values) {
        Map<Object, Object> changed = new HashMap<>(value);
        changed.put(TEXTS[random.nextInt(TEXTS.length)], changed(null, values));
        return changed;
    }
}
