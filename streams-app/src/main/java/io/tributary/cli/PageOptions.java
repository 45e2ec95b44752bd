package io.tributary.cli;

import io.tributary.explain.Language;
import io.tributary.explain.Page;
import io.tributary.text.Json;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** In which form a command writes a page that people read. */
final class PageOptions {
    @Option(
            names = "--lang",
            paramLabel = "LANG",
            defaultValue = "both",
            description = "zh, en or both; default ${DEFAULT-VALUE}.")
    private Language language;

    @Option(names = "--json", description = "One JSON object, in both languages.")
    private boolean json;

    void write(Page page, PrintWriter out) {
        out.print(json ? Json.write(page.json()) + "\n" : page.text(language));
        out.flush();
    }
}
