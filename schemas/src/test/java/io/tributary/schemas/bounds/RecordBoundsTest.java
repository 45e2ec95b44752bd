package io.tributary.schemas.bounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.bounds.Bound.Items;
import io.tributary.schemas.bounds.Bound.Real;
import io.tributary.schemas.bounds.Bound.Symbol;
import io.tributary.schemas.bounds.Bound.Text;
import io.tributary.schemas.bounds.Bound.Whole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** For every field of every input: the least and the most pass, and whatever lies beyond is refused by name. */
class RecordBoundsTest {
    @TestFactory
    Stream<DynamicTest> shouldHoldEveryFieldAgainstItsBounds() {
        return BoundsPage.inputs().values().stream()
                .flatMap(List::stream)
                .distinct()
                .flatMap(schema -> schema.getFields().stream()
                        .map(field -> DynamicTest.dynamicTest(
                                schema.getName() + "." + field.name(), () -> hold(schema, field))));
    }

    private static void hold(Schema schema, Schema.Field field) {
        Bound bound = Bounds.of(schema.getFullName()).get(field.name());
        Schema type =
                field.schema().getType() == Schema.Type.UNION ? RecordBounds.present(field.schema()) : field.schema();
        for (Object good : inside(type, bound)) {
            assertThatCode(() -> RecordBounds.check(with(schema, field, good)))
                    .as(field.name() + " " + good)
                    .doesNotThrowAnyException();
        }
        for (Object bad : outside(type, bound)) {
            assertThatThrownBy(() -> RecordBounds.check(with(schema, field, bad)))
                    .as(field.name() + " " + bad)
                    .isInstanceOf(OutOfBoundsException.class)
                    .hasMessageStartingWith(field.name())
                    .hasMessageContaining("must be");
        }
    }

    private static GenericData.Record with(Schema schema, Schema.Field field, Object value) {
        GenericData.Record record = good(schema);
        record.put(field.pos(), value);
        return record;
    }

    private static GenericData.Record good(Schema schema) {
        GenericData.Record record = new GenericData.Record(schema);
        Map<String, Bound> bounds = Bounds.of(schema.getFullName());
        schema.getFields().forEach(field -> record.put(field.pos(), good(field.schema(), bounds.get(field.name()))));
        return record;
    }

    private static Object good(Schema schema, Bound bound) {
        return switch (schema.getType()) {
            case UNION -> null;
            case RECORD -> good(schema);
            default -> inside(schema, bound).get(0);
        };
    }

    private static List<Object> inside(Schema schema, Bound bound) {
        if (bound instanceof Whole whole) {
            return List.of(whole.least(), whole.most());
        } else if (bound instanceof Real real) {
            return List.of(real.least(), real.most());
        } else if (bound instanceof Text text && text.characters() == Bound.Charset.CURRENCY) {
            return List.of("CNY", "JPY", "KWD");
        } else if (bound instanceof Text text) {
            return List.of("1".repeat(text.leastBytes()), "1".repeat(text.mostBytes()));
        } else if (bound instanceof Items items && schema.getType() == Schema.Type.ARRAY) {
            Object each = good(schema.getElementType(), items.each());
            return List.of(Collections.nCopies(items.least(), each), Collections.nCopies(items.most(), each));
        } else if (bound instanceof Items items) {
            Object each = mapValue(schema, items);
            return List.of(map(items.least(), each), map(items.most(), each));
        } else if (schema.getType() == Schema.Type.ENUM) {
            return List.of(
                    new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(0)));
        } else if (bound instanceof Symbol) {
            return List.of(true, false);
        }
        return List.of(good(schema));
    }

    private static Object mapValue(Schema schema, Items items) {
        return schema.getValueType().getType() == Schema.Type.RECORD
                ? good(schema.getValueType())
                : ((Real) items.each()).least();
    }

    private static Map<String, Object> map(int count, Object each) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            map.put("k" + i, each);
        }
        return map;
    }

    private static List<Object> outside(Schema schema, Bound bound) {
        List<Object> outside = new ArrayList<>();
        if (bound instanceof Whole whole) {
            Stream.of(Long.MIN_VALUE, Long.MAX_VALUE, whole.least() - 1, whole.most() + 1)
                    .filter(value -> !whole.holds(value))
                    .forEach(outside::add);
        } else if (bound instanceof Real real) {
            outside.addAll(List.of(
                    Double.NaN,
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY,
                    Math.nextDown(real.least()),
                    Math.nextUp(real.most())));
        } else if (bound instanceof Text text) {
            outside(text, outside);
        } else if (bound instanceof Items items && schema.getType() == Schema.Type.ARRAY) {
            Object each = good(schema.getElementType(), items.each());
            outside.add(Collections.nCopies(items.most() + 1, each));
            if (items.least() > 0) {
                outside.add(List.of());
            }
            outside(schema.getElementType(), items.each()).forEach(bad -> outside.add(List.of(bad)));
        } else if (bound instanceof Items items) {
            Object each = mapValue(schema, items);
            outside.add(map(items.most() + 1, each));
            outside.add(Map.of("", each));
            outside.add(Map.of("k".repeat(65), each));
            outside(schema.getValueType(), items.each()).forEach(bad -> outside.add(Map.of("k", bad)));
        }
        return outside;
    }

    private static void outside(Text text, List<Object> outside) {
        outside.add("1".repeat(text.mostBytes() + 1));
        outside.add("农".repeat(text.mostBytes() / 3 + 1));
        // Half of a surrogate pair has no bytes in UTF-8.
        outside.add("1".repeat(Math.max(0, text.leastBytes() - 1)) + "\uD83D");
        if (text.leastBytes() > 0) {
            outside.add("");
        }
        if (text.characters() == Bound.Charset.NAME) {
            outside.addAll(List.of("a\u0000", "\n", "\u007f"));
        } else if (text.characters() == Bound.Charset.DIGITS) {
            outside.addAll(List.of("a", "-1", "１"));
        } else if (text.characters() == Bound.Charset.CURRENCY) {
            outside.addAll(List.of("cny", "XXX", "XTS", "XAU", "XDR", "AAA", "C¥Y", "CN", "CNYX"));
        }
        assertThat(outside).isNotEmpty();
    }
}
