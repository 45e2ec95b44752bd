package io.tributary.demo.same;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * The fields of the contract as they were when the golden digests were recorded, and records as text of just those fields in that
 * order. A field that joins the contract later changes no digest; one that goes does.
 *
 * <p>Numbers with a fraction are written with nine significant digits: the last digits of a double depend on the order in which
 * things are added up and on the Java version's logarithms, and are no decision.
 */
final class KnownFields {
    /**
     * Not compared. These fields hold a digest of the rules, and only tell whether a task has the rules that the pool has: how it is
     * computed is the service's own affair.
     */
    private static final Set<String> LEFT_OUT =
            Set.of("Beat.rulesDigest", "PoolReport.rulesDigest", "MerchantDecisions.rulesDigest");

    private static final MathContext DIGITS = new MathContext(9);
    private static final double NOTHING = 1e-12;

    private final Map<String, List<String>> fields = new TreeMap<>();
    private final boolean learns;

    private KnownFields(boolean learns) {
        this.learns = learns;
    }

    /** Takes each field that it meets. */
    static KnownFields learning() {
        return new KnownFields(true);
    }

    static KnownFields read(Path file) {
        KnownFields known = new KnownFields(false);
        try {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split(" ");
                known.fields.put(words[0], List.of(words).subList(1, words.length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known;
    }

    void write(Path file) {
        try {
            Files.write(
                    file,
                    fields.entrySet().stream()
                            .map(each -> each.getKey() + " " + String.join(" ", each.getValue()))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value);
        return text.toString();
    }

    private void append(StringBuilder text, Object value) {
        if (value instanceof IndexedRecord record) {
            appendRecord(text, record);
        } else if (value instanceof Collection<?> items) {
            text.append('[');
            items.forEach(item -> {
                append(text, item);
                text.append(',');
            });
            text.append(']');
        } else if (value instanceof Map<?, ?> map) {
            text.append('{');
            new TreeMap<>(map).forEach((key, item) -> {
                text.append('"').append(key).append("\":");
                append(text, item);
                text.append(',');
            });
            text.append('}');
        } else if (value instanceof Double || value instanceof Float) {
            text.append(rounded(((Number) value).doubleValue()));
        } else if (value instanceof CharSequence || value instanceof Enum<?>) {
            text.append('"').append(value).append('"');
        } else {
            text.append(value);
        }
    }

    private void appendRecord(StringBuilder text, IndexedRecord record) {
        Schema schema = record.getSchema();
        text.append('{');
        for (String name : names(schema)) {
            Schema.Field field = schema.getField(name);
            if (field == null) {
                throw new AssertionError(schema.getName() + "." + name + " is not in the contract any more");
            }
            text.append('"').append(name).append("\":");
            append(text, record.get(field.pos()));
            text.append(',');
        }
        text.append('}');
    }

    private List<String> names(Schema schema) {
        if (learns) {
            return fields.computeIfAbsent(schema.getName(), name -> namesOf(schema));
        }
        return fields.getOrDefault(schema.getName(), List.of());
    }

    private static List<String> namesOf(Schema schema) {
        List<String> names = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            if (!LEFT_OUT.contains(schema.getName() + "." + field.name())) {
                names.add(field.name());
            }
        }
        return names;
    }

    private static String rounded(double number) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        return Math.abs(number) < NOTHING
                ? "0"
                : new BigDecimal(number, DIGITS).stripTrailingZeros().toString();
    }
}
