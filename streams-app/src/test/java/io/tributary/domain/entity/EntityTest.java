package io.tributary.domain.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.entity.Holding.Claim;
import io.tributary.domain.entity.Holding.Held;
import io.tributary.domain.entity.Holding.Terms;
import io.tributary.domain.entity.ShopReport.Stint;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EntityTest {
    private static final String PROGRAMME = "one";
    private static final long PERIOD = 86_400_000;

    private final Entity entity = new Entity();

    @Property(tries = 400)
    void shouldNeverLetShopsHoldMoreThanTheCap(@ForAll Random random, @ForAll @IntRange(min = 1, max = 5) int shops) {
        EntityModel model = new EntityModel(random, shops);
        for (int i = 0; i < 400; i++) {
            model.step();
        }
        model.settle();
    }

    @Test
    void shouldGiveTheOnlyShopAllThatItWants() {
        assertThat(exposures(entity.report(shop("a", 1, 0, 0)))).isEqualTo(Map.of("a", 100L));
    }

    @Test
    void shouldRaiseAShareOnlyWhenTheLoweredOneWasTakenUp() {
        entity.report(shop("a", 1, 0, 0));
        entity.report(shop("a", 2, 1, 100));

        SortedMap<String, EntityAnswer> joined = entity.report(shop("b", 3, 0, 0));
        assertThat(exposures(joined)).as("nothing is free yet").isEqualTo(Map.of("a", 50L, "b", 0L));

        SortedMap<String, EntityAnswer> taken = entity.report(shop("a", 4, 3, 50));
        assertThat(exposures(taken)).isEqualTo(Map.of("b", 50L));
    }

    @Test
    void shouldKeepWhatAShopHasSpentUntilThePeriodEnds() {
        entity.report(shop("a", 1, 0, 0));
        entity.report(shop("a", 2, 1, 100));
        entity.report(shop("b", 3, 0, 0));

        assertThat(exposures(entity.report(shop("a", 4, 3, 80)))).isEqualTo(Map.of("b", 20L));
        ShopReport next = new ShopReport("a", new Stint(1, 5, false), 7, List.of(holding(2 * PERIOD, 3, 50)));
        assertThat(exposures(entity.report(next)))
                .as("b has not taken up the first share")
                .isEmpty();
        assertThat(exposures(entity.report(shop("b", 6, 4, 20)))).isEqualTo(Map.of("b", 50L));
    }

    @Test
    void shouldDoNothingWithAReportThatIsRepeated() {
        entity.report(shop("a", 1, 0, 0));
        entity.report(shop("a", 2, 1, 100));
        assertThat(entity.report(shop("a", 1, 0, 0))).isEmpty();
        assertThat(entity.report(shop("a", 2, 1, 100))).isEmpty();
    }

    @Test
    void shouldKeepWhatAShopHadThatLeftInThePeriod() {
        entity.report(shop("a", 1, 0, 0));
        entity.report(shop("a", 2, 1, 70));
        entity.report(new ShopReport("a", new Stint(1, 3, true), 7, List.of(holding(PERIOD, 1, 70))));

        assertThat(exposures(entity.report(shop("b", 4, 0, 0)))).isEqualTo(Map.of("b", 30L));
    }

    @Test
    void shouldRememberWhenTheFirstShopOpenedThoughItIsClosed() {
        assertThat(entity.report(joined("a", 1, 500, false)).get("a").ownerJoinedAt())
                .isEqualTo(500);
        entity.report(joined("a", 2, 500, true));
        assertThat(entity.report(joined("b", 3, 900, false)).get("b").ownerJoinedAt())
                .isEqualTo(500);
    }

    @Test
    void shouldTellAllShopsOfAnOlderOne() {
        entity.report(joined("b", 1, 900, false));
        assertThat(entity.report(joined("a", 2, 500, false)))
                .hasSize(2)
                .allSatisfy((shop, answer) -> assertThat(answer.ownerJoinedAt()).isEqualTo(500));
    }

    @Test
    void shouldTellWhoIsOneTooManyItsAgeAndForgetWhoHasGone() {
        for (int i = 0; i < Entity.MOST_SHOPS; i++) {
            entity.report(joined("m" + i, 1 + i, 500 + i, false));
        }
        EntityAnswer refused = entity.report(shop("z", 2_000, 0, 0)).get("z");
        assertThat(refused.ownerJoinedAt()).isEqualTo(7);
        assertThat(refused.shares()).isEmpty();

        entity.report(joined("m3", 3_000, 503, true));
        assertThat(exposures(entity.report(shop("z", 4_000, 0, 0)))).containsEntry("z", 100L);
    }

    private static ShopReport joined(String shop, long number, long joinedAt, boolean left) {
        return new ShopReport(shop, new Stint(left ? 1 : number, number, left), joinedAt, List.of());
    }

    /** A report of a shop that wants all of a cap of 100. */
    private static ShopReport shop(String shop, long number, long taken, long held) {
        return new ShopReport(
                shop, new Stint(shop.equals("a") ? 1 : 3, number, false), 7, List.of(holding(PERIOD, taken, held)));
    }

    private static Holding holding(long period, long taken, long held) {
        return new Holding(PROGRAMME, new Terms(1, 100), new Claim(1, 400), new Held(period, taken, held));
    }

    private static Map<String, Long> exposures(SortedMap<String, EntityAnswer> answers) {
        return answers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> each.getValue().shares().stream()
                                .mapToLong(Share::exposures)
                                .sum()));
    }
}
