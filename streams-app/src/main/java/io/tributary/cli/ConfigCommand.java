package io.tributary.cli;

import io.tributary.app.config.Settings;
import io.tributary.app.config.SettingsTable;
import io.tributary.text.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Documents all settings, with the values in force. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description =
                "Shows every setting: what it does, its range, its value and where that came from. Secrets are hidden.",
        footer = {
            "",
            "Examples:",
            "  tributary config",
            "  tributary config --config tributary.properties --json",
            "  TRIBUTARY_BEAT_INTERVAL_MS=500 tributary config"
        })
final class ConfigCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Option(names = "--json", description = "One JSON object instead of text.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = options.load();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(Map.of("settings", asMaps(settings))));
        } else {
            SettingsTable.rows().forEach(row -> print(out, row, settings));
            passedThrough(settings).forEach((key, origin) -> out.println(valueLine(key, origin)));
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, SettingsTable.Row row, Settings settings) {
        Settings.Origin origin = settings.origins().get(row.key());
        out.println(origin == null ? bold(row.key()) : valueLine(row.key(), origin));
        out.println("    " + row.doc());
        String defaults = row.defaultValue().isEmpty() ? "" : "; default " + row.defaultValue();
        out.println("    " + row.range() + defaults + "; " + row.environment());
    }

    private static String valueLine(String key, Settings.Origin origin) {
        String from = origin.source().equals("default") ? "" : "   <- " + origin.source();
        return bold(key) + " = " + origin.shown() + from;
    }

    private static String bold(String text) {
        return Ansi.AUTO.string("@|bold " + text + "|@");
    }

    private static Map<String, Settings.Origin> passedThrough(Settings settings) {
        List<String> documented =
                SettingsTable.rows().stream().map(SettingsTable.Row::key).toList();
        Map<String, Settings.Origin> rest = new java.util.TreeMap<>(settings.origins());
        rest.keySet().removeAll(documented);
        return rest;
    }

    private static List<Map<String, String>> asMaps(Settings settings) {
        List<Map<String, String>> maps = new java.util.ArrayList<>();
        for (SettingsTable.Row row : SettingsTable.rows()) {
            Map<String, String> map = new LinkedHashMap<>();
            map.put("key", row.key());
            Settings.Origin origin = settings.origins().get(row.key());
            if (origin != null) {
                map.put("value", origin.shown());
                map.put("source", origin.source());
            }
            map.put("type", row.type());
            map.put("default", row.defaultValue());
            map.put("range", row.range());
            map.put("environment", row.environment());
            map.put("doc", row.doc());
            maps.add(map);
        }
        passedThrough(settings)
                .forEach((key, origin) ->
                        maps.add(Map.of("key", key, "value", origin.shown(), "source", origin.source())));
        return maps;
    }
}
