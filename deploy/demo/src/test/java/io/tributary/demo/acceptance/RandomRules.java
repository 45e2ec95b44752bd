package io.tributary.demo.acceptance;

import io.tributary.common.v1.ItemScope;
import io.tributary.common.v1.Stage;
import io.tributary.common.v1.Surface;
import io.tributary.events.v1.ItemFacts;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.merchants.v1.Tag;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.ClockLimit;
import io.tributary.programmes.v1.ClockSpan;
import io.tributary.programmes.v1.DeliveryShape;
import io.tributary.programmes.v1.EvidenceEnd;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.StageCondition;
import io.tributary.programmes.v1.StageStep;
import io.tributary.programmes.v1.SupportClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Programmes and merchants that nobody has thought of, the same for the same seed. */
final class RandomRules {
    private static final List<String> TAGS = List.of("AGRI", "SPECIALTY");
    private static final List<String> CATEGORIES = List.of("tea", "textiles", "toys");
    /** A type of events that clocks are counted from. */
    static final String EVENT = "listed";

    private static final long HOUR = 3_600_000;

    private final SplittableRandom random;
    /** For ladders, so that what else is drawn for a seed stays what it was. */
    private final SplittableRandom ladders;

    RandomRules(long seed) {
        random = new SplittableRandom(seed);
        ladders = new SplittableRandom(~seed);
    }

    List<Programme> programmes() {
        List<Programme> programmes = new ArrayList<>();
        for (int number = 1 + random.nextInt(4); number > 0; number--) {
            programmes.add(programme("programme-" + number));
        }
        return programmes;
    }

    private Programme programme(String id) {
        long cap = random.nextLong(5, 120);
        return Rules.programme(id, random.nextLong(20, 600), random.nextLong(0, Math.min(cap, 30)), cap)
                .setPeriodMinutes(random.nextBoolean() ? 1_440 : 240)
                .setMaxMultiplier(1 + random.nextInt(1, 4))
                .setSurfaces(random.nextBoolean() ? List.of(Surface.FEED) : List.of(Surface.FEED, Surface.LIVE))
                .setStageWeights(Map.of("SEED", 1.0 + random.nextInt(2), "GROW", (double) random.nextInt(4)))
                .setBurst(random.nextDouble(0.3))
                .setEligibility(clauses())
                .setClock(chance(3) ? clock() : null)
                .setScope(chance(3) ? scope() : null)
                .setStages(ladders.nextBoolean() ? stages() : List.of())
                .setEndsWhen(ladders.nextInt(3) == 0 ? new EvidenceEnd(5L, 0.2, ladders.nextInt(-1, 1)) : null)
                .setDeliveryShape(ladders.nextBoolean() ? DeliveryShape.FRONT_LOADED : DeliveryShape.EVEN)
                .build();
    }

    /** By evidence, and up to a graduation by how long a merchant has been there. */
    private List<StageStep> stages() {
        return List.of(
                StageStep.newBuilder()
                        .setStage(Stage.GROW)
                        .setEnter(
                                StageCondition.newBuilder().setChanceAbove(0.55).build())
                        .setLeave(
                                StageCondition.newBuilder().setChanceBelow(0.45).build())
                        .build(),
                StageStep.newBuilder()
                        .setStage(Stage.GRADUATED)
                        .setEnter(StageCondition.newBuilder()
                                .setClause(Rules.clause("old", "merchant.ageDays > " + ladders.nextInt(200)))
                                .build())
                        .build());
    }

    /** Hours of a merchant's own, which begin and end while the test runs. */
    private SupportClock clock() {
        return SupportClock.newBuilder()
                .setFrom(any(List.of("ENROLLED", "FIRST_SALE", EVENT)))
                .setStartsAfter(chance(2) ? span(2) : null)
                .setLasts(span(6))
                .setUntil(
                        chance(2)
                                ? ClockLimit.newBuilder()
                                        .setOrders(random.nextLong(1, 8))
                                        .build()
                                : null)
                .setCarryOver(chance(2))
                .build();
    }

    private ClockSpan span(int most) {
        return ClockSpan.newBuilder().setHours(1 + random.nextInt(most)).build();
    }

    private ItemScope scope() {
        return ItemScope.newBuilder().setCategories(List.of(any(CATEGORIES))).build();
    }

    /** What is shown; of one in three items nothing is known. */
    ItemFacts item() {
        return chance(3)
                ? null
                : ItemFacts.newBuilder().setCategory(any(CATEGORIES)).build();
    }

    private List<Clause> clauses() {
        List<Clause> clauses = new ArrayList<>();
        if (random.nextBoolean()) {
            clauses.add(Rules.clause("tag", "'" + any(TAGS) + "' in merchant.tags"));
        }
        if (random.nextBoolean()) {
            clauses.add(Rules.clause("category", "'" + any(CATEGORIES) + "' in merchant.categories"));
        }
        if (random.nextBoolean()) {
            clauses.add(Rules.clause("age", "merchant.ageDays <= " + random.nextInt(20, 120)));
        }
        return clauses;
    }

    /** The next version, which takes effect at once: other terms, and other clauses; as large a pool. */
    Programme changed(Programme programme) {
        return Programme.newBuilder(programme)
                .setVersion(programme.getVersion() + 1)
                .setCap(programme.getCap() + random.nextInt(20))
                .setEligibility(clauses())
                .build();
    }

    /** A merchant as it is now; it may opt out, and a certificate of it may end within hours. */
    MerchantProfile profile(String merchant, long now) {
        List<Tag> tags = new ArrayList<>();
        for (String name : TAGS) {
            if (random.nextInt(3) > 0) {
                tags.add(new Tag(name, null, random.nextBoolean() ? null : now + random.nextLong(6 * HOUR)));
            }
        }
        return Rules.shop(merchant, now, random.nextInt(200))
                .setSizeClass(random.nextBoolean() ? SizeClass.MICRO : SizeClass.SMALL)
                .setTags(tags)
                .setCategories(List.of(any(CATEGORIES), any(CATEGORIES)))
                .setOptOut(random.nextInt(10) == 0)
                .build();
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** True in one of so many cases. */
    boolean chance(int in) {
        return random.nextInt(in) == 0;
    }
}
