package io.tributary.demo.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.app.config.SettingKeys;
import io.tributary.text.LogEvents;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each alert has a page, each page its alerts, and what a page names is there. */
class RunbookTest {
    private static final Pattern ALERTS = Pattern.compile("(?m)^Alert: (.*)\\.$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern METRIC =
            Pattern.compile("(?:tributary|kafka|jvm|process|system)[_:][a-z0-9_:]*[a-z0-9](?:\\{.*})?");
    private static final Pattern SETTING = Pattern.compile("[a-z]+(?:\\.[a-z]+)+");
    private static final Pattern EVENT = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");
    private static final Set<String> WITHOUT_ALERT = Set.of("README.md", "coming-back.md", "log.md", "operating.md");
    private static final Set<String> NO_SETTING = Set.of("pacing.silentTasks");

    static List<Path> pages() {
        return Monitoring.pages().stream()
                .filter(page -> !WITHOUT_ALERT.contains(page.getFileName().toString()))
                .toList();
    }

    @Test
    void shouldHaveAPageForEachAlert() {
        Set<String> alerts = new TreeSet<>();
        for (Monitoring.Rule rule : Monitoring.rules()) {
            if (rule.isAlert()) {
                alerts.add(rule.name());
                Path page = Monitoring.DEPLOY.resolveSibling(rule.runbook());
                assertThat(page).as(rule.name()).isRegularFile();
                assertThat(alertsOf(page)).as("%s", page).contains(rule.name());
                assertThat(rule.severity()).as(rule.name()).isIn("page", "ticket");
            }
        }
        assertThat(pages().stream().flatMap(page -> alertsOf(page).stream()))
                .containsExactlyInAnyOrderElementsOf(alerts);
    }

    private static List<String> alertsOf(Path page) {
        Matcher alerts = ALERTS.matcher(Monitoring.text(page));
        return alerts.find() ? List.of(alerts.group(1).split(", ")) : List.of();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldSayWhatItMeansHowToSeeItAndWhatToDo(Path page) {
        assertThat(Monitoring.text(page))
                .containsSubsequence(
                        "# ", "\nAlert: ", "\n## How to see it\n", "\n## What to do\n", "\n## When to wake whom\n");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldNameWhatThereIs(Path page) {
        String text = Monitoring.text(page);
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            assertThat(Files.exists(page.resolveSibling(link.group(1))))
                    .as("%s links to %s", page, link.group(1))
                    .isTrue();
        }
        Matcher code = CODE.matcher(text);
        Set<String> settings = settings();
        while (code.find()) {
            String named = code.group(1);
            if (METRIC.matcher(named).matches()) {
                assertThat(known()).as("%s", page).containsAll(PromQl.metrics(named));
            } else if (SETTING.matcher(named).matches() && !NO_SETTING.contains(named)) {
                assertThat(settings).as("%s", page).contains(named);
            }
        }
    }

    @Test
    void shouldListTheNamesOfWhatTheLogTells() {
        List<String> listed = new ArrayList<>();
        Matcher row = EVENT.matcher(Monitoring.text(Monitoring.RUNBOOK.resolve("log.md")));
        while (row.find()) {
            listed.add(row.group(1));
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(constants(LogEvents.class));
    }

    private static Set<String> settings() {
        return constants(SettingKeys.class);
    }

    private static Set<String> constants(Class<?> type) {
        Set<String> values = new TreeSet<>();
        for (Field constant : type.getFields()) {
            try {
                values.add(constant.get(null).toString());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return values;
    }

    /** Metrics that rules or dashboards ask for, which are seen to be exposed, and recorded ones. */
    private static Set<String> known() {
        Set<String> known = new TreeSet<>(Monitoring.askedOfTheService());
        known.addAll(Monitoring.recorded());
        known.add("tributary_boost_table_age_seconds");
        return known;
    }
}
