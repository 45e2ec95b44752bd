package io.tributary.analytics.table;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of fields as SQL writes them. */
final class Names {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    /** Words that a database of ours does not take for a name without quotes, as far as a contract could have them. */
    private static final Set<String> RESERVED = Set.of(
            "all",
            "and",
            "any",
            "as",
            "asc",
            "both",
            "by",
            "case",
            "cast",
            "check",
            "collate",
            "column",
            "constraint",
            "create",
            "default",
            "desc",
            "distinct",
            "do",
            "else",
            "end",
            "except",
            "false",
            "fetch",
            "for",
            "foreign",
            "from",
            "grant",
            "group",
            "having",
            "in",
            "intersect",
            "into",
            "lateral",
            "leading",
            "limit",
            "not",
            "null",
            "offset",
            "on",
            "only",
            "or",
            "order",
            "placing",
            "primary",
            "references",
            "returning",
            "select",
            "some",
            "symmetric",
            "table",
            "then",
            "to",
            "trailing",
            "true",
            "union",
            "unique",
            "user",
            "using",
            "when",
            "where",
            "window",
            "with");

    private Names() {}

    /** {@code windowStart} becomes {@code window_start}; {@code from}, which is no name, {@code from_value}. */
    static String column(String field) {
        String name = HUMP.matcher(field).replaceAll("_").toLowerCase(Locale.ROOT);
        return RESERVED.contains(name) ? name + "_value" : name;
    }

    /** {@code conversion-metrics} becomes {@code conversion_metrics}. */
    static String table(String topic) {
        return topic.replace('-', '_');
    }
}
