package io.tributary.analytics.table;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table that is made of a topic's records, or of a list in them.
 *
 * @param meaning what a row is
 * @param columns all of them; the first ones are the key
 * @param keySize how many columns tell a record from the others. Tables of lists have the key of their record first, and then a place in
 *     the list
 */
public record Table(String name, String meaning, List<Column> columns, int keySize) {
    public Table {
        columns = List.copyOf(columns);
    }

    /** Columns that tell a record from the others: the same ones in all tables of a topic. */
    public List<Column> key() {
        return columns.subList(0, keySize);
    }

    /** The statement that makes it under a name. */
    public String ddl(String called) {
        return columns.stream()
                .map(column -> column.name() + " " + column.type().sql())
                .collect(Collectors.joining(", ", "CREATE TABLE IF NOT EXISTS " + called + " (", ")"));
    }

    /** Names of all columns, separated by commas. */
    public String names() {
        return String.join(", ", columns.stream().map(Column::name).toList());
    }
}
