package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the commands that explain say without asking brokers. */
class ExplainCommandTest extends CapturedCommands {
    private static final String NEWCOMER = "../deploy/programmes/newcomer.yaml";

    @Test
    void shouldWriteAStatementFromFiles() {
        assertThat(run("programmes", "statement", NEWCOMER, "--lang", "en"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .startsWith("How support changes ranking\n")
                .contains("newcomer v1, ACTIVE", "What paying does and does not do")
                .doesNotContain("扶持");
    }

    @Test
    void shouldWriteAStatementForMachines() throws IOException {
        assertThat(run("programmes", "statement", NEWCOMER, "--surface", "LIVE", "--json"))
                .isZero();
        JsonNode page = new ObjectMapper().readTree(out.toString());
        assertThat(page.get("subject").asText()).isEqualTo("LIVE");
        assertThat(page.get("title").get("zh").asText()).isEqualTo("扶持如何影响排序");
    }

    @Test
    void shouldAskForAMerchantOrADecision() {
        assertThat(run("programmes", "explain")).isEqualTo(Main.ASKED_WRONGLY);
        assertThat(run("programmes", "explain", "m1", "--decision", "farm~1~1~m1"))
                .isEqualTo(Main.ASKED_WRONGLY);
        assertThat(run("programmes", "explain", "--decision", "m1")).isEqualTo(Main.ASKED_WRONGLY);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("name a merchant, or a decision with --decision"),
                        line -> assertThat(line).contains("name a merchant, or a decision with --decision"),
                        line -> assertThat(line).contains("'m1': is no id of a decision"));
    }
}
