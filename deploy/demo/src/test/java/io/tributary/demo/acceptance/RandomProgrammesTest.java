package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import io.tributary.explain.CaseExplainer;
import io.tributary.explain.Language;
import io.tributary.explain.MerchantCase;
import io.tributary.explain.Page;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.programmes.v1.Programme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Whatever the programmes are and whatever happens on the way (merchants change, rules change, the kill switch, records twice, tasks that
 * begin anew): no sum is above its pool, no exposure is charged twice, and each decision can be explained.
 */
class RandomProgrammesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final List<String> SHOPS = Rules.merchants(8);
    private static final int HOURS = 8;

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void shouldKeepWhatIsPromised(@ForAll long seed) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "random-programmes"));
        RandomRules random = new RandomRules(seed);
        Map<String, Programme> rules = new HashMap<>();
        random.programmes().forEach(programme -> rules.put(programme.getProgrammeId(), programme));
        List<Programme> published = new ArrayList<>(rules.values());
        try (TestPlatform platform =
                new TestPlatform(Files.createTempDirectory(folder, "state"), DAY.atTime(6, 0), STEP)) {
            rules.values().forEach(platform::programme);
            SHOPS.forEach(shop -> platform.profile(random.profile(shop, platform.now())));
            platform.settle();
            int boosted = 0;
            for (int hour = 1; hour <= HOURS; hour++) {
                boosted += play(platform, random, hour);
                change(platform, random, rules, published);
            }
            platform.service().lift("ALL");
            platform.settle();

            assertNoSumAboveItsPool(platform, rules);
            long charged = platform.published().ledger().stream()
                    .filter(entry -> entry.getKind() == EntryKind.CHARGE)
                    .mapToLong(LedgerEntry::getExposures)
                    .sum();
            assertThat(charged).as("each boosted exposure is charged once").isEqualTo(boosted);
            platform.published().cases(published, platform.now()).forEach(RandomProgrammesTest::assertExplained);
        }
    }

    private static int play(TestPlatform platform, RandomRules random, int hour) {
        int[] boosted = new int[1];
        platform.passUntil(
                DAY.atTime(6 + hour, 0),
                STEP,
                () -> SHOPS.forEach(shop -> {
                    boosted[0] += platform.show(shop, random.chance(4) ? Surface.LIVE : Surface.FEED, random.item(), 1);
                    if (random.chance(10)) {
                        platform.repeat(shop);
                    }
                    if (random.chance(20)) {
                        platform.buy(shop, 5_000);
                    }
                }));
        return boosted[0];
    }

    private static void change(
            TestPlatform platform, RandomRules random, Map<String, Programme> rules, List<Programme> published) {
        SHOPS.stream()
                .filter(shop -> random.chance(6))
                .forEach(shop -> platform.profile(random.profile(shop, platform.now())));
        if (random.chance(3)) {
            Programme changed = random.changed(random.any(List.copyOf(rules.values())));
            rules.put(changed.getProgrammeId(), changed);
            published.add(changed);
            platform.programme(changed);
        }
        if (random.chance(4)) {
            platform.service().restart();
        }
        if (random.chance(6)) {
            platform.service().stop("ALL");
        } else {
            platform.service().lift("ALL");
        }
    }

    /**
     * At no moment, of what was granted; and in the end, of what was spent: but for what hosts show before they hear of it. Some of these pools
     * are so small that a merchant's grant is less than what is shown of it between two beats.
     */
    private static void assertNoSumAboveItsPool(TestPlatform platform, Map<String, Programme> rules) {
        Map<String, Map<String, Long>> held = new HashMap<>();
        Map<String, Long> spent = new HashMap<>();
        long beat = -1;
        for (LedgerEntry entry : platform.published().ledger()) {
            if (entry.getBeat() != beat) {
                assertWithinPools(held, rules);
                beat = entry.getBeat();
            }
            String period = entry.getProgrammeId() + "/" + entry.getPeriodStart();
            long now = entry.getKind() == EntryKind.RELEASE ? entry.getSpent() : entry.getGranted();
            held.computeIfAbsent(period, key -> new HashMap<>()).put(entry.getMerchantId(), now);
            if (entry.getKind() == EntryKind.CHARGE) {
                spent.merge(period, entry.getExposures(), Long::sum);
            }
        }
        assertWithinPools(held, rules);
        spent.forEach((period, sum) -> assertThat(sum)
                .as("spent of %s", period)
                .isLessThanOrEqualTo(pool(period, rules) + (long) SHOPS.size() * TestPlatform.SLICES));
    }

    private static void assertWithinPools(Map<String, Map<String, Long>> held, Map<String, Programme> rules) {
        held.forEach((period, grants) -> assertThat(
                        grants.values().stream().mapToLong(Long::longValue).sum())
                .as("granted of %s: %s", period, grants)
                .isLessThanOrEqualTo(pool(period, rules)));
    }

    private static long pool(String period, Map<String, Programme> rules) {
        return rules.get(period.substring(0, period.indexOf('/'))).getPool();
    }

    private static void assertExplained(MerchantCase merchant) {
        CaseExplainer explainer = new CaseExplainer(merchant);
        List<Page> pages = new ArrayList<>(List.of(explainer.standing(null)));
        merchant.history()
                .decisions()
                .forEach(on ->
                        on.getDecisions().forEach(decision -> pages.add(explainer.decision(decision.getDecisionId()))));
        for (Page page : pages) {
            assertThat(page.sections()).isNotEmpty();
            for (Language language : Language.values()) {
                assertThat(page.text(language)).isNotBlank().doesNotContain("null");
            }
        }
    }
}
