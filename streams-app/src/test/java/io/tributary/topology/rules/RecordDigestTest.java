package io.tributary.topology.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.ContractModel;
import io.tributary.topology.ListSamples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

/** Records are made and changed by walking their schema: a field that is added to it is tried without a change here. */
class RecordDigestTest {
    private static final SpecificData MODEL = ContractModel.get();

    /** Where a record was changed, and the record. */
    private record Changed(String path, Object value) {}

    @Property(tries = 50)
    void shouldChangeWithAnyFieldOfAProgramme(@ForAll long seed) {
        assertChangesWithEveryField(Programme.getClassSchema(), seed, 25);
    }

    @Property(tries = 50)
    void shouldChangeWithAnyFieldOfAList(@ForAll long seed) {
        assertChangesWithEveryField(ReferenceList.getClassSchema(), seed, 4);
    }

    private static void assertChangesWithEveryField(Schema schema, long seed, int fieldsAtLeast) {
        IndexedRecord before = (IndexedRecord) any(schema, new Random(seed));
        long digest = RecordDigest.of(before);
        assertThat(RecordDigest.of((IndexedRecord) MODEL.deepCopy(schema, before)))
                .isEqualTo(digest);
        List<Changed> changes = changes("", before, schema);
        assertThat(changes).hasSizeGreaterThanOrEqualTo(fieldsAtLeast);
        assertThat(changes)
                .allSatisfy(changed -> assertThat(RecordDigest.of((IndexedRecord) changed.value))
                        .as(changed.path)
                        .isNotEqualTo(digest));
    }

    @Test
    void shouldNotDependOnTheOrderInWhichAMapKeepsItsEntries() {
        Programme one = (Programme) any(Programme.getClassSchema(), new Random(1));
        Programme other = (Programme) MODEL.deepCopy(one.getSchema(), one);
        one.setStageWeights(new LinkedHashMap<>());
        other.setStageWeights(new LinkedHashMap<>());
        for (int i = 0; i < 8; i++) {
            one.getStageWeights().put("stage" + i, (double) i);
            other.getStageWeights().put("stage" + (7 - i), 7.0 - i);
        }
        assertThat(RecordDigest.of(one)).isEqualTo(RecordDigest.of(other));
    }

    /** Computed by hand: the SHA-256 of the list as Avro writes it, in another language. */
    @Test
    void shouldBeTheSameOnEveryMachine() {
        assertThat(RecordDigest.of(ListSamples.list("counties", 2, List.of("522601", "530825"))))
                .isEqualTo(-3_446_231_492_968_644_041L);
    }

    /** The value with each of its parts changed in turn. */
    private static List<Changed> changes(String path, Object value, Schema schema) {
        List<Changed> changes = new ArrayList<>();
        switch (schema.getType()) {
            case RECORD -> {
                IndexedRecord whole = (IndexedRecord) value;
                for (Schema.Field field : schema.getFields()) {
                    for (Changed part : changes(path + "/" + field.name(), whole.get(field.pos()), field.schema())) {
                        IndexedRecord copy = (IndexedRecord) MODEL.deepCopy(schema, whole);
                        copy.put(field.pos(), part.value);
                        changes.add(new Changed(part.path, copy));
                    }
                }
            }
            case ARRAY -> {
                List<?> whole = (List<?>) value;
                for (int i = 0; i < whole.size(); i++) {
                    for (Changed part : changes(path + "/" + i, whole.get(i), schema.getElementType())) {
                        List<Object> copy = new ArrayList<>(whole);
                        copy.set(i, part.value);
                        changes.add(new Changed(part.path, copy));
                    }
                }
                changes.add(new Changed(path + "/less", new ArrayList<>(whole.subList(1, whole.size()))));
            }
            case MAP -> {
                Map<?, ?> whole = (Map<?, ?>) value;
                whole.forEach((key, each) -> {
                    for (Changed part : changes(path + "/" + key, each, schema.getValueType())) {
                        Map<Object, Object> copy = new LinkedHashMap<>(whole);
                        copy.put(key, part.value);
                        changes.add(new Changed(part.path, copy));
                    }
                });
                Map<Object, Object> more = new LinkedHashMap<>(whole);
                more.put("another", any(schema.getValueType(), new Random(7)));
                changes.add(new Changed(path + "/more", more));
            }
            case UNION -> {
                Schema present = schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow();
                changes.add(new Changed(path + "/null", value == null ? any(present, new Random(7)) : null));
                changes.addAll(value == null ? List.of() : changes(path, value, present));
            }
            case ENUM -> {
                int next = (schema.getEnumOrdinal(value.toString()) + 1)
                        % schema.getEnumSymbols().size();
                changes.add(new Changed(
                        path, MODEL.createEnum(schema.getEnumSymbols().get(next), schema)));
            }
            case STRING -> changes.add(new Changed(path, value + "'"));
            case INT -> changes.add(new Changed(path, (int) value + 1));
            case LONG -> changes.add(new Changed(path, (long) value + 1));
            case DOUBLE -> changes.add(new Changed(path, Math.nextUp((double) value)));
            case BOOLEAN -> changes.add(new Changed(path, !(boolean) value));
            default -> throw new IllegalStateException(path + ": nothing is known of " + schema);
        }
        return changes;
    }

    private static Object any(Schema schema, Random random) {
        return switch (schema.getType()) {
            case RECORD -> {
                IndexedRecord made = (IndexedRecord) SpecificData.newInstance(MODEL.getClass(schema), schema);
                schema.getFields().forEach(field -> made.put(field.pos(), any(field.schema(), random)));
                yield made;
            }
            case ARRAY -> {
                List<Object> made = new ArrayList<>();
                for (int i = 0; i <= random.nextInt(3); i++) {
                    made.add(any(schema.getElementType(), random));
                }
                yield made;
            }
            case MAP -> {
                Map<String, Object> made = new LinkedHashMap<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    made.put("key" + i, any(schema.getValueType(), random));
                }
                yield made;
            }
            case UNION ->
                any(schema.getTypes().get(random.nextInt(schema.getTypes().size())), random);
            case ENUM -> {
                List<String> symbols = schema.getEnumSymbols();
                yield MODEL.createEnum(symbols.get(random.nextInt(symbols.size())), schema);
            }
            case STRING -> Long.toString(random.nextLong(), 36);
            case INT -> random.nextInt();
            case LONG -> random.nextLong();
            case DOUBLE -> random.nextDouble();
            case BOOLEAN -> random.nextBoolean();
            case NULL -> null;
            default -> throw new IllegalStateException("nothing is known of " + schema);
        };
    }
}
