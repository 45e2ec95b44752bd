package io.tributary.domain.pool;

import io.tributary.domain.BucketRange;
import io.tributary.domain.LocalizedText;
import io.tributary.domain.Stage;
import io.tributary.domain.Surface;
import io.tributary.domain.rules.Delivery;
import io.tributary.domain.rules.Delivery.Boost;
import io.tributary.domain.rules.Delivery.RelevanceLimit;
import io.tributary.domain.rules.Identity;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.domain.rules.ProgrammeStatus;
import io.tributary.domain.rules.Quota;
import io.tributary.domain.rules.RelevanceUnit;
import io.tributary.domain.rules.Term;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules for tests. */
final class PoolRules {
    private PoolRules() {}

    static ProgrammeRules rules(String id, int version) {
        return rules(id, version, 0, 1440, "UTC", Set.of(Surface.FEED, Surface.SEARCH));
    }

    static Period period(long startsAt, int minutes, String zone, long time) {
        return Period.of(rules("any", 1, startsAt, minutes, zone, Set.of(Surface.FEED)), time);
    }

    static ProgrammeRules rules(
            String id, int version, long startsAt, int minutes, String zone, Set<Surface> surfaces) {
        return new ProgrammeRules(
                new Identity(
                        id,
                        version,
                        new LocalizedText("测试", "Test"),
                        ProgrammeStatus.ACTIVE,
                        31L * id.hashCode() + version),
                new Term(startsAt, Long.MAX_VALUE, ZoneId.of(zone), minutes),
                new Quota(10_000, 10, 1_000, Map.of(Stage.GROW, 2.0, Stage.STEADY, 0.5)),
                new Delivery(
                        surfaces,
                        new BucketRange(0, 50),
                        new Boost(3, 0, 0.05, 1),
                        new RelevanceLimit(0, RelevanceUnit.SCORE)),
                List.of());
    }
}
