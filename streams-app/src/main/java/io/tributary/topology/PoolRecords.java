package io.tributary.topology;

import io.tributary.domain.BucketRange;
import io.tributary.domain.LocalizedText;
import io.tributary.domain.Stage;
import io.tributary.domain.Surface;
import io.tributary.domain.pool.ListRules;
import io.tributary.domain.pool.ProgrammeSums;
import io.tributary.domain.pool.TaskReport;
import io.tributary.domain.programme.Clause;
import io.tributary.domain.programme.ProgrammeRules;
import io.tributary.domain.programme.ProgrammeStatus;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.ProgrammeReport;
import io.tributary.pool.v1.SurfaceTraffic;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pool's inputs, from records to the domain. What the domain refuses is an {@link IllegalArgumentException}. */
final class PoolRecords {
    private PoolRecords() {}

    static ProgrammeRules rules(Programme programme) {
        Map<Stage, Double> weights = new EnumMap<>(Stage.class);
        programme.getStageWeights().forEach((stage, weight) -> weights.put(stage(stage), weight));
        Set<Surface> surfaces = new HashSet<>();
        programme.getSurfaces().forEach(surface -> surfaces.add(Surface.valueOf(surface.name())));
        List<Clause> clauses = new ArrayList<>();
        programme
                .getEligibility()
                .forEach(clause ->
                        clauses.add(new Clause(clause.getId(), clause.getExpression(), text(clause.getReason()))));
        return new ProgrammeRules(
                programme.getProgrammeId(),
                programme.getVersion(),
                text(programme.getName()),
                ProgrammeStatus.valueOf(programme.getStatus().name()),
                programme.getStartsAt(),
                programme.getEndsAt() == null ? Long.MAX_VALUE : programme.getEndsAt(),
                ProgrammeRules.zone(programme.getTimeZone()),
                programme.getPeriodMinutes(),
                programme.getPool(),
                programme.getFloor(),
                programme.getCap(),
                weights,
                programme.getMaxMultiplier(),
                programme.getMaxAdditive(),
                surfaces,
                new BucketRange(
                        programme.getHoldout().getFrom(), programme.getHoldout().getTo()),
                clauses,
                programme.getBurst(),
                programme.getInitialStrength());
    }

    static ListRules list(ReferenceList list) {
        return new ListRules(list.getName(), list.getVersion(), list.getEntries());
    }

    static TaskReport report(PoolReport report) {
        Map<String, ProgrammeSums> programmes = new HashMap<>();
        report.getProgrammes().forEach(part -> programmes.put(part.getProgrammeId(), sums(part)));
        Map<Surface, Long> traffic = new EnumMap<>(Surface.class);
        for (SurfaceTraffic seen : report.getTraffic()) {
            traffic.merge(Surface.valueOf(seen.getSurface().name()), seen.getImpressions(), Long::sum);
        }
        return new TaskReport(
                report.getTask(), report.getBeat(), report.getTime(), report.getRulesDigest(), programmes, traffic);
    }

    private static ProgrammeSums sums(ProgrammeReport part) {
        return new ProgrammeSums(
                part.getPeriodStart(),
                part.getMembers(),
                part.getFloors(),
                part.getCandidateRate(),
                part.getCandidateFloorScale(),
                part.getCandidateSum(),
                part.getFreeWeight(),
                part.getGranted(),
                part.getSpent(),
                part.getInFlight(),
                part.getCommitted(),
                part.getSuspended(),
                part.getDueGrants(),
                part.getDirected(),
                new ProgrammeSums.Arms(
                        part.getTreatmentExposures(),
                        part.getTreatmentTotal(),
                        part.getHoldoutExposures(),
                        part.getHoldoutTotal(),
                        part.getTreatmentOrders(),
                        part.getHoldoutOrders()));
    }

    private static Stage stage(String name) {
        try {
            return Stage.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "stageWeights." + name + ": no such stage, use SEED, GROW, STEADY or GRADUATED", e);
        }
    }

    private static LocalizedText text(io.tributary.common.v1.LocalizedText text) {
        return new LocalizedText(text.getZh(), text.getEn());
    }
}
