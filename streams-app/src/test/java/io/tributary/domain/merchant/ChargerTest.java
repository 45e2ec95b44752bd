package io.tributary.domain.merchant;

import static io.tributary.domain.merchant.FarmProgramme.DAWN;
import static io.tributary.domain.merchant.FarmProgramme.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.BucketRange;
import io.tributary.domain.ItemFacts;
import io.tributary.domain.Stage;
import io.tributary.domain.Surface;
import io.tributary.domain.ledger.DirectiveId;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.ledger.RateEstimate;
import io.tributary.domain.metric.Membership;
import io.tributary.domain.rules.ItemScope;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChargerTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final MerchantPolicy POLICY = MerchantPolicy.of(20_000, 60_000, 0, ZONE);
    private static final int BUCKET = 500;

    private final FarmProgramme farm = new FarmProgramme();
    private final Ledger ledger = new Ledger((merchant, entry) -> {});
    private final TaskState state = new TaskState();
    private final TaskProgrammes programmes = new TaskProgrammes(FarmProgramme.book(farm), 0);
    private final Charger charger = new Charger(POLICY, state, programmes, ledger);
    private final MerchantState merchant = new MerchantState("m1");
    private Participation part;
    private ProgrammeTally tally;

    @BeforeEach
    void enrol() {
        part = farm.enrol(merchant, ledger, 50);
        programmes.members("farm").terms(farm.terms());
        programmes.members("farm").join(merchant, part);
        merchant.nextDirective(DAWN, DAWN + FarmProgramme.PERIOD);
        tally = new ProgrammeTally(DAWN, DAWN, FarmProgramme.HOLDOUT, state.buckets(), new RateEstimate());
        state.tally("farm", tally);
    }

    @Test
    void shouldChargeTheProgrammeOfTheDirective() {
        assertThat(charge(exposure(directive(), BUCKET, 0.5))).isEqualTo("farm");
        assertThat(part.budget().spent()).isEqualTo(1);
        assertThat(tally.account().relevanceLoss()).isEqualTo(0.5);
    }

    @Test
    void shouldNotChargeWithoutADirectiveABucketOrAGainInRank() {
        assertThat(charge(exposure(null, BUCKET, 0))).isNull();
        assertThat(charge(exposure(directive(), -1, 0))).isNull();
        ImpressionEvent fell = new ImpressionEvent(1, 1, Surface.FEED, 3, 3, true, false, directive(), 0, BUCKET, NOON);
        assertThat(charge(fell)).isNull();
        assertThat(part.budget().spent()).isZero();
        assertThat(state.counters().unknownDirectives).isZero();
    }

    @Test
    void shouldCountDirectivesThatAreNotTheMerchants() {
        assertThat(charge(exposure(DirectiveId.of("county", DAWN, 1, DAWN + FarmProgramme.PERIOD), BUCKET, 0)))
                .isNull();
        assertThat(charge(exposure(DirectiveId.of("farm", DAWN, 2, DAWN + FarmProgramme.PERIOD), BUCKET, 0)))
                .as("not issued yet")
                .isNull();
        assertThat(state.counters().unknownDirectives).isEqualTo(2);
    }

    @Test
    void shouldNotChargeTheHoldout() {
        assertThat(charge(exposure(directive(), 5, 0))).isNull();
        assertThat(state.counters().unknownDirectives).as("it is known").isZero();
        assertThat(part.budget().spent()).isZero();
    }

    @Test
    void shouldHoldOutByTheRulesThatHeldWhenItHappened() {
        Membership then = Membership.of(
                List.of(new Membership.Terms("farm", 1, Stage.SEED, new BucketRange(400, 600), Long.MAX_VALUE)));
        assertThat(charger.charge(merchant, then, exposure(directive(), BUCKET, 0)))
                .isNull();
        assertThat(charger.charge(merchant, then, exposure(directive(), 5, 0))).isEqualTo("farm");
    }

    @Test
    void shouldChargeAMerchantThatHasLeftAndNotItsMembersSums() {
        programmes.members("farm").leave(merchant, part);
        ledger.close(merchant, part.budget(), tally.account());
        merchant.removeParticipations(each -> true);
        merchant.addDeparted(part);
        assertThat(charge(exposure(directive(), BUCKET, 0))).isEqualTo("farm");
        assertThat(part.budget().spent()).isEqualTo(1);
        assertThat(tally.account().committed()).isEqualTo(1);
    }

    @Test
    void shouldCountWhatItCannotMeasureAndWhatItCuts() {
        charge(exposure(directive(), BUCKET, Double.NaN));
        assertThat(state.counters().unmeasured).isEqualTo(1);
        tally.account().lossAllowance(0.01);
        charge(exposure(directive(), BUCKET, 0.8));
        assertThat(state.counters().lossesCut).isEqualTo(1);
        assertThat(tally.account().relevanceLoss()).isEqualTo(0.5);
    }

    @Test
    void shouldTakeBackNoMoreRelevanceThanIsCounted() {
        charge(exposure(directive(), BUCKET, 0.5));
        ImpressionEvent silent = exposure(directive(), BUCKET, Double.NaN);
        charger.regain(part.budget(), charger.period(merchant, part, silent), silent);
        assertThat(tally.account().relevanceLoss()).isEqualTo(0.5);

        ImpressionEvent dear = exposure(directive(), BUCKET, 0.8);
        charger.regain(part.budget(), charger.period(merchant, part, dear), dear);
        assertThat(tally.account().relevanceLoss()).isZero();
        charger.regain(part.budget(), charger.period(merchant, part, dear), dear);
        assertThat(tally.account().relevanceLoss()).isZero();
    }

    @Test
    void shouldChargeOnlyItemsInScope() {
        FarmProgramme scoped = new FarmProgramme();
        scoped.items = new ItemScope(Set.of("fruit"), Set.of(), 1);
        programmes.follow(FarmProgramme.book(8, scoped), NOON);
        long day = 86_400_000;

        assertThat(charge(of("fruit", NOON - day + 1))).isEqualTo("farm");
        assertThat(charge(of("fruit", NOON - day - POLICY.directives().serveSlackMillis() + 1)))
                .as("was young enough when its page was ranked")
                .isEqualTo("farm");
        assertThat(charge(of("fruit", NOON - day - POLICY.directives().serveSlackMillis())))
                .isEqualTo(Charger.OUT_OF_SCOPE);
        assertThat(charge(of("phone cases", NOON))).isEqualTo(Charger.OUT_OF_SCOPE);
        assertThat(charge(exposure(directive(), BUCKET, 0))).isEqualTo(Charger.OUT_OF_SCOPE);
        assertThat(charge(exposure(directive(), 5, 0)))
                .as("held out in any case")
                .isNull();
        assertThat(part.budget().spent()).isEqualTo(2);
        assertThat(state.counters().outOfScope).isEqualTo(3);
        assertThat(state.counters().unknownDirectives).isZero();
    }

    private static ImpressionEvent of(String category, long listedAt) {
        ItemFacts item = new ItemFacts(category, Set.of(), listedAt);
        return new ImpressionEvent(1, 1, Surface.FEED, 5, 3, true, false, directive(), 0, BUCKET, NOON, item, true);
    }

    private String charge(ImpressionEvent exposure) {
        return charger.charge(merchant, Membership.NONE, exposure);
    }

    private static String directive() {
        return FarmProgramme.directiveId("farm");
    }

    private static ImpressionEvent exposure(String directiveId, int bucket, double loss) {
        return new ImpressionEvent(1, 1, Surface.FEED, 5, 3, true, false, directiveId, loss, bucket, NOON);
    }
}
