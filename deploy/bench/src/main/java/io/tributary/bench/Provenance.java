package io.tributary.bench;

import io.tributary.cli.Main;
import io.tributary.testkit.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.internals.AppInfoParser;

/** When, where and with what something was measured. */
final class Provenance {
    private static final int PATIENCE_SECONDS = 5;

    private Provenance() {}

    /** One line for a part of RESULTS.md. */
    static String line(String command) {
        return LocalDate.now(ZoneOffset.UTC) + ", " + versions() + ", " + Machine.describe() + ": `" + command + "`";
    }

    static String versions() {
        String tributary = Main.commandLine().getCommandSpec().version()[0];
        return tributary + commit() + ", Kafka " + AppInfoParser.getVersion();
    }

    /** The source's commit where there is a repository. */
    private static String commit() {
        try {
            Process git = new ProcessBuilder(List.of("git", "rev-parse", "--short", "HEAD"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String id = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean known = git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0;
            return known ? " (" + id + ")" : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
