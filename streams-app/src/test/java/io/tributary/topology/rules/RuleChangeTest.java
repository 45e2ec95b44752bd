package io.tributary.topology.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
import io.tributary.domain.rules.ChangeKind;
import io.tributary.domain.rules.RuleChange;
import io.tributary.domain.rules.RuleDifference;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.Enrolment;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;
import io.tributary.programmes.v1.RelevanceUnit;
import io.tributary.programmes.v1.Seats;
import io.tributary.programmes.v1.UnknownPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is a general and what an important change of the contract's own records. */
class RuleChangeTest {
    private static final long MONDAY = 1_772_380_800_000L;
    private static final Clause SMALL = clause("small", "merchant.sizeClass == 'SMALL'");
    private static final Clause CLEAN = clause("clean", "merchant.violations == 0");

    /** What takes something from somebody. Each narrows every programme that {@link #programmes} makes. */
    private static final Map<String, UnaryOperator<Programme>> NARROWINGS = narrowings();

    private static Map<String, UnaryOperator<Programme>> narrowings() {
        Map<String, UnaryOperator<Programme>> all = new HashMap<>();
        all.put("floor", with(p -> p.setFloor(p.getFloor() - 1)));
        all.put("pool", with(p -> p.setPool(p.getPool() - 1)));
        all.put("cap", with(p -> p.setCap(p.getCap() - 1)));
        all.put("endsAt", with(p -> p.setEndsAt(MONDAY + 1)));
        all.put("startsAt", with(p -> p.setStartsAt(p.getStartsAt() + 1)));
        all.put("surfaces", with(p -> p.setSurfaces(List.of(Surface.FEED))));
        all.put("paused", with(p -> p.setStatus(ProgrammeStatus.PAUSED)));
        all.put("ended", with(p -> p.setStatus(ProgrammeStatus.ENDED)));
        all.put("maxMultiplier", with(p -> p.setMaxMultiplier(p.getMaxMultiplier() - 0.5)));
        all.put("holdout", with(p -> p.setHoldout(new BucketRange(0, 90))));
        all.put("relevanceBudget", with(p -> p.setRelevanceBudget(0.001)));
        all.put("relevanceUnit", with(p -> p.setRelevanceUnit(RelevanceUnit.RANK)));
        all.put("timeZone", with(p -> p.setTimeZone("Asia/Urumqi")));
        all.put("periodMinutes", with(p -> p.setPeriodMinutes(60)));
        all.put("stageWeights", with(p -> p.setStageWeights(Map.of("GROW", 9.0))));
        all.put("a clause more", with(p -> p.setEligibility(plus(p.getEligibility(), CLEAN))));
        all.put(
                "another expression",
                with(p -> p.setEligibility(List.of(clause("small", "merchant.sizeClass == 'MICRO'")))));
        return all;
    }

    @ParameterizedTest
    @MethodSource("widenings")
    void shouldCallAChangeThatOnlyGivesGeneral(Consumer<Programme> widening) {
        Programme after = Programme.newBuilder(sample()).build();
        widening.accept(after);

        RuleChange change = change(sample(), after);
        assertThat(change.differences()).hasSize(1);
        assertThat(change.kind()).isEqualTo(ChangeKind.GENERAL);
    }

    static Stream<Consumer<Programme>> widenings() {
        return Stream.of(
                p -> p.setName(new LocalizedText("新名", "New name")),
                p -> p.setFloor(11),
                p -> p.setPool(1_001),
                p -> p.setCap(101),
                p -> p.setEndsAt(null),
                p -> p.setStartsAt(MONDAY - 1_000_000),
                p -> p.setSurfaces(List.of(Surface.LIVE, Surface.FEED, Surface.SEARCH)),
                p -> p.setHoldout(new BucketRange(10, 40)),
                p -> p.setMaxMultiplier(4),
                p -> p.setRelevanceBudget(0),
                p -> p.setEligibility(List.of()),
                p -> p.setEligibility(List.of(new Clause(
                        "small",
                        SMALL.getExpression(),
                        new LocalizedText("说明改了", "Reworded"),
                        UnknownPolicy.NOT_MET,
                        0L))));
    }

    @Property(tries = 200)
    void shouldFindNoDifferenceBetweenTheSame(@ForAll("programmes") Programme programme) {
        Programme next = Programme.newBuilder(programme)
                .setVersion(programme.getVersion() + 1)
                .setEffectiveFrom(MONDAY)
                .build();
        assertThat(change(programme, next).differences()).isEmpty();
        assertThat(change(programme, next).kind()).isEqualTo(ChangeKind.GENERAL);
    }

    /** Whatever it gives elsewhere, a change that narrows anything is important. */
    @Property(tries = 500)
    void shouldCallAnyNarrowingImportant(
            @ForAll("programmes") Programme programme,
            @ForAll("narrowing") String narrowing,
            @ForAll("giving") Consumer<Programme> giving) {
        Programme after = Programme.newBuilder(programme).build();
        giving.accept(after);
        after = NARROWINGS.get(narrowing).apply(after);

        assertThat(change(programme, after).kind()).as(narrowing).isEqualTo(ChangeKind.IMPORTANT);
    }

