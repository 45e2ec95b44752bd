package io.tributary.schemas.bounds;

import io.tributary.schemas.ContractModel;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topic.Compatibility;
import io.tributary.schemas.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;

/** Writes {@code BOUNDS.md}: the table of bounds as people read it. */
final class BoundsPage {
    private final StringBuilder page = new StringBuilder();

    /** Topics that the service reads (it is upgraded before their writers), each with the records that its values are made of. */
    static Map<Topic<?>, List<Schema>> inputs() {
        Map<Topic<?>, List<Schema>> inputs = new LinkedHashMap<>();
        for (Topic<?> topic : Topics.all()) {
            if (topic.compatibility() == Compatibility.BACKWARD_TRANSITIVE) {
                Map<String, Schema> records = new LinkedHashMap<>();
                collect(topic.schema(), records);
                inputs.put(topic, List.copyOf(records.values()));
            }
        }
        return inputs;
    }

    private static void collect(Schema schema, Map<String, Schema> records) {
        switch (schema.getType()) {
            case RECORD -> {
                if (records.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), records));
                }
            }
            case ARRAY -> collect(schema.getElementType(), records);
            case MAP -> collect(schema.getValueType(), records);
            case UNION -> schema.getTypes().forEach(each -> collect(each, records));
            default -> {
                // has no fields
            }
        }
    }

    String write(String preface) {
        page.append(preface);
        Map<String, Schema> written = new LinkedHashMap<>();
        inputs().forEach((topic, records) -> {
            line("## `" + topic.name() + "`");
            line("");
            line("Key: " + Bounds.key(topic.name()).need() + ".");
            line("");
            for (Schema each : records) {
                if (written.put(each.getFullName(), each) == null) {
                    table(each);
                }
            }
        });
        return page.toString();
    }

    private void table(Schema schema) {
        line("| " + schema.getName() + " | type | bounds |");
        line("|---|---|---|");
        for (Schema.Field field : schema.getFields()) {
            Bound bound = Bounds.of(schema.getFullName()).get(field.name());
            line("| `" + field.name() + "` | " + type(field.schema()) + " | " + text(bound) + " |");
        }
        line("");
    }

    private static String text(Bound bound) {
        if (bound instanceof Bound.Items items
                && !(items.each() instanceof Bound.Nested || items.each() instanceof Bound.Symbol)) {
            return bound.need() + ", each " + items.each().need();
        }
        return bound.need();
    }

    private static String type(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> type(RecordBounds.present(schema)) + " or null";
            case ARRAY -> "list of " + type(schema.getElementType());
            case MAP -> "map of " + type(schema.getValueType());
            case RECORD, ENUM -> schema.getName();
            default -> schema.getType().name().toLowerCase(Locale.ROOT);
        };
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    static Schema schemaOf(Class<?> type) {
        return ContractModel.get().getSchema(type);
    }
}
