package io.tributary.analytics.table;

/**
 * A column of a table.
 *
 * @param name lower-case letters, digits and underscores
 * @param meaning one or two sentences with the unit
 */
public record Column(String name, ColumnType type, String meaning) {}
