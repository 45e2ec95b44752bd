package io.tributary.demo.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    /** Labels that a scrape adds. */
    private static final Set<String> ADDED = Set.of("job", "instance");

    private static final Set<String> OPERATORS =
            Set.of("and", "or", "unless", "bool", "offset", "group_left", "group_right");
    /** Variables of Grafana, such as $programme and $__rate_interval. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?\\w+}?");

    private PromQl() {}

    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on)\\s*\\(([^)]*)\\)");

    /** Metrics of which only certain series are read, as the condition on a series' labels; those of Grafana's variables take all. */
    record Selector(String metric, List<Condition> conditions) {
        /** Whether it reads this series. */
        boolean reads(String name, Map<String, String> labels) {
            return metric.equals(name)
                    && conditions.stream().allMatch(each -> each.holds(labels.getOrDefault(each.label, "")));
        }
    }

    /** What is asked of one label. */
    record Condition(String label, String operator, String value) {
        private boolean holds(String actual) {
            boolean same = operator.endsWith("~") ? actual.matches(value) : actual.equals(value);
            return operator.startsWith("!") != same;
        }
    }

    /** Selectors with braces, without conditions on what Prometheus adds to each series by itself and what Grafana's variables say. */
    static List<Selector> selectors(String expression) {
        List<Selector> selectors = new ArrayList<>();
        Matcher selector = SELECTOR.matcher(expression);
        while (selector.find()) {
            List<Condition> conditions = new ArrayList<>();
            Matcher matcher = MATCHER.matcher(selector.group(2));
            while (matcher.find()) {
                if (!ADDED.contains(matcher.group(1)) && !matcher.group(3).startsWith("$")) {
                    conditions.add(new Condition(matcher.group(1), matcher.group(2), matcher.group(3)));
                }
            }
            selectors.add(new Selector(selector.group(1), conditions));
        }
        return selectors;
    }

    /** Labels by which it groups or joins, without those that Prometheus adds. */
    static Set<String> groupedBy(String expression) {
        Set<String> labels = new TreeSet<>();
        Matcher grouping = GROUPING.matcher(expression);
        while (grouping.find()) {
            labels.addAll(Set.of(grouping.group(1).trim().split("\\s*,\\s*")));
        }
        labels.removeAll(ADDED);
        return labels;
    }

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
