package io.tributary.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchMainTest {
    private static final int ASKED_WRONGLY = 2;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void shouldRefuseWrongOptionsInOneLine() {
        assertRefused("--rounds is 0, must be within 1 and 100", "--rounds", "0");
        assertRefused("--events is 9999, must be within 10000 and 1000000000", "--events", "9999");
        assertRefused("--max-other is 101.0, must be within 0 and 100", "--max-other", "101");
        assertRefused("--only names 'flink': choose from limit, tributary, dsl", "--only", "limit,flink");
        assertRefused("bogus (arguments): no such setting", "--set", "bogus=1");
        assertRefused("Unknown option: '--round'", "--round");
        assertRefused("Invalid value for option '--events'", "--events", "many");
    }

    @Test
    void shouldTeachByItsHelp() {
        assertThat(commandLine().execute("--help")).isZero();

        assertThat(out.toString()).contains("Parts:", "Examples:", "Exit codes:", "kernels", "--max-other");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
    }

    private void assertRefused(String message, String... args) {
        errors.getBuffer().setLength(0);

        assertThat(commandLine().execute(args)).as(String.join(" ", args)).isEqualTo(ASKED_WRONGLY);

        assertThat(errors.toString()).startsWith("error: ").contains(message);
        assertThat(errors.toString().lines().filter(line -> line.startsWith("error:")))
                .hasSize(1);
    }

    private CommandLine commandLine() {
        return BenchMain.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(errors, true));
    }
}
