package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ladders of stages that cannot be: each fault is named with its place. */
class StageFilesTest extends CapturedCommands {
    private static final Path PROGRAMMES = Path.of("..", "deploy", "programmes");

    @TempDir
    Path folder;

    @Test
    void shouldRefuseClausesThatHoldForOneMerchantAtOnce() throws IOException {
        assertThat(faults("published/graded-tiers.yaml", "['gmv30d'] < 300000.0", "['gmv30d'] < 600000.0"))
                .matches(
                        "error: \\S+:\\d+:\\d+: stages.GROW.leave.clause: holds for merchants for which enter holds, too;"
                                + " leave room between .*\\R")
                .contains(":" + line("published/graded-tiers.yaml", "- stage: GROW", 8) + ":");
    }

    @Test
    void shouldRefuseLimitsWithoutRoomBetween() throws IOException {
        assertThat(faults("graded/growth.yaml", "chanceBelow: 0.5}", "chanceBelow: 0.9}"))
                .contains(":" + line("graded/growth.yaml", "- stage: GROW", 2) + ":")
                .contains("stages.GROW.leave.chanceBelow: is 0.9, must be below enter.chanceAbove");
    }

    @Test
    void shouldRefuseAnotherOrderAndOneThatIsGivenTwice() throws IOException {
        assertThat(faults("graded/growth.yaml", "- stage: GROW", "- stage: STEADY"))
                .contains("stages.STEADY: is given twice, must be given once");
        assertThat(faults("graded/growth.yaml", "chanceAbove: 0.8", "chanceAbove: 0.995"))
                .contains(":" + line("graded/growth.yaml", "- stage: STEADY", 1) + ":")
                .contains("stages.STEADY.enter.chanceAbove: is 0.99, must be at least 0.995");
    }

    @Test
    void shouldRefuseAConditionThatIsNoneAndARewardThatIsNoBenefit() throws IOException {
        assertThat(faults("graded/growth.yaml", "enter: {chanceAbove: 0.8}", "enter: {chanceBelow: 0.8}"))
                .contains("stages.GROW.enter.chanceBelow: must be left out: a stage is entered by chanceAbove");
        assertThat(faults("graded/growth.yaml", "enter: {chanceAbove: 0.8}", "enter: {}"))
                .contains("stages.GROW.enter: must be one of chanceAbove and clause");
        assertThat(faults("published/graded-tiers.yaml", "reward: tier-traffic", "reward: tier-coupon"))
                .contains(":" + line("published/graded-tiers.yaml", "reward: tier-traffic", 0) + ":")
                .contains("stages.STEADY.reward: is tier-coupon, must be the id of a benefit");
    }

    private String faults(String file, String before, String after) throws IOException {
        String yaml = Files.readString(PROGRAMMES.resolve(file));
        assertThat(yaml).contains(before);
        Path broken = Files.writeString(folder.resolve("broken.yaml"), yaml.replace(before, after));
        err.getBuffer().setLength(0);
        String lists = PROGRAMMES.resolve("lists/attributes.yaml").toString();
        assertThat(run("programmes", "validate", broken.toString(), lists)).isEqualTo(Main.ASKED_WRONGLY);
        return err.toString();
    }

    /** The line so many after the first that has this. */
    private static int line(String file, String text, int after) throws IOException {
        int at = 1;
        for (String each : Files.readAllLines(PROGRAMMES.resolve(file))) {
            if (each.contains(text)) {
                return at + after;
            }
            at++;
        }
        throw new AssertionError(text);
    }
}
