package io.tributary.demo.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Prometheus' own tool, by the script that finds or downloads it. */
final class Promtool {
    private static final int UNAVAILABLE = 69;

    private Promtool() {}

    /** Runs it; leaves the test out where it cannot be had. */
    static void passes(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Monitoring.DEPLOY.resolve("prometheus/promtool").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        assumeTrue(code != UNAVAILABLE, "left out: " + said);
        assertThat(code).as(said).isZero();
    }
}
