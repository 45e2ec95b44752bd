package io.tributary.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.stack.DetachedStack;
import io.tributary.stack.ProcessStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Types what the README's section "By hand" says, in a folder of its own, and looks at what came of it: two instances that share the
 * work, two environments that share nothing but the brokers, signals, and a kill switch without a registry.
 */
class ReadmeIT {
    private static final Duration LONG = Duration.ofSeconds(120);
    /** Ports of this machine may be taken; everything else is typed as it is written. */
    private static final Map<String, String> FREE_PORTS =
            Map.of("local up", "local up --kafka-port 0 --registry-port 0", "http\\.port=\\d+", "http.port=0");

    @TempDir
    Path folder;

    private final Map<Process, Path> running = new LinkedHashMap<>();

    @RegisterExtension
    final TestExecutionExceptionHandler saying = (context, failure) -> {
        failure.addSuppressed(new AssertionError(
                "the instances said:\n" + logs() + "\nand the commands:\n" + text(folder.resolve("commands.log"))));
        throw failure;
    };

    @AfterEach
    void stop() throws Exception {
        running.keySet().forEach(Process::destroyForcibly);
        run("scripts/tributary local down");
    }

    @Test
    void shouldWorkAsWritten() throws Exception {
        Files.createSymbolicLink(folder.resolve("scripts"), ReadmeFile.ROOT.resolve("scripts"));
        Files.createSymbolicLink(folder.resolve("deploy"), ReadmeFile.ROOT.resolve("deploy"));
        Files.writeString(ReadmeFile.ROOT.resolve("deploy/demo/target/built"), "");
        List<String> lines = new ArrayList<>(ReadmeFile.commands("README.md", "By hand"));
        assertThat(lines.remove("scripts/tributary local down")).isTrue();
        lines.removeIf(line -> line.endsWith(" --help") || line.endsWith(" config"));

        for (String line : lines) {
            if (line.contains("tributary run")) {
                start(line, "ready after");
            } else if (line.contains("tributary tail")) {
                end(start(line, ""));
            } else {
                assertThat(run(line)).as(line).isZero();
            }
        }
        shouldKeepEnvironmentsApart();
        shouldPublishALargeListWholly();
        shouldAnswerAnalysts();
        shouldStopWithoutARegistry();
        shouldCommitAndSaySoOnASignal();
        assertThat(run("scripts/tributary local down")).isZero();
        assertThat(folder.resolve(".local/stack/tributary.properties")).doesNotExist();
    }

