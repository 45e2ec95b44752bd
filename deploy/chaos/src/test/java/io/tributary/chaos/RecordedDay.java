package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.Main;
import io.tributary.demo.ProgrammeFolder;
import io.tributary.demo.view.DemoResult;
import io.tributary.testkit.Cluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/** A day that a running service has seen, tried again from its topics under another pool. */
final class RecordedDay {
    private static final Path FARM = ProgrammeFolder.standard(Path.of("")).resolve("farm.yaml");

    private RecordedDay() {}

    /** Asks the command, and compares what it says of the day with what happened on it. */
    static void tryAgain(Cluster cluster, DemoResult happened, Path folder) throws IOException {
        JsonNode result = dryRun(cluster, folder);

        happened.programmes().forEach(programme -> {
            JsonNode before = result.at("/programmes/" + programme.programmeId() + "/before");
            System.out.println(programme.programmeId() + " spent " + programme.spent() + ", dry-run " + before);
            assertThat(before.get("supported").asDouble() / programme.spent()).isBetween(0.9, 1.1);
            assertThat(before.get("granted").asDouble() / programme.granted()).isBetween(0.95, 1.05);
        });
        System.out.println(result.get("quality"));
        assertThat(result.at("/quality/reproduced").asDouble()).isGreaterThan(0.9);
        JsonNode farm = result.at("/programmes/farm");
        assertThat(farm.at("/after/supported").asDouble()
                        / farm.at("/before/supported").asDouble())
                .isBetween(0.4, 0.6);
        assertThat(result.get("winners")).isNotEmpty();
        assertThat(result.get("losers")).isNotEmpty();
    }

    private static JsonNode dryRun(Cluster cluster, Path folder) throws IOException {
        String yaml = Files.readString(FARM);
        assertThat(yaml).contains("pool: 30000").contains("floor: 80").contains("version: 1");
        Path changed = Files.writeString(
                folder.resolve("farm-3.yaml"),
                yaml.replace("pool: 30000", "pool: 15000")
                        .replace("floor: 80", "floor: 40")
                        .replace("version: 1", "version: 3"));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out));
        commands.setErr(new PrintWriter(err));
        int code = commands.execute(
                "programmes",
                "dry-run",
                "--bootstrap-servers",
                cluster.bootstrapServers(),
                "--schema-registry-url",
                cluster.registryUrl(),
                "--from",
                "2026-03-02T00:00:00+08:00",
                "--to",
                "2026-03-03T00:00:00+08:00",
                "--step",
                "300",
                "--json",
                changed.toString());
        System.out.println(err);
        assertThat(code).as(err.toString()).isZero();
        return new ObjectMapper().readTree(out.toString());
    }
}