    /** Going there and back again cannot be free of taking, but for what takes nothing either way. */
    @Property(tries = 200)
    void shouldCallOneOfTwoWaysImportant(@ForAll("programmes") Programme one, @ForAll("programmes") Programme other) {
        RuleChange there = change(one, other);
        RuleChange back = change(other, one);
        assertThat(there.differences()).hasSameSizeAs(back.differences());
        if (!there.differences().isEmpty()) {
            assertThat(List.of(there.kind(), back.kind())).contains(ChangeKind.IMPORTANT);
        }
    }

    @Test
    void shouldCallFewerSeatsOrAnotherOrderImportantAndMoreSeatsGeneral() {
        Seats seats = new Seats(300L, "score", MONDAY);
        assertThat(seatsChange(seats, new Seats(301L, "score", MONDAY))).isEqualTo(ChangeKind.GENERAL);
        assertThat(seatsChange(seats, null)).isEqualTo(ChangeKind.GENERAL);
        assertThat(seatsChange(seats, new Seats(299L, "score", MONDAY))).isEqualTo(ChangeKind.IMPORTANT);
        assertThat(seatsChange(seats, new Seats(301L, null, null))).isEqualTo(ChangeKind.IMPORTANT);
        assertThat(seatsChange(seats, new Seats(300L, "score", MONDAY + 1))).isEqualTo(ChangeKind.IMPORTANT);
        assertThat(seatsChange(null, seats)).isEqualTo(ChangeKind.IMPORTANT);
        Programme open = sample();
        assertThat(change(open, with(seats, 0)).kind()).isEqualTo(ChangeKind.IMPORTANT);
        assertThat(change(with(seats, 0), with(new Seats(400L, "score", MONDAY), 30))
                        .kind())
                .as("a cool-off, too")
                .isEqualTo(ChangeKind.IMPORTANT);
    }

    private static ChangeKind seatsChange(Seats before, Seats after) {
        return change(with(before, 0), with(after, 0)).kind();
    }

    private static Programme with(Seats seats, int coolOffDays) {
        Programme programme = sample();
        programme.setEnrolment(Enrolment.newBuilder()
                .setCoolOffDays(coolOffDays)
                .setSeats(seats)
                .build());
        return programme;
    }

    @Test
    void shouldCallAFieldThatItDoesNotKnowImportant() {
        RuleChange change = RuleChange.between(Map.of("novelty", 1), Map.of("novelty", 2));
        assertThat(change.kind()).isEqualTo(ChangeKind.IMPORTANT);
        assertThat(change.differences().get(0).field()).isEqualTo("novelty");
    }

    @Test
    void shouldSayInBothLanguagesWhatChanges() {
        Programme after = Programme.newBuilder(sample()).setFloor(4).build();
        RuleDifference only = change(sample(), after).differences().get(0);
        assertThat(only.sentence().en()).isEqualTo("Floor of each merchant: from 10 to 4");
        assertThat(only.sentence().zh()).isEqualTo("每位商家的保底曝光由 10 改为 4");
    }

    @Provide
    Arbitrary<String> narrowing() {
        return Arbitraries.of(NARROWINGS.keySet());
    }

    @Provide
    Arbitrary<Consumer<Programme>> giving() {
        return Arbitraries.of(List.<Consumer<Programme>>of(
                p -> {},
                p -> p.setName(new LocalizedText("新名", "New name")),
                p -> p.setMaxAdditive(p.getMaxAdditive() + 1),
                p -> p.setInitialStrength(p.getInitialStrength() + 1),
                p -> p.setBurst(1)));
    }

    @Provide
    Arbitrary<Programme> programmes() {
        return Combinators.combine(
                        Arbitraries.longs().between(2, 50),
                        Arbitraries.longs().between(60, 90),
                        Arbitraries.longs().between(1_000, 2_000),
                        Arbitraries.longs().between(MONDAY + 10, MONDAY + 1_000),
                        Arbitraries.of(2.0, 3.0))
                .as((floor, cap, pool, end, multiplier) -> Programme.newBuilder(sample())
                        .setFloor(floor)
                        .setCap(cap)
                        .setPool(pool)
                        .setEndsAt(end)
                        .setMaxMultiplier(multiplier)
                        .build());
    }

    private static Programme sample() {
        return Programme.newBuilder()
                .setProgrammeId("farm")
                .setVersion(1)
                .setName(new LocalizedText("农特产品", "Farm"))
                .setStartsAt(MONDAY)
                .setEndsAt(MONDAY + 500)
                .setPool(1_000)
                .setFloor(10)
                .setCap(100)
                .setStageWeights(Map.of("GROW", 2.0))
                .setMaxMultiplier(3)
                .setSurfaces(List.of(Surface.FEED, Surface.SEARCH))
                .setHoldout(new BucketRange(0, 50))
                .setEligibility(List.of(SMALL))
                .setRelevanceBudget(0.01)
                .build();
    }

    private static RuleChange change(Programme before, Programme after) {
        return RuleChange.between(RuleValues.of(before), RuleValues.of(after));
    }

    private static UnaryOperator<Programme> with(Consumer<Programme> change) {
        return programme -> {
            Programme changed = Programme.newBuilder(programme).build();
            change.accept(changed);
            return changed;
        };
    }

    private static List<Clause> plus(List<Clause> clauses, Clause one) {
        List<Clause> all = new ArrayList<>(clauses);
        all.add(one);
        return all;
    }

    private static Clause clause(String id, String expression) {
        return new Clause(id, expression, new LocalizedText("条件" + id, "Condition " + id), UnknownPolicy.NOT_MET, 0L);
    }
}
