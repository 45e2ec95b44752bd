package io.tributary.analytics.table;

/** What a column holds, as every database of ours knows it. */
public enum ColumnType {
    TEXT("VARCHAR"),
    LONG("BIGINT"),
    DOUBLE("DOUBLE PRECISION"),
    TRUTH("BOOLEAN");

    private final String sql;

    ColumnType(String sql) {
        this.sql = sql;
    }

    /** Its name in SQL. */
    public String sql() {
        return sql;
    }
}
