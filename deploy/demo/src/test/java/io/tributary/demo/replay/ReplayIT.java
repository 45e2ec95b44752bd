package io.tributary.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.ProgrammeFile;
import io.tributary.demo.RealInput;
import io.tributary.demo.ServiceSettings;
import io.tributary.demo.client.Sandbox;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.metrics.v1.WindowStatus;
import io.tributary.programmes.v1.Programme;
import io.tributary.schemas.Topics;
import io.tributary.testkit.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded interactions through real brokers, a real registry and the running service. */
class ReplayIT {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Duration STEP = Duration.ofMinutes(30);
    private static final Duration GRACE = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    private final List<String> notes = new ArrayList<>();

    /** What a merchant showed and sold on a local day. */
    private record Count(long impressions, long orders) {
        static final Count ZERO = new Count(0, 0);

        Count plus(long moreImpressions, long moreOrders) {
            return new Count(impressions + moreImpressions, orders + moreOrders);
        }
    }

    @Test
    void shouldCountPerMerchantAndDayWhatTheFileHolds() throws IOException {
        Path events = folder.resolve("events.csv");
        Files.writeString(events, rows());

        ReplayResult result = replayAndCompare(events);

        assertThat(result.malformed()).isEqualTo(2);
        assertThat(result.outOfOrder()).isEqualTo(1);
        assertThat(result.days()).isEqualTo(4);
        assertThat(result.duplicates()).isZero();
        assertThat(result.deadLetters()).isZero();
        assertThat(result.granted()).isPositive();
        assertThat(result.charged()).isPositive();
        assertThat(result.directives()).isPositive();
        assertThat(notes).anyMatch(note -> note.startsWith("line 3: ")).anyMatch(note -> note.startsWith("line 4: "));
    }

    /** More than a thousand days; SameOutputTest plays them without brokers. */
    @Test
    @Tag("long")
    void shouldCountPerMerchantAndDayWhatRealInputHolds() throws IOException {
        Path events = RealInput.file("events.csv");

        ReplayResult result = replayAndCompare(events);

        assertThat(result.impressions()).isEqualTo(33_838);
        assertThat(result.orders()).isEqualTo(23_852);
        assertThat(result.merchants()).isEqualTo(43);
        assertThat(result.malformed()).isZero();
        assertThat(result.duplicates()).isZero();
        assertThat(result.late()).isZero();
        assertThat(result.deadLetters()).isZero();
    }

    private ReplayResult replayAndCompare(Path events) throws IOException {
        Programme newcomer = ProgrammeFile.read(RealInput.repository().resolve("deploy/programmes/newcomer.yaml"));
        ReplaySettings settings =
                new ReplaySettings(events, List.of(newcomer), false, ZONE, STEP, GRACE, "a salt of the test");
        try (Sandbox sandbox = Sandbox.start(ServiceSettings.eventClock(STEP, GRACE, ZONE), notes::add)) {
            ReplayResult result = new Replay(settings, sandbox.cluster(), notes::add).run(System.currentTimeMillis());
            Map<String, Count> expected = countFile(events);
            assertThat(published(sandbox)).isEqualTo(expected);
            assertThat(result.impressions())
                    .isEqualTo(expected.values().stream()
                            .mapToLong(Count::impressions)
                            .sum());
            assertThat(result.orders())
                    .isEqualTo(
                            expected.values().stream().mapToLong(Count::orders).sum());
            return result;
        }
    }

    /** The independent count: reads the file in its own way. */
    private static Map<String, Count> countFile(Path events) throws IOException {
        Map<String, Count> counts = new TreeMap<>();
        for (String line : Files.readAllLines(events)) {
            if (line.matches("\\d+,[^,]+,[^,]+,[^,]+,[01]")) {
                String[] row = line.split(",", -1);
                LocalDate day = Instant.ofEpochSecond(Long.parseLong(row[0]))
                        .atZone(ZONE)
                        .toLocalDate();
                counts.merge(
                        row[3] + " " + day,
                        new Count(1, Long.parseLong(row[4])),
                        (a, b) -> a.plus(b.impressions(), b.orders()));
            }
        }
        return counts;
    }

    /** Latest revisions of the day windows, summed over surfaces and arms. */
    private static Map<String, Count> published(Sandbox sandbox) {
        Map<String, ConversionMetric> latest = new HashMap<>();
        try (TopicReader<ConversionMetric> metrics =
                TopicReader.fromBeginning(sandbox.cluster(), sandbox.cluster().serdes(), Topics.CONVERSION_METRICS)) {
            metrics.drain(metric -> {
                if (metric.getWindowSize() == WindowSize.DAY) {
                    String cell = metric.getMerchantId() + " " + metric.getWindowStart() + " " + metric.getSurface()
                            + " " + metric.getArm();
                    latest.merge(cell, metric, (a, b) -> a.getRevision() > b.getRevision() ? a : b);
                }
            });
        }
        assertThat(latest.values()).allMatch(metric -> metric.getStatus() != WindowStatus.PROVISIONAL);
        Map<String, Count> counts = new TreeMap<>();
        for (ConversionMetric metric : latest.values()) {
            LocalDate day =
                    Instant.ofEpochMilli(metric.getWindowStart()).atZone(ZONE).toLocalDate();
            Count before = counts.getOrDefault(metric.getMerchantId() + " " + day, Count.ZERO);
            counts.put(metric.getMerchantId() + " " + day, before.plus(metric.getImpressions(), metric.getOrders()));
        }
        return counts;
    }

    /** Four days of three merchants with gaps between them, two malformed rows and one that comes too late. */
    private static String rows() {
        long midnight = LocalDate.of(2016, 3, 1).atStartOfDay(ZONE).toEpochSecond();
        StringBuilder csv = new StringBuilder(InteractionReader.HEADER).append('\n');
        csv.append(midnight).append(",u1,i1,p1,1\n");
        csv.append("garbage\n");
        csv.append(midnight).append(",u1,i1,p1,maybe\n");
        for (int day : new int[] {0, 1, 2, 40}) {
            for (int i = 0; i < 120; i++) {
                long time = midnight + day * 86_400L + i * 700L;
                csv.append(time)
                        .append(",u")
                        .append(i % 17)
                        .append(",i")
                        .append(i % 5)
                        .append(",p")
                        .append(i % 3)
                        .append(i % 4 == 0 ? ",1\n" : ",0\n");
            }
        }
        csv.append(midnight + 40 * 86_400L + 1_000).append(",u9,i1,p2,0\n");
        return csv.toString();
    }
}
