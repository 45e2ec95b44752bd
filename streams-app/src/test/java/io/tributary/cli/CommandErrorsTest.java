package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command with bad input of every kind: one line that names what is wrong and the remedy, and no stack trace. */
class CommandErrorsTest extends CapturedCommands {
    private static final List<List<String>> WITH_FILE = List.of(
            List.of("programmes", "apply", "--dry-run"),
            List.of("programmes", "apply"),
            List.of("programmes", "validate"),
            List.of("programmes", "validate", "../deploy/programmes/newcomer.yaml"),
            List.of("programmes", "apply", "--dry-run", "../deploy/programmes/newcomer.yaml"),
            List.of("lists", "apply"),
            List.of("config", "--config"),
            List.of("run", "--config"),
            List.of("topics", "plan", "--config"),
            List.of("control", "list", "--config"),
            List.of("tail", "beats", "--config"));
    private static final String PROGRAMME = "../deploy/programmes/newcomer.yaml";

    @TempDir
    Path folder;

    private void assertOneLine(int code, int expected, String... says) {
        assertThat(code).as(err.toString()).isEqualTo(expected);
        assertThat(err.toString().lines()).singleElement().satisfies(line -> {
            assertThat(line).startsWith("error: ").contains(says);
            assertThat(line).doesNotContain("Exception").doesNotContain("null").doesNotContain("io.tributary");
        });
        assertThat(out.toString()).doesNotContain("\tat ");
    }

    /** What is wrong with a file as such, whatever it should hold. */
    static Stream<Arguments> badFiles() {
        Map<String, byte[]> kinds = Map.of(
                "binary.bin", new byte[] {(byte) 0xCA, (byte) 0xFE, 0, 1, 2},
                "nul.txt", "pool: 1\0\n".getBytes(StandardCharsets.UTF_8),
                "latin.txt", "name=Fran\u00e7ois\n".getBytes(StandardCharsets.ISO_8859_1));
        List<Arguments> cases = new ArrayList<>();
        for (List<String> command : WITH_FILE) {
            kinds.forEach((name, bytes) -> cases.add(
                    Arguments.of(command, name, bytes, name.startsWith("nul") ? "NUL bytes" : "is not UTF-8 text")));
            cases.add(Arguments.of(command, "missing.yaml", null, "no such file"));
            cases.add(Arguments.of(command, "", null, "is a folder"));
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void shouldSayWhatIsWrongWithAFile(List<String> command, String name, byte[] bytes, String says)
            throws IOException {
        Path file = name.isEmpty() ? folder : folder.resolve(name);
        if (bytes != null) {
            Files.write(file, bytes);
        }
        List<String> args = new ArrayList<>(command);
        args.add(file.toString());
        assertOneLine(run(args.toArray(String[]::new)), 2, file.toString(), says);
    }

    @ParameterizedTest
    @MethodSource("commandsWithFiles")
    void shouldSayThatAFileMayNotBeRead(List<String> command) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "root reads everything");
        List<String> args = new ArrayList<>(command);
        args.add(file.toString());
        assertOneLine(run(args.toArray(String[]::new)), 2, file.toString(), "may not be read; check its permissions");
    }