    private void shouldKeepEnvironmentsApart() throws Exception {
        assertThat(cli("programmes", "list")).contains("county v1: ACTIVE", "farm v2: ENDED", "newcomer v1: ACTIVE");
        assertThat(cli("programmes", "list", "--set", "topic.prefix=staging-"))
                .startsWith("newcomer v1: ACTIVE")
                .hasLineCount(1);
        cli("control", "stop", "ALL", "--reason", "only there", "--set", "topic.prefix=staging-");
        assertThat(cli("control", "list")).startsWith("nothing is stopped");
        assertThat(cli("control", "list", "--set", "topic.prefix=staging-")).startsWith("ALL since");
        // Its pool hears of it within a beat.
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(cli(
                                "tail", "beats", "--count", "1", "--partition", "0", "--set", "topic.prefix=staging-"))
                        .contains("\"topic\":\"staging-beats\"")
                        .contains("\"stopped\":[\"ALL\"]")
                        .doesNotContain("county"));
        // In the last minute the programme may have been stopped that is stopped and lifted above.
        assertThat(cli("tail", "beats", "--count", "1", "--partition", "0", "--from", "-1m"))
                .contains("\"topic\":\"beats\"")
                .containsPattern("\"stopped\":\\[(\"programme:farm\")?]");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            Set<String> topics = admin.listTopics().names().get();
            assertThat(topics)
                    .filteredOn(name -> name.startsWith("staging-"))
                    .hasSameSizeAs(topics.stream()
                            .filter(name -> !name.startsWith("staging-"))
                            .toList());
            assertThat(admin.listGroups().all().get())
                    .extracting(GroupListing::groupId)
                    .contains("tributary-merchant", "staging-tributary-merchant", "staging-tributary-pool");
        }
    }

    /** More than a record takes: parts in one transaction. */
    private void shouldPublishALargeListWholly() throws IOException {
        assertThat(cli("lists", "history"))
                .startsWith("key-counties v2: LAPSED, 90 entries")
                .hasLineCount(1);
        Path file = folder.resolve("shops.yaml");
        StringBuilder yaml = new StringBuilder("name: shops\nversion: 1\nentries:\n");
        IntStream.range(0, 50_000)
                .forEach(i -> yaml.append("  - shop-").append(i).append('\n'));
        Files.writeString(file, yaml);
        assertThat(cli("lists", "apply", file.toString())).startsWith("shops v1: published, 50000 entries");
        assertThat(cli("lists", "apply", file.toString())).startsWith("shops v1: unchanged, 50000 entries");
        Files.writeString(file, "name: shops\nversion: 2\nstartsAt: 2126-01-01\nentries: [shop-1]\n");
        assertThat(cli("lists", "apply", file.toString())).startsWith("shops v2: published, 1 entries");
        assertThat(cli("lists", "history", "shops", "--json").lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"entries\":50000", "\"state\":\"IN_FORCE\""),
                        second -> assertThat(second).contains("\"entries\":1,", "\"state\":\"TO_COME\""));
        assertThat(cli("lists", "delete", "shops", "--yes")).startsWith("shops v2: deleted");
        assertThat(cli("lists", "history")).hasLineCount(1);
    }

    /** What the section for analysts says, typed as it is written; and the tables that come of it. */
    private void shouldAnswerAnalysts() throws Exception {
        for (String line : ReadmeFile.commands("README.md", "For analysts")) {
            assertThat(run(line))
                    .as(() -> line + ": " + text(folder.resolve("commands.log")))
                    .isZero();
        }
        assertThat(folder.resolve("FOLDER/programmes_history.parquet")).isNotEmptyFile();
        assertThat(text(folder.resolve("farm.html"))).contains("</html>");
        String[] question = {
            "metrics",
            "sql",
            "--database",
            folder.resolve(".local/metrics.duckdb").toString(),
            "select count(*) as versions from programmes_history where programme_programme_id = 'farm'"
        };
        StringWriter err = new StringWriter();
        assertThat(cli(err, question)).isEqualTo("versions\n2\n");
        assertThat(err.toString()).contains("as of ").contains(" new records");
    }

    private void shouldStopWithoutARegistry() throws Exception {
        for (ProcessStatus process : DetachedStack.status(folder.resolve(".local/stack"))
                .orElseThrow()
                .processes()) {
            if (process.name().contains("registry")) {
                ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
        StringWriter err = new StringWriter();
        assertThat(cli(err, "control", "stop", "programme:county", "--reason", "registry is away"))
                .startsWith("stopped programme:county at ");
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("warning: the schema registry did not answer")
                .endsWith("stopping programme:county without it");
        await().atMost(LONG).until(() -> logs().contains("Kill switch on for programme:county: registry is away"));
    }

    private void shouldCommitAndSaySoOnASignal() throws Exception {
        for (Process process : running.keySet()) {
            process.destroy();
        }
        for (Process process : running.keySet()) {
            assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(log(process)).contains("stopping: committing").containsPattern("stopped after \\d+ ms");
        }
    }

    /** Types a command that goes on, and returns when it has said this. */
    private Process start(String line, String says) throws IOException {
        Path log = folder.resolve(running.size() + ".log");
        Process process = typed(line, log);
        running.put(process, log);
        await(line).atMost(LONG).until(() -> !process.isAlive() || log(process).contains(says));
        assertThat(process.isAlive()).as(() -> line + ": " + log(process)).isTrue();
        return process;
    }

    private void end(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        running.remove(process);
    }

    /** Types a command and returns its exit code. */
    private int run(String line) throws Exception {
        Process process = typed(line, folder.resolve("commands.log"));
        assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).as(line).isTrue();
        return process.exitValue();
    }

    private Process typed(String line, Path log) throws IOException {
        String command = line;
        for (Map.Entry<String, String> each : FREE_PORTS.entrySet()) {
            command = command.replaceAll(each.getKey(), each.getValue());
        }
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "exec " + command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("TRIBUTARY_HTTP_PORT", "0");
        builder.environment().put("TRIBUTARY_JAVA_OPTS", "-Xmx256m -XX:TieredStopAtLevel=1");
        return builder.start();
    }

    private String log(Process process) {
        return text(running.get(process));
    }

    private String logs() {
        StringBuilder all = new StringBuilder();
        running.keySet().forEach(process -> all.append(log(process)));
        return all.toString();
    }

    private String cli(String... args) {
        StringWriter err = new StringWriter();
        return cli(err, args);
    }

    /** The service's commands in this process, which is quicker than a script; what they answer. */
    private String cli(StringWriter err, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--config", settings().toString()));
        StringWriter out = new StringWriter();
        CommandLine commands = ToolMain.commandLine();
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        assertThat(commands.execute(all.toArray(String[]::new)))
                .as(() -> all + ": " + err)
                .isZero();
        return out.toString();
    }

    private Path settings() {
        return folder.resolve(".local/stack/tributary.properties");
    }

    private String bootstrapServers() {
        return text(settings())
                .lines()
                .filter(line -> line.startsWith("bootstrap.servers="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
