package io.tributary.demo.same;

import io.tributary.cli.ProgrammeFile;
import io.tributary.demo.ProgrammeFolder;
import io.tributary.demo.RealInput;
import io.tributary.demo.RuleFiles;
import io.tributary.demo.loop.LoopSimulation;
import io.tributary.demo.marketplace.MarketplaceSettings;
import io.tributary.demo.replay.InProcessReplay;
import io.tributary.programmes.v1.Programme;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same inputs give the same outputs as when the golden files were recorded: however the inside is rebuilt, what the service
 * decides stays the same. {@code -Dgolden.output=rewrite} records the outputs anew, for a change that is meant to change them.
 */
class SameOutputTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long MIDNIGHT = Instant.parse("2026-03-01T16:00:00Z").toEpochMilli();
    private static final long STEP = 180_000;

    @TempDir
    Path folder;

    private int plays;

    @Test
    void shouldPublishTheSameForADayOfTheMarketplace() {
        new GoldenOutput("loop").check(digests -> {
            LoopSimulation simulation = new LoopSimulation(
                    MarketplaceSettings.standard(7, MIDNIGHT, ZONE).withSize(200, 12_000), rules(), STEP, digests);
            simulation.warmUp();
            simulation.day(0);
            simulation.finish(1);
        });
    }

    /** Only with lists that one of its programmes reads: the others are in beats, too, but change nothing. */
    private static RuleFiles rules() {
        RuleFiles all =
                ProgrammeFolder.read(ProgrammeFolder.standard(Path.of(""))).withOpenLists();
        return new RuleFiles(
                all.programmes(),
                all.lists().stream()
                        .filter(list -> list.getName().equals("key-counties"))
                        .toList());
    }

    @Test
    void shouldPublishTheSameForTheInputOfTheCrashTest() {
        new GoldenOutput("crash").check(digests -> CrashInput.play(folder.resolve("play" + plays++), digests));
    }

    @Test
    void shouldPublishTheSameForRecordedInteractions() {
        Path events = RealInput.file("events.csv");
        Programme newcomer = ProgrammeFile.read(RealInput.repository().resolve("deploy/programmes/newcomer.yaml"));
        new GoldenOutput("replay").check(digests -> InProcessReplay.play(events, newcomer, digests));
    }
}
