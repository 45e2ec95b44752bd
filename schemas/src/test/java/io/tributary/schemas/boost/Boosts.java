package io.tributary.schemas.boost;

import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Stage;
import io.tributary.common.v1.Surface;
import io.tributary.directives.v1.Boost;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.directives.v1.DirectiveReason;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.ProgrammeBeat;
import io.tributary.programmes.v1.Control;
import io.tributary.programmes.v1.ControlKind;
import java.util.List;

/** Directives, beats and controls for tests: short to write, with plain values where a test does not care. */
final class Boosts {
    private Boosts() {}

    /** Need 1, strength .5 at issue, limits 2 and 1, FEED, buckets 0 to 99 held out. */
    static Boost.Builder boost(String programmeId) {
        return Boost.newBuilder()
                .setDirectiveId("d-" + programmeId)
                .setProgrammeId(programmeId)
                .setSurfaces(List.of(Surface.FEED))
                .setNeed(1)
                .setMultiplier(1.5)
                .setAdditive(0.2)
                .setMaxMultiplier(2)
                .setMaxAdditive(1)
                .setHoldout(new BucketRange(0, 100))
                .setRemaining(1_000)
                .setStage(Stage.SEED);
    }

    static BoostDirective directive(long expiresAt, Boost.Builder... boosts) {
        return new BoostDirective(
                1L,
                0L,
                expiresAt,
                DirectiveReason.GRANTED,
                new LocalizedText("开始", "begins"),
                List.of(boosts).stream().map(Boost.Builder::build).toList(),
                -1);
    }

    static ProgrammeBeat programme(String programmeId, boolean active, double strength) {
        return new ProgrammeBeat(
                programmeId,
                1,
                0L,
                86_400_000L,
                active,
                strength,
                1.0,
                0L,
                1.0,
                1.0,
                1.0,
                0.0,
                0.0,
                0.0,
                0L,
                0L,
                0.0,
                List.of(),
                0.0,
                0L,
                0.96,
                null);
    }

    static Beat beat(long number, long time, ProgrammeBeat... programmes) {
        return new Beat(
                number, time, 1_000L, List.of(programmes), List.of(), "0".repeat(16), null, null, 0L, List.of(), 0, 0);
    }

    static Control stop(String scope) {
        return new Control(scope, ControlKind.STOP, "test", 0L);
    }
}
