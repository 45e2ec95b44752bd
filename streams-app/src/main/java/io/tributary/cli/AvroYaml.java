package io.tributary.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tributary.schemas.ContractModel;
import io.tributary.text.Nearest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecord;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads YAML strictly into a generated Avro class: field names are the schema's, unknown and missing ones are refused, and moments
 * (fields that end in {@code At} or {@code From}) are written as ISO-8601. Every error names the path of the field.
 */
final class AvroYaml {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .loaderOptions(options())
            .build());

    /** Lists are long. */
    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        return options;
    }

    private final ZoneId zone;
    /** Of what is being read. */
    private final List<String> faults = new ArrayList<>();

    /**
     * @param zone zone of moments that name none
     */
    AvroYaml(ZoneId zone) {
        this.zone = zone;
    }

    /** Where the fields of a text are written that {@link #parse} took. */
    static YamlPlaces places(String text, JsonNode tree) {
        try (JsonParser parser = YAML.createParser(text)) {
            return YamlPlaces.of(parser, tree);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The text as a tree. Throws {@link IllegalArgumentException} that begins with line and column when it is not YAML. */
    static JsonNode parse(String text) {
        try (JsonParser parser = YAML.createParser(text)) {
            JsonNode tree = YAML.readTree(parser);
            if (tree == null || !tree.isObject()) {
                throw new IllegalArgumentException("expected fields (name: value), found nothing of the kind");
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("holds more than one document: put each in a file of its own");
            }
            return tree;
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr() + ": ";
            // What was being read, and what is wrong; the lines between quote the text.
            String reason = e.getOriginalMessage()
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith(" "))
                    .limit(2)
                    .collect(Collectors.joining(", "));
            throw new IllegalArgumentException(where + reason, e);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * A record of that class.
     *
     * @throws YamlFaults with all that is wrong
     */
    <T extends SpecificRecord> T read(JsonNode tree, Class<T> type) {
        faults.clear();
        Schema schema = ContractModel.get().getSchema(type);
        GenericData.Record record = record(tree, schema, "");
        YamlFaults.throwIfAny(faults);
        return type.cast(ContractModel.get().deepCopy(schema, record));
    }

    private Object value(JsonNode node, Schema schema, String path) {
        return switch (schema.getType()) {
            case RECORD -> record(node, schema, path);
            case UNION -> node.isNull() ? null : value(node, present(schema), path);
            case ARRAY -> array(node, schema, path);
            case MAP -> map(node, schema, path);
            case ENUM -> symbol(node, schema, path);
            case STRING -> node.isValueNode() && !node.isNull() ? node.asText() : refuse(path, "text", node);
            case BOOLEAN -> node.isBoolean() ? (Object) node.booleanValue() : refuse(path, "true or false", node);
            case INT ->
                node.isIntegralNumber() && node.canConvertToInt()
                        ? (Object) node.intValue()
                        : refuse(path, "a whole number", node);
            case LONG -> number(node, path);
            case DOUBLE -> node.isNumber() ? (Object) node.doubleValue() : refuse(path, "a number", node);
            default -> throw new IllegalStateException("no reading of " + schema.getType() + " at " + path);
        };
    }

    private GenericData.Record record(JsonNode node, Schema schema, String path) {
        if (!node.isObject()) {
            return (GenericData.Record) refuse(path, "fields (name: value)", node);
        }
        List<String> known = schema.getFields().stream().map(Schema.Field::name).toList();
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                faults.add(child(path, name) + ": no such field"
                        + Nearest.to(name, known)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; known are " + String.join(", ", known)));
            }
        }
        GenericData.Record record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            JsonNode given = node.get(field.name());
            String at = child(path, field.name());
            if (given != null) {
                record.put(field.name(), value(given, field.schema(), at));
            } else if (field.hasDefaultValue()) {
                record.put(field.name(), ContractModel.get().getDefaultValue(field));
            } else {
                faults.add(at + ": missing; " + field.doc());
            }
        }
        return record;
    }

    private Object array(JsonNode node, Schema schema, String path) {
        if (!node.isArray()) {
            return refuse(path, "a list", node);
        }
        List<Object> values = new ArrayList<>();
        for (JsonNode element : node) {
            values.add(value(element, schema.getElementType(), path + "[" + values.size() + "]"));
        }
        return values;
    }

    private Object map(JsonNode node, Schema schema, String path) {
        if (!node.isObject()) {
            return refuse(path, "fields (name: value)", node);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            values.put(entry.getKey(), value(entry.getValue(), schema.getValueType(), child(path, entry.getKey())));
        }
        return values;
    }

    private Object symbol(JsonNode node, Schema schema, String path) {
        List<String> symbols = schema.getEnumSymbols().stream()
                .filter(symbol -> !symbol.equals("UNKNOWN"))
                .toList();
        return symbols.contains(node.asText())
                ? new GenericData.EnumSymbol(schema, node.asText())
                : refuse(path, "one of " + String.join(", ", symbols), node);
    }

    private Object number(JsonNode node, String path) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        return (path.endsWith("At") || path.endsWith("From")) && node.isTextual()
                ? moment(node.asText(), path)
                : refuse(path, "a whole number", node);
    }

    private Long moment(String text, String path) {
        try {
            if (text.matches(".*T.*([zZ]|[+-]\\d\\d:?\\d\\d)$")) {
                return OffsetDateTime.parse(text).toInstant().toEpochMilli();
            }
            LocalDateTime local = text.contains("T")
                    ? LocalDateTime.parse(text)
                    : LocalDate.parse(text).atStartOfDay();
            return local.atZone(zone).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            faults.add(path + ": '" + text + "' is no ISO-8601 moment such as 2026-03-01T00:00:00+08:00");
            return null;
        }
    }

    private static Schema present(Schema union) {
        return union.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    private Object refuse(String path, String expected, JsonNode found) {
        faults.add(path + ": expected " + expected + ", found " + found);
        return null;
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
