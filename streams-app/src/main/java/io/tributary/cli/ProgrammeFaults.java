package io.tributary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * All that is wrong with a programme's file. Readers stop at the first fault, or at the first kind of faults; what they find is taken
 * out of the tree, and the rest is read again as if that were good, until nothing is found any more. What is taken out is the entry of a
 * top-level list, for example a clause, or the whole top-level field.
 */
final class ProgrammeFaults {
    /** More than anybody reads at a time. */
    private static final int MOST_ROUNDS = 200;

    private static final Pattern FIELD = Pattern.compile("^(\\w+)(?:\\[(\\d+)]|\\.([^:]+))?");

    /** What stands for the fields that a programme cannot be without, when they are taken out; it goes with whatever the rest says. */
    private static final JsonNode NEUTRAL =
            AvroYaml.parse("{programmeId: x, version: 1, name: {zh: x, en: x}, startsAt: 2000-01-01,"
                    + " pool: 1000000000000, floor: 0, cap: 1000000000000, maxMultiplier: 1, surfaces: [FEED], holdout: {from: 0, to: 1},"
                    + " eligibility: []}");

    private final ObjectNode tree;
    /** Of each list of fields the entries that are still in, by their places in the file. */
    private final Map<String, List<Integer>> kept = new LinkedHashMap<>();

    private ProgrammeFaults(JsonNode original) {
        this.tree = original.deepCopy();
        original.properties().forEach(field -> {
            if (isListOfFields(field.getValue())) {
                kept.put(
                        field.getKey(),
                        new ArrayList<>(IntStream.range(0, field.getValue().size())
                                .boxed()
                                .toList()));
            }
        });
    }

    /**
     * A line for each: file, line, column, field and what it must be.
     *
     * @param reading of the tree, which throws what is wrong with it
     */
    static List<String> of(YamlFile file, Consumer<JsonNode> reading) {
        ProgrammeFaults search = new ProgrammeFaults(file.tree());
        YamlPlaces places = file.places();
        List<String> found = new ArrayList<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<String> lines = search.read(reading);
            List<String> said = lines.stream().map(search::asInFile).toList();
            said.forEach(line -> found.add(file.placed(line, places)));
            if (said.stream().filter(search::takeOut).count() == 0) {
                break;
            }
        }
        return found.stream().distinct().toList();
    }

    private List<String> read(Consumer<JsonNode> reading) {
        ObjectNode rest = tree.deepCopy();
        kept.forEach((name, places) -> {
            if (isListOfFields(tree.path(name))) {
                ArrayNode entries = JsonNodeFactory.instance.arrayNode();
                places.forEach(place -> entries.add(tree.get(name).get(place)));
                rest.set(name, entries);
            }
        });
        try {
            reading.accept(rest);
            return List.of();
        } catch (IllegalArgumentException e) {
            return YamlFaults.of(e);
        }
    }

    /** Places of entries in a line as they are in the file: others were taken out before them. */
    private String asInFile(String line) {
        String result = line;
        for (Map.Entry<String, List<Integer>> list : kept.entrySet()) {
            result = Pattern.compile("\\b" + list.getKey() + "\\[(\\d+)]")
                    .matcher(result)
                    .replaceAll(
                            entry -> list.getKey() + "[" + list.getValue().get(Integer.parseInt(entry.group(1))) + "]");
        }
        return result;
    }

    /** Whether there was something to take out. */
    private boolean takeOut(String line) {
        Matcher field = FIELD.matcher(line);
        if (!field.find()) {
            return false;
        }
        String name = field.group(1);
        Integer entry = isListOfFields(tree.path(name)) ? entry(name, field.group(2), field.group(3)) : null;
        if (entry != null) {
            return kept.get(name).remove(entry);
        }
        JsonNode neutral = NEUTRAL.get(name);
        kept.remove(name);
        return neutral == null ? tree.remove(name) != null : !neutral.equals(tree.replace(name, neutral));
    }

    /** An entry's place in the file, by that place or by its id. */
    private Integer entry(String name, String place, String id) {
        if (place != null) {
            return Integer.valueOf(place);
        }
        return kept.get(name).stream()
                .filter(each -> id != null && isOf(YamlPlaces.key(tree.get(name).get(each)), id))
                .findFirst()
                .orElse(null);
    }

    private static boolean isOf(String id, String path) {
        return path.equals(id) || path.startsWith(id + ".");
    }

    private static boolean isListOfFields(JsonNode node) {
        return node.isArray() && !node.isEmpty() && node.get(0).isObject();
    }
}
