package io.tributary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.programmes.v1.Programme;
import io.tributary.schemas.ContractModel;
import io.tributary.schemas.bounds.Bound;
import io.tributary.schemas.bounds.Bounds;
import io.tributary.text.Json;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * The JSON Schema (draft 2020-12) of files that people write, made of the Avro schema and the bounds: for editors, which complete and
 * check by it. It says no more than a field by itself can; {@code validate} says the rest.
 */
final class FileSchema {
    private static final String MOMENT = "^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}.*)?$";

    private final ObjectNode definitions = Json.object();

    private FileSchema() {}

    /**
     * The schema of files that hold a record of a class.
     *
     * @param left fields that are written by the service, not by people
     */
    static String of(Class<? extends SpecificRecord> type, String title, String... left) {
        Schema avro = ContractModel.get().getSchema(type);
        FileSchema files = new FileSchema();
        ObjectNode root = Json.object();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", title);
        root.setAll(files.fields(avro));
        if (type == Programme.class) {
            ((ObjectNode) root.get("properties")).set(Markets.FIELD, markets((ObjectNode) root.get("properties")));
        }
        for (String name : left) {
            ((ObjectNode) root.get("properties")).remove(name);
        }
        if (!files.definitions.isEmpty()) {
            root.set("$defs", files.definitions);
        }
        return Json.pretty(root) + "\n";
    }

    /** Fields by market, the same as of all. */
    private static ObjectNode markets(ObjectNode properties) {
        ObjectNode markets = Json.object();
        markets.put("description", "Fields by market that stand in place of those of all: see --market.");
        markets.put("type", "object");
        ObjectNode fields = markets.putObject("additionalProperties").put("type", "object");
        ObjectNode same = fields.putObject("properties");
        properties.fieldNames().forEachRemaining(name -> {
            if (!name.equals("programmeId") && !name.equals("version")) {
                same.putObject(name).put("$ref", "#/properties/" + name);
            }
        });
        fields.put("additionalProperties", false);
        return markets;
    }

    private ObjectNode fields(Schema record) {
        ObjectNode object = Json.object();
        object.put("description", record.getDoc());
        object.put("type", "object");
        ObjectNode properties = object.putObject("properties");
        ArrayNode required = object.putArray("required");
        Map<String, Bound> bounds = Bounds.of(record.getFullName());
        for (Schema.Field field : record.getFields()) {
            ObjectNode property = value(field.schema(), bounds.get(field.name()), field.name());
            property.put("description", field.doc());
            if (field.hasDefaultValue()) {
                JsonNode byDefault = Json.ofAvro(ContractModel.get().getDefaultValue(field));
                property.set("default", byDefault);
            } else {
                required.add(field.name());
            }
            properties.set(field.name(), property);
        }
        object.put("additionalProperties", false);
        return object;
    }

    private ObjectNode value(Schema schema, Bound bound, String name) {
        return switch (schema.getType()) {
            case RECORD -> reference(schema);
            case UNION -> nullable(schema, bound, name);
            case ARRAY -> array(schema, (Bound.Items) bound, name);
            case MAP -> map(schema, (Bound.Items) bound, name);
            case ENUM -> symbols(schema);
            case STRING -> text((Bound.Text) bound);
            case BOOLEAN -> Json.object().put("type", "boolean");
            case INT, LONG -> whole((Bound.Whole) bound, name);
            case DOUBLE -> real((Bound.Real) bound);
            default -> throw new IllegalStateException("no JSON Schema of " + schema.getType() + " at " + name);
        };
    }

    private ObjectNode reference(Schema record) {
        if (!definitions.has(record.getName())) {
            definitions.putNull(record.getName());
            definitions.set(record.getName(), fields(record));
        }
        return Json.object().put("$ref", "#/$defs/" + record.getName());
    }

    private ObjectNode nullable(Schema union, Bound bound, String name) {
        Schema present = union.getTypes().stream()
                .filter(each -> each.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
        ObjectNode either = Json.object();
        either.putArray("anyOf")
                .add(value(present, bound, name))
                .add(Json.object().put("type", "null"));
        return either;
    }

    private ObjectNode array(Schema schema, Bound.Items bound, String name) {
        ObjectNode array = Json.object().put("type", "array");
        array.set("items", value(schema.getElementType(), bound.each(), name));
        return array.put("minItems", bound.least()).put("maxItems", bound.most());
    }

    private ObjectNode map(Schema schema, Bound.Items bound, String name) {
        ObjectNode map = Json.object().put("type", "object");
        map.set("additionalProperties", value(schema.getValueType(), bound.each(), name));
        return map.put("minProperties", bound.least()).put("maxProperties", bound.most());
    }

    private static ObjectNode symbols(Schema schema) {
        ObjectNode symbols = Json.object();
        ArrayNode names = symbols.putArray("enum");
        schema.getEnumSymbols().stream()
                .filter(symbol -> !symbol.equals("UNKNOWN"))
                .forEach(names::add);
        return symbols;
    }

    /** A number is a text, too: a month is written 05. */
    private static ObjectNode text(Bound.Text bound) {
        ObjectNode text = Json.object();
        text.putArray("type").add("string").add("number").add("boolean");
        return text.put("minLength", Math.min(1, bound.leastBytes())).put("maxLength", bound.mostBytes());
    }

    private static ObjectNode whole(Bound.Whole bound, String name) {
        ObjectNode number = Json.object()
                .put("type", "integer")
                .put("minimum", bound.least())
                .put("maximum", bound.most());
        if (!name.endsWith("At") && !name.endsWith("From")) {
            return number;
        }
        ObjectNode moment = Json.object();
        moment.putArray("anyOf")
                .add(Json.object().put("type", "string").put("pattern", MOMENT))
                .add(number);
        return moment;
    }

    private static ObjectNode real(Bound.Real bound) {
        return Json.object().put("type", "number").put("minimum", bound.least()).put("maximum", bound.most());
    }
}
