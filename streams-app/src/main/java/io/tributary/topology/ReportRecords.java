package io.tributary.topology;

import io.tributary.domain.Surface;
import io.tributary.domain.merchant.Counters;
import io.tributary.domain.merchant.TaskReport;
import io.tributary.domain.merchant.TaskState;
import io.tributary.domain.pool.ProgrammeSum;
import io.tributary.domain.pool.ProgrammeSums;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.ProgrammeReport;
import io.tributary.pool.v1.SurfaceTraffic;
import io.tributary.pool.v1.TaskCounters;
import java.util.ArrayList;
import java.util.List;

/** A merchant task's report, from the domain to a record. */
public final class ReportRecords {
    /** Where a report has a programme's sums. */
    public static final EnumFields<ProgrammeSum> SUMS =
            EnumFields.all(ProgrammeSum.class, ProgrammeReport.getClassSchema());

    private ReportRecords() {}

    public static PoolReport report(int task, TaskReport report, TaskState state) {
        List<SurfaceTraffic> traffic = new ArrayList<>();
        for (Surface surface : Surface.values()) {
            traffic.add(
                    new SurfaceTraffic(io.tributary.common.v1.Surface.valueOf(surface.name()), state.traffic(surface)));
        }
        return PoolReport.newBuilder()
                .setTask(task)
                .setBeat(report.beat())
                .setTime(report.time())
                .setWatermark(state.watermark())
                .setRulesDigest(Digests.text(report.rulesDigest()))
                .setDelayMillis(state.delayMillis())
                .setProgrammes(report.programmes().entrySet().stream()
                        .map(each -> sums(each.getKey(), each.getValue()))
                        .toList())
                .setTraffic(traffic)
                .setCounters(counters(state.counters()))
                .setHeardUntil(state.heardUntil())
                .build();
    }

    private static ProgrammeReport sums(String programmeId, ProgrammeSums sums) {
        ProgrammeReport report = new ProgrammeReport();
        report.setProgrammeId(programmeId);
        report.setPeriodStart(sums.periodStart());
        report.setCandidateRate(sums.candidate().rate());
        report.setCandidateFloorScale(sums.candidate().floorScale());
        SUMS.write(report, sums::value);
        return report;
    }

    private static TaskCounters counters(Counters counters) {
        return TaskCounters.newBuilder()
                .setImpressions(counters.impressions)
                .setExposures(counters.exposures)
                .setOrders(counters.orders)
                .setRefunds(counters.refunds)
                .setDuplicates(counters.duplicates)
                .setLate(counters.late)
                .setCharged(counters.charged)
                .setDirectives(counters.directives)
                .setMerchants(counters.merchants)
                .setUnknownDirectives(counters.unknownDirectives)
                .setUnmatched(counters.unmatched)
                .setMismatched(counters.mismatched)
                .setUnmeasured(counters.unmeasured)
                .setOutOfScope(counters.outOfScope)
                .setLossesCut(counters.lossesCut)
                .setStaleProfiles(counters.staleProfiles)
                .setMerchantEvents(counters.merchantEvents)
                .setCasesOpened(counters.casesOpened)
                .setCasesClosed(counters.casesClosed)
                .setCasesOverdue(counters.casesOverdue)
                .setCasesClosedLate(counters.casesClosedLate)
                .setVerdicts(counters.verdicts)
                .setUnmatchedVerdicts(counters.unmatchedVerdicts)
                .setUncredited(counters.uncredited)
                .setBeyondHorizon(counters.beyondHorizon)
                .setBeyondExperiment(counters.beyondExperiment)
                .build();
    }
}
