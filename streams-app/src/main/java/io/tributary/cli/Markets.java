package io.tributary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.text.Nearest;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a programme's file says of single markets: fields by market that stand in place of those of all. They are put in when the file is
 * read, so that what is published is the programme of one market.
 */
final class Markets {
    static final String FIELD = "markets";

    /** They say which programme it is. */
    private static final Set<String> OF_ALL = Set.of("programmeId", "version", FIELD);

    private Markets() {}

    /** Markets of which a file says something. */
    static Set<String> names(JsonNode tree) {
        Set<String> names = new TreeSet<>();
        tree.path(FIELD).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /**
     * The fields of one market.
     *
     * @param market null for what is said of all; a file that has no markets says the same of each
     * @throws IllegalArgumentException naming the field that cannot be of one market, or the market that there is not
     */
    static JsonNode of(JsonNode tree, String market) {
        if (!tree.has(FIELD)) {
            return tree;
        }
        JsonNode markets = tree.get(FIELD);
        if (!markets.isObject() || markets.isEmpty()) {
            throw new IllegalArgumentException(FIELD + ": expected markets and their fields, found " + markets);
        }
        if (market != null && !markets.has(market)) {
            throw new IllegalArgumentException(
                    FIELD + ": has no " + market + " (--market)" + Nearest.hint(market, names(tree)));
        }
        ObjectNode merged = tree.deepCopy();
        merged.remove(FIELD);
        if (market != null) {
            put(merged, market, markets.get(market));
        }
        return merged;
    }

    private static void put(ObjectNode merged, String market, JsonNode fields) {
        String path = FIELD + "." + market;
        if (!fields.isObject()) {
            throw new IllegalArgumentException(path + ": expected fields (name: value), found " + fields);
        }
        for (Iterator<Map.Entry<String, JsonNode>> each = fields.fields(); each.hasNext(); ) {
            Map.Entry<String, JsonNode> field = each.next();
            if (OF_ALL.contains(field.getKey())) {
                throw new IllegalArgumentException(path + "." + field.getKey() + ": is the same in all markets");
            }
            merged.set(field.getKey(), field.getValue());
        }
    }
}
