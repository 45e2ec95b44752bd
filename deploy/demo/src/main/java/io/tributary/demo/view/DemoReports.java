package io.tributary.demo.view;

import io.tributary.analytics.follow.TableRefresh;
import io.tributary.analytics.report.Report;
import io.tributary.analytics.report.ReportLanguage;
import io.tributary.analytics.report.Span;
import io.tributary.analytics.report.Subject;
import io.tributary.analytics.report.chapter.ReportBuilder;
import io.tributary.analytics.report.page.HtmlPage;
import io.tributary.analytics.store.Tables;
import io.tributary.analytics.table.Sources;
import io.tributary.testkit.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The evaluation of a demo's programmes, as `tributary report` makes it: the topics as tables, and a page for each programme and language.
 */
public final class DemoReports {
    private final Path folder;
    private final Consumer<String> progress;

    /**
     * @param folder where to; made where it is not there
     * @param progress is told in lines how far it is
     */
    public DemoReports(Path folder, Consumer<String> progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Reads what was published, and writes the pages, of each programme and of all together. The tables stay beside them, for questions
     * of one's own.
     *
     * @param from epoch milliseconds, inclusive
     * @param to exclusive
     */
    public List<Report> write(Cluster cluster, Collection<String> programmes, long from, long to) {
        try {
            Files.createDirectories(folder);
            Path database = folder.resolve("metrics.duckdb");
            Files.deleteIfExists(database);
            String url = "jdbc:duckdb:" + database;
            new TableRefresh(
                            Map.of("bootstrap.servers", cluster.bootstrapServers()),
                            "demo",
                            cluster.topics(),
                            cluster.serdes().any())
                    .run(url, Sources.withoutMerchantRows(), progress);
            List<Report> reports = new ArrayList<>();
            try (Tables tables = Tables.open(url)) {
                ReportBuilder builder = new ReportBuilder(tables, line -> {});
                List<String> subjects = new ArrayList<>(programmes);
                subjects.add(Subject.ALL);
                for (String programme : subjects) {
                    Subject subject = Subject.find(tables, programme);
                    Report report = builder.build(subject, new Span(from, to, subject.zone()));
                    write(report);
                    reports.add(report);
                }
            }
            return reports;
        } catch (IOException e) {
            throw new UncheckedIOException("the reports cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    private void write(Report report) throws IOException {
        for (ReportLanguage language : ReportLanguage.values()) {
            String name = report.subject().programmeId() + "." + language.name().toLowerCase(Locale.ROOT) + ".html";
            Files.writeString(folder.resolve(name), new HtmlPage(language, false).write(report));
        }
    }
}
