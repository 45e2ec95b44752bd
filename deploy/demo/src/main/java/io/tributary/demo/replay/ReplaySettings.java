package io.tributary.demo.replay;

import io.tributary.programmes.v1.Programme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * What is replayed, and how.
 *
 * @param events CSV file, see {@link InteractionReader}
 * @param programmes rules in force; may be empty
 * @param asWritten false: a programme that starts after the first event starts with it
 * @param zone zone of the local days, the service's metric zone
 * @param step longest span of events between two beats, half of the directives' life, 1 s to 1 day
 * @param grace the service's grace for late records
 * @param salt key of the request ids; null: derived from the file
 */
public record ReplaySettings(
        Path events,
        List<Programme> programmes,
        boolean asWritten,
        ZoneId zone,
        Duration step,
        Duration grace,
        String salt) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    public ReplaySettings {
        Objects.requireNonNull(events, "--events is missing: name the CSV file");
        Objects.requireNonNull(zone, "--zone is missing");
        programmes = List.copyOf(programmes);
        if (step.compareTo(SHORTEST) < 0 || step.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("--step is " + step + ", must be within 1 s and 1 day");
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("--grace is " + grace + ", must not be negative");
        }
    }
}
