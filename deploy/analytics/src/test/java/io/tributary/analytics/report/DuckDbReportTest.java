package io.tributary.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.analytics.cli.ReportCommand;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import picocli.CommandLine;

class DuckDbReportTest extends ReportContract {
    @TempDir
    private static Path before;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Override
    String url() {
        return "jdbc:duckdb:" + database();
    }

    /** Its many tables take a second: they are made once, and copied. */
    @Override
    void publish() throws IOException {
        Path made = before.resolve("metrics.duckdb");
        if (!Files.exists(made)) {
            Published.write("jdbc:duckdb:" + made);
        }
        if (!Files.exists(database())) {
            Files.copy(made, database());
        }
    }

    private Path database() {
        return folder.resolve("metrics.duckdb");
    }

    private int run(String... args) {
        String[] all = new String[args.length + 3];
        all[0] = "--no-refresh";
        all[1] = "--database";
        all[2] = database().toString();
        System.arraycopy(args, 0, all, 3, args.length);
        out.getBuffer().setLength(0);
        errors.getBuffer().setLength(0);
        return new CommandLine(new ReportCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .setExecutionExceptionHandler((error, command, result) -> {
                    command.getErr().println(error.getMessage());
                    return 1;
                })
                .execute(all);
    }

    @Test
    void shouldWriteAPageInBothLanguagesAndForPaper() throws Exception {
        publish();
        for (String language : new String[] {"zh", "en"}) {
            for (String format : new String[] {"html", "pdf-ready"}) {
                assertThat(run(
                                "--programme",
                                "farm",
                                "--from",
                                "2026-03-01",
                                "--to",
                                "2026-03-03",
                                "--lang",
                                language,
                                "--format",
                                format))
                        .as(errors.toString())
                        .isZero();
                Document page = parse(out.toString());
                assertThat(page.getElementsByTagName("svg").getLength()).isPositive();
                shouldLinkToWhatIsThere(page);
                assertThat(out.toString())
                        .doesNotContain("<script", "http-equiv", "{{", "class=\"\"")
                        .contains("270", "88.52 %", "schemas/METRICS.md#delivery");
                assertThat(out.toString())
                        .as("what is withheld says so")
                        .contains(language.equals("zh") ? "不公布：少于 20 家" : "withheld: fewer than 20 merchants");
                assertThat(out.toString().contains("counter(pages)")).isEqualTo(format.equals("pdf-ready"));
                assertThat(out.toString()).contains(language.equals("zh") ? "农产品&lt;扶持&gt;" : "Farm &amp; produce");
            }
        }
    }

    @Test
    void shouldWriteTheSameTwice() throws Exception {
        publish();
        String[] args = {"--programme", "farm", "--from", "2026-03-01", "--to", "2026-03-03"};
        assertThat(run(args)).isZero();
        String first = out.toString();
        assertThat(run(args)).isZero();
        assertThat(out.toString()).isEqualTo(first);
    }

    @Test
    void shouldWriteAFile() throws Exception {
        publish();
        Path file = folder.resolve("report.json");
        assertThat(run(
                        "--programme",
                        "farm",
                        "--from",
                        "2026-03-01",
                        "--to",
                        "2026-03-03",
                        "--format",
                        "json",
                        "--out",
                        file.toString()))
                .isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(errors.toString()).contains("chapter 1 of ").contains("wrote " + file);
        assertThat(Files.readString(file))
                .startsWith("{\"programmeId\":\"farm\"")
                .endsWith("}\n");
    }

    @Test
    void shouldSayInOneLineWhatIsWrong() throws Exception {
        assertThat(run("--programme", "farm", "--from", "-1d")).isEqualTo(1);
        assertThat(errors.toString()).contains("is not there; leave --no-refresh out to make it");
        publish();
        assertThat(run("--programme", "farm", "--from", "2026-03-03", "--to", "2026-03-01"))
                .isEqualTo(1);
        assertThat(errors.toString()).endsWith("\n--from must be before --to\n");
        assertThat(run("--programme", "farm", "--from", "March")).isEqualTo(1);
        assertThat(errors.toString()).startsWith("--from 'March': is no moment; write ");
        assertThat(run("--programme", "farm", "--from", "-1d", "--out", folder + "/none/report.html"))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("its folder is not there; make it first");
        assertThat(run("--programme", "farm", "--from", "-1d", "--out", folder.toString()))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("is a folder; name a file in it");
        assertThat(run("--programme", "fram", "--from", "-1d")).isEqualTo(1);
        assertThat(errors.toString()).contains("--programme fram: was never published; did you mean farm?");
        assertThat(run("--programme", "farm", "--from", "2026-03-01T00:00+25:00"))
                .isEqualTo(1);
        assertThat(errors.toString()).startsWith("--from '2026-03-01T00:00+25:00': is no moment; write ");
        assertThat(run("--from", "-1d")).isEqualTo(2);
        assertThat(errors.toString()).contains("--programme=ID");
    }

    @Test
    void shouldTeach() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("html, pdf-ready, json", "Examples:", "intervals", "schemas/METRICS.md", "programme's zone");
    }

    private static Document parse(String page) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
    }

    /** Every id is there once, and every link leads to one. */
    private static void shouldLinkToWhatIsThere(Document page) {
        Set<String> ids = new HashSet<>();
        NodeList all = page.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            String id = ((Element) all.item(i)).getAttribute("id");
            assertThat(id.isEmpty() || ids.add(id)).as("id %s", id).isTrue();
        }
        NodeList links = page.getElementsByTagName("a");
        for (int i = 0; i < links.getLength(); i++) {
            assertThat(ids)
                    .contains(((Element) links.item(i)).getAttribute("href").substring(1));
        }
    }
}
