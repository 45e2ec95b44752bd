package io.tributary.analytics.cli;

import io.tributary.analytics.report.Report;
import io.tributary.analytics.report.ReportLanguage;
import io.tributary.analytics.report.Span;
import io.tributary.analytics.report.Subject;
import io.tributary.analytics.report.chapter.ReportBuilder;
import io.tributary.analytics.report.page.HtmlPage;
import io.tributary.analytics.report.page.JsonPage;
import io.tributary.analytics.store.Tables;
import io.tributary.analytics.table.Sources;
import io.tributary.cli.Moment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the periodic evaluation of a programme. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the evaluation of a programme over a span of time: what was promised and delivered, to whom, what it caused with"
                    + " intervals, what it cost shoppers and other merchants, decisions, appeals and complaints, and what changed in the rules.",
            "Each figure names its definition (schemas/METRICS.md) and the article of the opinion 2024 No. 96 that it serves. Groups of too"
                    + " few merchants are withheld, and say so.",
            "Reads the topics on first, as `metrics sql` does; progress and freshness are said on stderr. The same tables give the same report."
        },
        footer = {
            "",
            "Formats:",
            "  html       one file without scripts, for screens",
            "  pdf-ready  the same with page sizes, numbers and breaks: print it, or give it to a maker of PDF files; it is well-formed XML",
            "  json       one object with all figures as numbers, for machines",
            "",
            "Examples:",
            "  tributary report --programme farm --from 2026-03-01 --to 2026-04-01 --out farm-march.html",
            "  tributary report --programme farm --from -30d --lang zh --format pdf-ready --out farm.html",
            "  tributary report --programme ALL --from -90d --lang en --out all.html",
            "  tributary report --programme farm --from -7d --format json | jq '.chapters[0].figures'"
        })
public final class ReportCommand implements Callable<Integer> {
    /** How a report is written. */
    enum Format {
        HTML,
        PDF_READY,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database;

    @Option(
            names = "--programme",
            required = true,
            paramLabel = "ID",
            description = "The programme, or ALL: all of them together.")
    private String programme;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "WHEN",
            description = "First moment: " + Moment.HELP + ". Here days begin in the programme's zone.")
    private String from;

    @Option(
            names = "--to",
            defaultValue = "now",
            paramLabel = "WHEN",
            description = "First moment after it (default: now).")
    private String to;

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            defaultValue = "zh",
            description = "zh or en (default: ${DEFAULT-VALUE}).")
    private ReportLanguage language;

    @Option(
            names = "--format",
            defaultValue = "html",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Where to, in a folder that is there; a file that is there is replaced (default: standard output).")
    private Path out;

    @Override
    public Integer call() {
        requireWritable();
        long now = System.currentTimeMillis();
        // What is no moment in any zone is said before the long work; the programme's zone is known after it.
        Moment.parse("--from", from, now, ZoneOffset.UTC);
        Moment.parse("--to", to, now, ZoneOffset.UTC);
        PrintWriter told = spec.commandLine().getErr();
        database.refresh(Sources.all(), told::println);
        String page;
        try (Tables tables = Tables.open(database.url())) {
            Subject subject = Subject.find(tables, programme);
            page = page(new ReportBuilder(tables, told::println).build(subject, span(now, subject.zone())));
        }
        write(page);
        return 0;
    }

    /** Before the long work, not after it. */
    private void requireWritable() {
        if (out == null) {
            return;
        }
        Path folder = out.toAbsolutePath().getParent();
        if (Files.isDirectory(out) || folder == null) {
            throw new IllegalArgumentException("--out " + out + ": is a folder; name a file in it");
        }
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--out " + out + ": its folder is not there; make it first");
        }
        if (!Files.isWritable(Files.exists(out) ? out : folder)) {
            throw new IllegalArgumentException(
                    "--out " + out + ": cannot be written; name another, or see to its rights");
        }
    }

    private Span span(long now, ZoneId zone) {
        return new Span(Moment.parse("--from", from, now, zone), Moment.parse("--to", to, now, zone), zone);
    }

    private String page(Report report) {
        return switch (format) {
            case HTML -> new HtmlPage(language, false).write(report);
            case PDF_READY -> new HtmlPage(language, true).write(report);
            case JSON -> new JsonPage(language).write(report) + "\n";
        };
    }

    private void write(String page) {
        if (out == null) {
            spec.commandLine().getOut().print(page);
            spec.commandLine().getOut().flush();
            return;
        }
        try {
            Files.writeString(out, page);
        } catch (IOException e) {
            throw new IllegalArgumentException("--out " + out + ": cannot be written: " + e.getMessage(), e);
        }
        spec.commandLine().getErr().println("wrote " + out);
    }
}
