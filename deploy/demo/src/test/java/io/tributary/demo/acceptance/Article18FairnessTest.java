package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.Main;
import io.tributary.common.v1.Surface;
import io.tributary.demo.RealInput;
import io.tributary.directives.v1.Boost;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.merchants.v1.Attribute;
import io.tributary.merchants.v1.MerchantProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Support is fair: it can be declined, cannot be bought by lower prices, and does not add up beyond what each programme allows. */
class Article18FairnessTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final long MIDNIGHT = TestPlatform.millis(DAY.atStartOfDay());
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final List<String> SHOPS = Rules.merchants(4);

    @TempDir
    Path folder;

    private TestPlatform platform(String name) {
        TestPlatform platform = new TestPlatform(folder.resolve(name), DAY.atTime(8, 0), STEP);
        platform.programme(Rules.programme("everybody", 400, 10, 60).build());
        SHOPS.forEach(
                shop -> platform.profile(Rules.shop(shop, platform.now(), 100).build()));
        return platform;
    }

    @Test
    void shouldStopWithinOneBeatForAMerchantThatDeclines() {
        try (TestPlatform platform = platform("day")) {
            platform.settle();
            String shop = SHOPS.get(0);
            assertThat(platform.isBoosted(shop, Surface.FEED)).isTrue();

            platform.profile(
                    Rules.shop(shop, platform.now(), 100).setOptOut(true).build());
            platform.beatAt(DAY.atTime(8, 10));

            assertThat(platform.isBoosted(shop, Surface.FEED)).isFalse();
            assertThat(platform.published().directive(shop)).isEmpty();
            assertThat(platform.published().isEligible("everybody", shop)).isFalse();
            assertThat(SHOPS.subList(1, 4)).allMatch(other -> platform.isBoosted(other, Surface.FEED));
        }
    }

    @Test
    void shouldNotBoostMoreForALowerPriceAlone() {
        Published as = playedWithPrices(1, 1);
        Published cheaper = playedWithPrices(1, 0.5);

        assertThat(cheaper.ledger()).isNotEmpty().isEqualTo(as.ledger());
        assertThat(SHOPS).allMatch(shop -> cheaper.directive(shop).equals(as.directive(shop)));
    }

    @Test
    void shouldRefuseRulesThatAskForPricesOrForPayment() throws IOException {
        for (String attribute : List.of("priceCut30d", "adSpend30d")) {
            String free = Files.readString(RealInput.repository().resolve("deploy/programmes/newcomer.yaml"));
            Path bought = folder.resolve(attribute + ".yaml");
            Files.writeString(
                    bought, free.replace("merchant.violations == 0", "merchant.attributes['" + attribute + "'] > 0.1"));
            CommandLine commands = Main.commandLine();
            StringWriter said = new StringWriter();
            commands.setOut(new PrintWriter(said, true));
            commands.setErr(new PrintWriter(said, true));

            int exit = commands.execute(
                    "programmes",
                    "validate",
                    RealInput.repository()
                            .resolve("deploy/programmes/lists/attributes.yaml")
                            .toString(),
                    bought.toString());

            assertThat(exit).as(said.toString()).isEqualTo(2);
            assertThat(said.toString().lines())
                    .anyMatch(line ->
                            line.matches(".*" + attribute + "\\.yaml:\\d+:\\d+: .*") && line.contains(attribute));
        }
    }

    /** A day on which one shop's prices change at ten. */
    private Published playedWithPrices(double before, double after) {
        try (TestPlatform platform = platform(Double.toString(after))) {
            platform.profile(priced(platform, before));
            platform.settle();
            showUntil(platform, 10);
            platform.profile(priced(platform, after));
            showUntil(platform, 14);
            return platform.published();
        }
    }

    private static MerchantProfile priced(TestPlatform platform, double price) {
        return Rules.shop(SHOPS.get(0), platform.now(), 100)
                .setAttributes(Map.of(
                        "priceIndex", Attribute.newBuilder().setNumber(price).build()))
                .build();
    }

    private static void showUntil(TestPlatform platform, int hour) {
        platform.passUntil(
                DAY.atTime(hour, 0), STEP, () -> SHOPS.forEach(shop -> platform.show(shop, Surface.FEED, 1)));
    }

    @Test
    void shouldNeverExceedTheCapOfAnyProgrammeWhereTheyOverlap() {
        try (TestPlatform platform = platform("day")) {
            platform.programme(Rules.programme("second", 200, 5, 30).build());
            platform.programme(
                    Rules.programme("third", 100, 5, 20).setMaxMultiplier(2).build());
            platform.settle();
            int[] boosted = new int[1];
            platform.passUntil(
                    DAY.atTime(23, 50),
                    STEP,
                    () -> SHOPS.forEach(shop -> {
                        boosted[0] += platform.show(shop, Surface.FEED, 2);
                        platform.published().directive(shop).ifPresent(Article18FairnessTest::assertWithinLimits);
                    }));
            platform.settle();

            long charged = 0;
            Map<String, Long> caps = Map.of("everybody", 60L, "second", 30L, "third", 20L);
            for (String programme : caps.keySet()) {
                for (String shop : SHOPS) {
                    long spent = platform.published().spent(programme, shop, MIDNIGHT);
                    assertThat(spent).as("%s of %s", shop, programme).isBetween(1L, caps.get(programme));
                    charged += spent;
                }
            }
            assertThat(charged).as("each exposure is charged once").isEqualTo(boosted[0]);
        }
    }

    private static void assertWithinLimits(BoostDirective directive) {
        for (Boost boost : directive.getBoosts()) {
            assertThat(boost.getMultiplier()).isBetween(1.0, boost.getMaxMultiplier());
        }
    }
}
