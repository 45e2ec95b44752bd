package io.tributary.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where in a YAML text each field is written: a tree of nodes has forgotten that. */
final class YamlPlaces {
    private final Map<String, JsonLocation> places = new HashMap<>();
    private final JsonNode tree;

    private YamlPlaces(JsonNode tree) {
        this.tree = tree;
    }

    /** Reads the text once more, for its places. */
    static YamlPlaces of(JsonParser parser, JsonNode tree) throws IOException {
        YamlPlaces places = new YamlPlaces(tree);
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            JsonStreamContext context = parser.getParsingContext();
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                context = context.getParent();
            }
            if (token != JsonToken.END_OBJECT && token != JsonToken.END_ARRAY) {
                places.places.putIfAbsent(context.pathAsPointer().toString(), parser.currentTokenLocation());
            }
        }
        return places;
    }

    /**
     * Line and column of a field, as {@code 12:7}; of the innermost that is written, when it is not itself.
     *
     * @param path as in errors, for example {@code eligibility[0].reason.zh} or, by the clause's id, {@code eligibility.size}
     */
    Optional<String> of(String path) {
        String pointer = pointer(path);
        while (!pointer.isEmpty()) {
            JsonLocation place = places.get(pointer);
            if (place != null) {
                return Optional.of(place.getLineNr() + ":" + place.getColumnNr());
            }
            pointer = pointer.substring(0, pointer.lastIndexOf('/'));
        }
        return Optional.empty();
    }

    /** What an entry of a list is called in paths: its id or, of a stage, its name; empty for neither. */
    static String key(JsonNode entry) {
        return entry.path(entry.has("stage") ? "stage" : "id").asText();
    }

    private String pointer(String path) {
        int dot = path.indexOf('.');
        String list = path.substring(0, Math.max(0, dot));
        String id = path.substring(dot + 1);
        for (int i = 0; i < tree.path(list).size(); i++) {
            String each = key(tree.path(list).path(i));
            String pointer = "/" + list + "/" + i;
            if (id.equals(each)) {
                return pointer + (places.containsKey(pointer + "/expression") ? "/expression" : "/id");
            } else if (!each.isEmpty() && id.startsWith(each + ".")) {
                return pointer + "/" + id.substring(each.length() + 1).replace('.', '/');
            }
        }
        return "/" + path.replace("[", "/").replace("]", "").replace('.', '/');
    }
}
