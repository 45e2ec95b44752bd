package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.Main;
import io.tributary.common.v1.Surface;
import io.tributary.ledger.v1.Decision;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.ReferenceList;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A hundred programmes with lists of 50,000 entries, which no record takes: they are checked at once, and take effect in one beat. */
class LargeRulesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final int PROGRAMMES = 100;
    private static final int LISTS = 4;
    private static final int ENTRIES = 50_000;

    @TempDir
    Path folder;

    @Test
    void shouldTakeEffectInOneBeat() {
        List<String> shops = Rules.merchants(8);
        try (TestPlatform platform = new TestPlatform(folder, DAY.atTime(9, 0), Duration.ofSeconds(10))) {
            platform.settle();
            for (int list = 0; list < LISTS; list++) {
                platform.list(list(list));
            }
            for (int programme = 0; programme < PROGRAMMES; programme++) {
                platform.programme(Rules.programme("programme-" + programme, 1_000, 1, 50)
                        .setEligibility(List.of(clause(programme)))
                        .build());
            }
            // Each is on one list, by its last entry.
            shops.forEach(shop -> platform.profile(Rules.shop(shop, platform.now(), 100)
                    .setCategories(List.of(entry(shops.indexOf(shop) % LISTS, ENTRIES - 1)))
                    .build()));

            platform.beatAt(DAY.atTime(9, 1));

            for (String shop : shops) {
                for (int programme = 0; programme < PROGRAMMES; programme++) {
                    Decision decision = platform.published().decision("programme-" + programme, shop);
                    assertThat(decision.getEligible()).isEqualTo(programme % LISTS == shops.indexOf(shop) % LISTS);
                }
            }
            platform.settle();
            assertThat(shops).allMatch(shop -> platform.isBoosted(shop, Surface.FEED));
        }
    }

    /** The limit is far above what it takes, which is seconds: it is there for what takes as long as there are pairs. */
    @Test
    @Timeout(60)
    void shouldBeValidatedAtOnce() throws IOException {
        List<String> command = new ArrayList<>(List.of("programmes", "validate"));
        for (int list = 0; list < LISTS; list++) {
            command.add(written(
                    "list-" + list,
                    "name: list-" + list + "\nversion: 1\nentries:\n"
                            + list(list).getEntries().stream()
                                    .map(entry -> "  - " + entry)
                                    .collect(Collectors.joining("\n"))));
        }
        for (int number = 0; number < PROGRAMMES; number++) {
            command.add(written("programme-" + number, programme(number)));
        }
        CommandLine commands = Main.commandLine();
        StringWriter out = new StringWriter();
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(out, true));

        assertThat(commands.execute(command.toArray(String[]::new)))
                .as(out.toString())
                .isZero();
        assertThat(out.toString().lines().filter(line -> line.startsWith("programme-")))
                .hasSizeGreaterThanOrEqualTo(PROGRAMMES);
    }

    private String written(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), text).toString();
    }

    private static String programme(int number) {
        return """
                programmeId: programme-%d
                version: 1
                name: {zh: 计划, en: Programme}
                startsAt: 2026-01-01T00:00:00+08:00
                pool: 1000
                floor: 1
                cap: 50
                maxMultiplier: 2.0
                surfaces: [FEED]
                holdout: {from: 900, to: 950}
                eligibility:
                  - id: listed
                    expression: "%s"
                    reason: {zh: 在名单上, en: Is on the list.}
                """.formatted(number, clause(number).getExpression());
    }

    private static Clause clause(int programme) {
        return Rules.clause("listed", "merchant.categories.exists(c, c in lists['list-" + programme % LISTS + "'])");
    }

    private static ReferenceList list(int list) {
        return ReferenceList.newBuilder()
                .setName("list-" + list)
                .setVersion(1)
                .setEntries(IntStream.range(0, ENTRIES)
                        .mapToObj(number -> entry(list, number))
                        .toList())
                .build();
    }

    private static String entry(int list, int number) {
        return "category-" + list + "-" + number;
    }
}