    static Stream<Arguments> commandsWithFiles() {
        return WITH_FILE.stream().map(Arguments::of);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                    | expected fields (name: value)",
                "just words                            | expected fields (name: value)",
                "'- a'                                 | expected fields (name: value)",
                "'name: x\nname: y'                    | Duplicate field 'name'",
                "'name: x\nversion: one\nentries: []'  | :2:1: version: expected a whole number",
                "'name: x\nverson: 1'                  | :2:1: verson: no such field; did you mean version?",
                "'name: x\nversion: 1\nentries: yes'   | :3:1: entries: expected a list",
                "'name: x\n\tversion: 1'               | (TAB)' that cannot start any token",
                "'name: [x'                            | :1:",
                "'name: x\n---\nname: y'               | more than one document",
            })
    void shouldSayWhereAListIsWrong(String yaml, String says) throws IOException {
        Path file = Files.writeString(
                folder.resolve("l.yaml"), yaml.replace("\\n", "\n").replace("\\t", "\t"));
        assertOneLine(run("lists", "apply", file.toString()), 2, file.toString(), says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "beat.intervall.ms=5                              | :1): no such setting; did you mean beat.interval.ms?",
                "'# a comment\n\nbeat.interval.ms=fast'            | :3): expected a whole number",
                "'threads=1\nthreads=2'                            | :2: threads is set in",
                "'threads=1\n\n  threads : 2'                      | :3: threads is set in",
                "'threads'                                         | :1: \"threads\" has no value: write key=value",
                "'log.level=INFO\ninstance.id=\\u12'                | :2: is no setting",
                "'roles=merchant,\\\n  pool\nthreads=many'          | :3): expected a whole number",
                "'bootstrap.servers=nowhere'                       | :1): expected host:port",
                "'topic.prefix=a b'                                | :1): expected letters, digits",
            })
    void shouldSayWhereAConfigFileIsWrong(String text, String says) throws IOException {
        Path file = Files.writeString(folder.resolve("t.properties"), text.replace("\\n", "\n"));
        assertOneLine(run("config", "--config", file.toString()), 2, file + says);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\uFEFFthreads=2\n", "threads=2\r\n", "\tthreads = 2\n", "threads\t2", "# only\nthreads: 2"})
    void shouldReadAConfigFileOfAnySystem(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("t.properties"), text);
        assertThat(run("config", "--config", file.toString())).isZero();
        assertThat(out.toString()).contains("threads = 2   <- file " + file + ":");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "topics plan",
                "topics apply",
                "programmes list",
                "programmes apply " + PROGRAMME,
                "programmes retire farm",
                "programmes delete farm --yes",
                "lists list",
                "lists apply ../deploy/programmes/lists/key-counties.yaml",
                "lists delete key-counties --yes",
                "control list",
                "tail beats",
                "tail beats --from -10m",
                "positions plan"
            })
    void shouldSayThatNoBrokerAnswers(String command) {
        assertOneLine(run(unreachable(command)), 1, "Kafka", "start the brokers", "--bootstrap-servers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"control stop ALL --reason x", "control stop programme:farm --reason x", "control lift ALL"})
    void shouldSayThatNoBrokerTookTheKillSwitch(String command) {
        assertThat(run(unreachable(command))).isEqualTo(1);
        List<String> lines = err.toString().lines().toList();
        assertThat(lines.get(lines.size() - 1))
                .startsWith("error: Kafka at 127.0.0.1:1: ")
                .contains("start the brokers");
        assertThat(lines.subList(0, lines.size() - 1)).allMatch(line -> line.startsWith("warning: "));
        assertThat(err.toString()).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(out.toString()).isEmpty();
    }

    private static String[] unreachable(String command) {
        return (command + " --bootstrap-servers 127.0.0.1:1 --schema-registry-url http://127.0.0.1:1"
                        + " --set kafka.default.api.timeout.ms=300 --set registry.patience.ms=100")
                .split(" ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"schemas check", "schemas register"})
    void shouldSayThatNoRegistryAnswers(String command) {
        assertOneLine(run(unreachable(command)), 1, "the schema registry does not answer", "check schema.registry.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"schemas check", "schemas register"})
    void shouldSayThatSomethingElseAnswersInTheRegistrysPlace(String command) throws IOException {
        HttpServer page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page.createContext("/", exchange -> {
            byte[] html = "<html><h1>Not Found</h1></html>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(404, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        page.start();
        try {
            String url = "http://127.0.0.1:" + page.getAddress().getPort();
            String[] args = (command + " --set registry.patience.ms=100 --schema-registry-url " + url).split(" ");
            assertOneLine(run(args), 1, "HTTP 404", "no schema registry", "/apis/ccompat/v7", "schema.registry.url");
        } finally {
            page.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "control stop programm:farm --reason x | did you mean programme:farm?",
                "control stop surface:LIV --reason x   | did you mean LIVE?",
                "control stop farm --reason x          | use ALL, surface:NAME",
                "control stop merchant: --reason x     | use ALL, surface:NAME",
                "tail beats --from yesterday           | --from 'yesterday'",
                "tail beats --from 2026-13-01          | --from '2026-13-01': is no moment",
                "tail beats --count 0                  | --count 0: must be at least 1",
                "tail beat                             | did you mean beats?",
                "programmes apply --dry-run " + PROGRAMME + " " + PROGRAMME + " | in another of these files already",
                "config --bootstrap-servers nowhere    | (command line, --bootstrap-servers): expected host:port",
                "config --schema-registry-url nowhere  | (command line, --schema-registry-url): expected an http",
                "config --set threads=x                | threads = \"x\" (command line): expected a whole number",
            })
    void shouldSayWhatWasAskedWrongly(String command, String says) {
        assertOneLine(run(command.split(" ")), 2, says);
    }

    @Test
    void shouldRefuseTagsThatLookMisspeltUnlessForced() throws IOException {
        String yaml =
                Files.readString(Path.of("../deploy/programmes/farm.yaml")).replace("'AGRI'", "'ARGI'");
        Path file = Files.writeString(folder.resolve("f.yaml"), yaml);
        assertOneLine(run("programmes", "apply", "--dry-run", file.toString()), 2, "did you mean 'AGRI'?", "--force");
        assertThat(run("programmes", "apply", "--dry-run", "--force", file.toString()))
                .isZero();
        assertThat(run("programmes", "validate", file.toString())).isZero();
        assertThat(out.toString()).contains("farm v1: good");
    }

    @Test
    void shouldWarnOfClausesThatNeverHoldAndNameTheListsNeeded() throws Exception {
        String yaml = Files.readString(Path.of("../deploy/programmes/county.yaml"))
                .replace("merchant.violations == 0", "merchant.violations < 0");
        Path file = Files.writeString(folder.resolve("c.yaml"), yaml);
        assertThat(run("programmes", "validate", file.toString())).isZero();
        assertThat(out.toString()).contains("county v1: good, needs the lists [key-counties]");
        assertThat(err.toString())
                .startsWith("warning: county v1: eligibility.compliant: holds for none of ")
                .hasLineCount(1);
        assertThat(run("programmes", "validate", "--json", file.toString())).isZero();
        assertThat(out.toString())
                .contains("\"lists\":[\"key-counties\"]")
                .contains("\"warnings\":[\"eligibility.compliant");
    }
}
