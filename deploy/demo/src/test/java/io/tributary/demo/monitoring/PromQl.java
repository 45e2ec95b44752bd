package io.tributary.demo.monitoring;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which metrics an expression of Prometheus asks for. */
final class PromQl {
    /** Everything in which names are not metrics: texts, matchers, ranges, and lists of labels. */
    private static final Pattern ASIDE = Pattern.compile("\"[^\"]*\"|'[^']*'|\\{[^}]*}|\\[[^]]*]"
            + "|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    private static final Pattern NUMBER = Pattern.compile("(?<![\\w:])[0-9][0-9.]*(?:e[+-]?[0-9]+)?[smhdwy]?\\b");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\(|[a-zA-Z0-9_:])");
    private static final Set<String> OPERATORS =
            Set.of("and", "or", "unless", "bool", "offset", "group_left", "group_right");
    /** Variables of Grafana, such as $programme and $__rate_interval. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?\\w+}?");

    private PromQl() {}

    /** Names of the metrics that it reads, and of those that rules record. */
    static Set<String> metrics(String expression) {
        String bare = expression;
        for (Pattern each : new Pattern[] {ASIDE, VARIABLE, NUMBER}) {
            bare = each.matcher(bare).replaceAll(" ");
        }
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(bare);
        while (name.find()) {
            if (!OPERATORS.contains(name.group())) {
                names.add(name.group());
            }
        }
        return names;
    }
}
