package io.tributary.topology.pool;

import io.tributary.domain.Surface;
import io.tributary.domain.pool.ProgrammeSums;
import io.tributary.domain.pool.TaskReport;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.ProgrammeReport;
import io.tributary.pool.v1.SurfaceTraffic;
import io.tributary.schemas.bounds.RecordBounds;
import io.tributary.topology.Digests;
import io.tributary.topology.ReportRecords;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The pool's inputs, from records to the domain. What the domain refuses is an {@link IllegalArgumentException}. */
public final class PoolRecords {
    private PoolRecords() {}

    public static TaskReport report(PoolReport report) {
        RecordBounds.check(report);
        Map<String, ProgrammeSums> programmes = new HashMap<>();
        report.getProgrammes().forEach(part -> programmes.put(part.getProgrammeId(), sums(part)));
        Map<Surface, Long> traffic = new EnumMap<>(Surface.class);
        for (SurfaceTraffic seen : report.getTraffic()) {
            traffic.merge(Surface.valueOf(seen.getSurface().name()), seen.getImpressions(), Long::sum);
        }
        return new TaskReport(
                report.getTask(),
                report.getBeat(),
                report.getTime(),
                Digests.number(report.getRulesDigest()),
                programmes,
                traffic,
                report.getHeardUntil() > 0 ? report.getHeardUntil() : report.getTime());
    }

    private static ProgrammeSums sums(ProgrammeReport part) {
        ProgrammeSums.Candidate candidate =
                new ProgrammeSums.Candidate(part.getCandidateRate(), part.getCandidateFloorScale());
        ProgrammeSums.Builder sums = ProgrammeSums.of(part.getPeriodStart(), candidate);
        ReportRecords.SUMS.read(part, sums::set);
        return sums.build();
    }
}
