package io.tributary.topology;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * Figures that are constants of an enumeration, in records that have a field for each, of the same name: TREATMENT_ORDERS is the field
 * treatmentOrders. So a figure is a constant and a field, and nothing in between has to be told of it.
 */
public final class EnumFields<E extends Enum<E>> {
    private final E[] figures;
    private final int[] positions;

    private EnumFields(E[] figures, Schema schema) {
        this.figures = figures;
        this.positions = Stream.of(figures)
                .mapToInt(figure -> field(schema, figure).pos())
                .toArray();
    }

    /**
     * All figures.
     *
     * @throws IllegalArgumentException when the record lacks a field
     */
    public static <E extends Enum<E>> EnumFields<E> all(Class<E> type, Schema schema) {
        return new EnumFields<>(type.getEnumConstants(), schema);
    }

    /** The figures that the record has a field for. */
    public static <E extends Enum<E>> EnumFields<E> known(Class<E> type, Schema schema) {
        E[] known = Stream.of(type.getEnumConstants())
                .filter(figure -> schema.getField(name(figure)) != null)
                .toArray(size -> Arrays.copyOf(type.getEnumConstants(), size));
        return new EnumFields<>(known, schema);
    }

    /**
     * The same figures in another record.
     *
     * @throws IllegalArgumentException when that lacks a field
     */
    public EnumFields<E> in(Schema schema) {
        return new EnumFields<>(figures, schema);
    }

    private static Schema.Field field(Schema schema, Enum<?> figure) {
        Schema.Field field = schema.getField(name(figure));
        if (field == null) {
            throw new IllegalArgumentException(schema.getFullName() + " has no field " + name(figure));
        }
        return field;
    }

    /** Name of a figure's field. */
    public static String name(Enum<?> figure) {
        StringBuilder name = new StringBuilder();
        for (String word : figure.name().split("_")) {
            String lower = word.toLowerCase(Locale.ROOT);
            name.append(name.isEmpty() ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
        }
        return name.toString();
    }

    /**
     * Sets the record's fields.
     *
     * @param value of a figure, of the field's type
     */
    public void write(IndexedRecord record, Function<E, Object> value) {
        for (int i = 0; i < figures.length; i++) {
            record.put(positions[i], value.apply(figures[i]));
        }
    }

    /** Takes what the record's fields say. */
    public void read(IndexedRecord record, Sink<E> sink) {
        for (int i = 0; i < figures.length; i++) {
            sink.figure(figures[i], (Number) record.get(positions[i]));
        }
    }

    /** Takes a figure. */
    @FunctionalInterface
    public interface Sink<E> {
        void figure(E figure, Number value);
    }
}
