package io.tributary.schemas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Makes records of any generated class with every field filled at random. */
public final class Samples {
    private static final SpecificData MODEL = ContractModel.get();

    private Samples() {}

    /** One record of the topic's values; the same seed gives the same record. */
    public static <T extends SpecificRecord> T of(Topic<T> topic, long seed) {
        return topic.valueType().cast(any(topic.schema(), new Random(seed)));
    }

    private static Object any(Schema schema, Random random) {
        return switch (schema.getType()) {
            case RECORD -> record(schema, random);
            case ENUM ->
                MODEL.createEnum(
                        schema.getEnumSymbols()
                                .get(random.nextInt(schema.getEnumSymbols().size())),
                        schema);
            case ARRAY -> list(schema, random);
            case MAP -> map(schema, random);
            case UNION ->
                any(schema.getTypes().get(random.nextInt(schema.getTypes().size())), random);
            case STRING -> "商户-" + Long.toString(random.nextLong(), 36);
            case INT -> random.nextInt();
            case LONG -> random.nextLong();
            case DOUBLE -> random.nextDouble();
            case BOOLEAN -> random.nextBoolean();
            case NULL -> null;
            default -> throw new IllegalArgumentException("no sample of " + schema);
        };
    }

    private static Object record(Schema schema, Random random) {
        SpecificRecord record = (SpecificRecord) MODEL.newRecord(null, schema);
        schema.getFields().forEach(field -> record.put(field.pos(), any(field.schema(), random)));
        return record;
    }

    private static List<Object> list(Schema schema, Random random) {
        List<Object> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(any(schema.getElementType(), random));
        }
        return items;
    }

    private static Map<String, Object> map(Schema schema, Random random) {
        Map<String, Object> entries = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            entries.put("key" + i, any(schema.getValueType(), random));
        }
        return entries;
    }
}
