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
import java.util.TreeSet;
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

    /** Metrics that rules and dashboards ask for and the service has to expose. */
    public static Set<String> askedOfTheService() {
        Set<String> asked = new TreeSet<>();
        rules().forEach(rule -> asked.addAll(PromQl.metrics(rule.expression())));
        for (Path dashboard : dashboards()) {
            queries(dashboard).values().forEach(query -> asked.addAll(PromQl.metrics(query)));
        }
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

    /** Names in an answer of {@code /metrics}. */
    public static Set<String> names(String scrape) {
        return scrape.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
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
