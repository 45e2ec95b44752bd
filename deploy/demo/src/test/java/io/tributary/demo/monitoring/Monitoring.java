package io.tributary.demo.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is deployed to see the service: rules, dashboards, and the runbook. */
public final class Monitoring {
    static final Path DEPLOY = Path.of("..").toAbsolutePath().normalize();
    static final Path RULES = DEPLOY.resolve("prometheus/tributary.rules.yaml");
    static final Path RUNBOOK = DEPLOY.resolve("runbook");
    private static final Path CONTRACT = DEPLOY.resolveSibling("schemas").resolve("CONTRACT.md");
    /** What Prometheus says itself of whom it scrapes. */
    private static final String UP = "up";

    private Monitoring() {}

    /**
     * One rule.
     *
     * @param name of the alert, or of the metric that is recorded
     * @param runbook the page that an alert names; empty where it names none
     */
    record Rule(boolean isAlert, String name, String expression, String severity, String runbook) {}

    static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode group : read(new YAMLMapper(), RULES).path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                boolean alert = rule.has("alert");
                rules.add(new Rule(
                        alert,
                        rule.path(alert ? "alert" : "record").asText(),
                        rule.path("expr").asText(),
                        rule.path("labels").path("severity").asText(),
                        rule.path("annotations").path("runbook").asText()));
            }
        }
        return rules;
    }

    static List<Path> dashboards() {
        return files(DEPLOY.resolve("grafana"), ".json");
    }

    static List<Path> pages() {
        return files(RUNBOOK, ".md");
    }

    /** Expressions of a dashboard's panels and variables, each by where it stands. */
    static Map<String, String> queries(Path dashboard) {
        Map<String, String> queries = new LinkedHashMap<>();
        JsonNode root = read(new ObjectMapper(), dashboard);
        for (JsonNode panel : root.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                queries.put(
                        panel.path("title").asText() + " "
                                + target.path("refId").asText(),
                        target.path("expr").asText());
            }
        }
        for (JsonNode variable : root.path("templating").path("list")) {
            if (variable.path("type").asText().equals("query")) {
                // label_values(METRIC, LABEL)
                String inner = variable.path("query").asText().replaceAll("^label_values\\((.*), *\\w+\\)$", "$1");
                queries.put("variable " + variable.path("name").asText(), inner);
            }
        }
        return queries;
    }

    /** All expressions of rules and dashboards. */
    private static List<String> expressions() {
        List<String> all = new ArrayList<>();
        rules().forEach(rule -> all.add(rule.expression()));
        dashboards().forEach(dashboard -> all.addAll(queries(dashboard).values()));
        return all;
    }

    /** Metrics that rules and dashboards ask for and the service has to expose. */
    public static Set<String> askedOfTheService() {
        Set<String> asked = new TreeSet<>();
        expressions().forEach(expression -> asked.addAll(PromQl.metrics(expression)));
        asked.remove(UP);
        asked.removeAll(recorded());
        asked.removeAll(ofHosts());
        return asked;
    }

    static Set<String> recorded() {
        return rules().stream().filter(rule -> !rule.isAlert()).map(Rule::name).collect(Collectors.toSet());
    }

    /** Metrics that the contract asks of recommender hosts. */
    private static Set<String> ofHosts() {
        String gauge = "tributary_boost_table_age_seconds";
        return text(CONTRACT).contains("gauge `" + gauge + "`") ? Set.of(gauge) : Set.of();
    }

    /**
     * What rules and dashboards ask for in vain of an answer of {@code /metrics}: metrics that are not there, conditions on labels that
     * no series meets, and labels to group by that none of the metrics has. Empty when all of it is there.
     */
    public static List<String> missingIn(String scrape) {
        List<Series> series = scrape.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(Series::of)
                .toList();
        Set<String> names = series.stream().map(Series::name).collect(Collectors.toSet());
        Set<String> ofService = askedOfTheService();
        List<String> missing = new ArrayList<>();
        ofService.stream().filter(name -> !names.contains(name)).forEach(missing::add);
        for (String expression : expressions()) {
            Set<String> asked = PromQl.metrics(expression);
            asked.retainAll(ofService);
            missing.addAll(missingLabels(expression, asked, series));
        }
        return missing;
    }

    private static List<String> missingLabels(String expression, Set<String> asked, List<Series> series) {
        List<String> missing = new ArrayList<>();
        for (PromQl.Selector selector : PromQl.selectors(expression)) {
            boolean read = series.stream().anyMatch(one -> selector.reads(one.name, one.labels));
            if (asked.contains(selector.metric()) && !read) {
                missing.add(selector + " in " + expression);
            }
        }
        Set<String> labels = PromQl.groupedBy(expression);
        series.stream().filter(one -> asked.contains(one.name)).forEach(one -> labels.removeAll(one.labels.keySet()));
        if (!asked.isEmpty() && !labels.isEmpty()) {
            missing.add("labels " + labels + " in " + expression);
        }
        return missing;
    }

    /** One line of a scrape. */
    record Series(String name, Map<String, String> labels) {
        private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

        static Series of(String line) {
            int brace = line.indexOf('{');
            Map<String, String> labels = new TreeMap<>();
            if (brace >= 0) {
                Matcher label = LABEL.matcher(line.substring(brace, line.lastIndexOf('}') + 1));
                while (label.find()) {
                    labels.put(label.group(1), label.group(2));
                }
            }
            return new Series(line.split("[{ ]", 2)[0], labels);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
