package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import io.tributary.explain.CaseExplainer;
import io.tributary.explain.Language;
import io.tributary.explain.MerchantCase;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.Programme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules change, and those who were there before keep what was promised to them: deploy/programmes/versions/orchard-2.yaml. */
class Article02TransitionTest {
    private static final String PROGRAMME = "orchard";
    private static final LocalDate CHANGE = LocalDate.of(2026, 6, 1);
    private static final LocalDateTime STAY_ENDS = LocalDate.of(2026, 11, 1).atStartOfDay();
    private static final Duration STEP = Duration.ofMinutes(30);
    private static final int POOL = 900;

    private final Programme second = Programme.newBuilder(Rules.published("versions/orchard-2.yaml", POOL, 30, 400))
            .build();
    private final Programme first = first();

    @TempDir
    Path folder;

    private Programme first() {
        List<Clause> clauses = new ArrayList<>(second.getEligibility());
        clauses.add(Rules.clause("size", "merchant.sizeClass == 'SMALL'"));
        return Programme.newBuilder(second)
                .setVersion(1)
                .setEffectiveFrom(null)
                .setTransition(null)
                .setFloor(60)
                .setCap(600)
                .setEligibility(clauses)
                .build();
    }

    private static MerchantProfile orchard(TestPlatform platform, String id, int violations) {
        return Rules.shop(id, platform.now(), 500)
                .setTags(List.of(Rules.tag("AGRI")))
                .setViolations(violations)
                .build();
    }

    private static int version(TestPlatform platform, String merchant) {
        return platform.published().decision(PROGRAMME, merchant).getVersion();
    }

    private Map<String, Long> grants(TestPlatform platform, LocalDate day) {
        return platform.published().grants(PROGRAMME, TestPlatform.millis(day.atStartOfDay()));
    }

    @Test
    void shouldKeepWhoTookPartUnderTheFormerVersionUntilTheTransitionEnds() {
        try (TestPlatform platform =
                new TestPlatform(folder, CHANGE.minusDays(1).atTime(22, 0), STEP)) {
            platform.programme(first);
            platform.programme(second);
            for (String old : List.of("old-1", "old-2", "old-3")) {
                platform.profile(orchard(platform, old, 0));
            }
            platform.settle();
            assertThat(version(platform, "old-1")).isEqualTo(1);

            platform.beatAt(CHANGE.atStartOfDay());
            platform.profile(orchard(platform, "new-1", 0));
            platform.profile(orchard(platform, "new-2", 0));
            platform.service().restart();
            platform.settle();
            platform.settle();
            assertThat(List.of("old-1", "old-2", "old-3")).allMatch(old -> version(platform, old) == 1);
            assertThat(List.of("new-1", "new-2")).allMatch(later -> version(platform, later) == 2);
            Map<String, Long> grants = grants(platform, CHANGE);
            assertThat(grants.get("old-1")).isGreaterThanOrEqualTo(60);
            assertThat(grants.get("old-1") - grants.get("new-1"))
                    .as("floors of 60 and 30, and the same weight")
                    .isEqualTo(30);
            assertThat(grants.values().stream().mapToLong(Long::longValue).sum())
                    .as("of one pool")
                    .isBetween(POOL - 10L, (long) POOL);
            platform.passUntil(CHANGE.atTime(3, 0), STEP, () -> platform.show("old-1", Surface.FEED, 2));
            assertThat(platform.published().spent(PROGRAMME, "old-1", TestPlatform.millis(CHANGE.atStartOfDay())))
                    .isPositive();

            // Who leaves comes back as others come.
            platform.profile(orchard(platform, "old-2", 1));
            platform.settle();
            assertThat(platform.published().isEligible(PROGRAMME, "old-2")).isFalse();
            platform.profile(orchard(platform, "old-2", 0));
            platform.settle();
            assertThat(platform.published().isEligible(PROGRAMME, "old-2")).isTrue();
            assertThat(version(platform, "old-2")).isEqualTo(2);
            assertThat(version(platform, "old-1")).isEqualTo(1);
            assertThat(platform.published().decision(PROGRAMME, "old-2").getDecisionId())
                    .startsWith("orchard~2~");
            shouldExplain(platform);

            platform.beatAt(STAY_ENDS.minusSeconds(1));
            platform.settle();
            assertThat(version(platform, "old-1")).isEqualTo(1);
            platform.beatAt(STAY_ENDS);
            assertThat(List.of("old-1", "old-2", "old-3", "new-1")).allMatch(each -> version(platform, each) == 2);
            platform.settle();
            platform.settle();
            Map<String, Long> after = grants(platform, STAY_ENDS.toLocalDate());
            assertThat(after.get("old-1")).as("alike").isEqualTo(after.get("new-1"));
        }
    }

    private void shouldExplain(TestPlatform platform) {
        List<MerchantCase> cases = platform.published().cases(List.of(first, second), platform.now());
        String text = cases.stream()
                .filter(each -> each.merchantId().equals("old-1"))
                .map(each -> new CaseExplainer(each).standing(PROGRAMME).text(Language.EN))
                .findFirst()
                .orElseThrow();
        assertThat(text)
                .contains("orchard v1: takes part", "is guaranteed 60")
                .contains("stays under v1 until 2026-11-01T00:00+08:00")
                .contains("v2 is in force since 2026-06-01T00:00+08:00");
    }

    @Test
    void shouldReplayToTheSame() {
        assertThat(decisions(folder.resolve("a"), false)).isEqualTo(decisions(folder.resolve("b"), true));
    }

    private Map<String, Long> decisions(Path state, boolean restarts) {
        try (TestPlatform platform = new TestPlatform(state, CHANGE.minusDays(1).atTime(23, 0), STEP)) {
            platform.programme(first);
            platform.programme(second);
            platform.profile(orchard(platform, "old-1", 0));
            platform.profile(orchard(platform, "old-2", 0));
            platform.settle();
            platform.passUntil(CHANGE.atTime(2, 0), STEP, () -> {
                platform.show("old-1", Surface.FEED, 1);
                if (restarts && platform.shown() % 5 == 0) {
                    platform.service().restart();
                }
            });
            assertThat(version(platform, "old-1")).isEqualTo(1);
            return grants(platform, CHANGE);
        }
    }
}
