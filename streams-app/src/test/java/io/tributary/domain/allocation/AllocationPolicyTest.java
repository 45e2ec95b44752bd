package io.tributary.domain.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.domain.Surface;
import io.tributary.domain.allocation.AllocationPolicy.Balance;
import io.tributary.domain.allocation.AllocationPolicy.Plan;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AllocationPolicyTest {
    private static final long NOW = 1_772_000_000_000L;
    private static final long LIFE = 300_000;
    private static final AllocationPolicy POLICY = new AllocationPolicy(3, 0.1, 0.5);

    /** At a share of the traffic; a hundredth of it comes in the life of a directive. */
    private static Plan at(double schedule, double strength) {
        return new Plan(NOW, LIFE, schedule, Math.min(1, schedule + 0.01), 1, schedule, strength);
    }

    private static Plan at(double schedule) {
        return at(schedule, 1);
    }

    /** A merchant that got so many exposures in a hundredth of the traffic, at a boost of 1 + push. */
    private static Controller answering(double push, int exposures) {
        Controller controller = Controller.startingAt(1 + push);
        controller.direct(Set.of(Surface.FEED), push, 1);
        controller.push(push, false);
        controller.advance(0.01);
        for (int i = 0; i < exposures; i++) {
            controller.charged();
        }
        return controller;
    }

    @Test
    void shouldRaiseTheLevelOfWhoIsBehindAndLowerThatOfWhoIsAhead() {
        Controller behind = Controller.startingAt(1.5);
        Controller ahead = Controller.startingAt(1.5);

        POLICY.pace(behind, at(0.5), new Balance(100, 45), 0, false);
        POLICY.pace(ahead, at(0.5), new Balance(100, 52), 0, false);

        assertThat(behind.level()).isGreaterThan(Math.log(1.5));
        assertThat(ahead.level()).isLessThan(Math.log(1.5));
    }

    @Test
    void shouldSuspendBeyondTheBurstAndResumeWhenHalfOfItIsMadeGood() {
        Controller controller = Controller.startingAt(1.5);

        POLICY.pace(controller, at(0.5), new Balance(1_000, 602), 0, false);
        assertThat(controller.isSuspended()).isTrue();
        assertThat(controller.resumesAt()).isCloseTo(0.55, within(0.005));

        POLICY.pace(controller, at(0.54), new Balance(1_000, 602), 0, false);
        assertThat(controller.isSuspended()).isTrue();

        POLICY.pace(controller, at(0.56), new Balance(1_000, 602), 0, false);
        assertThat(controller.isSuspended()).isFalse();
    }

    @Test
    void shouldResumeAtOnceWhereNothingIsSavedByWaiting() {
        AllocationPolicy eager = new AllocationPolicy(3, 0.1, 1);
        Controller controller = Controller.startingAt(1.5);

        eager.pace(controller, at(0.5), new Balance(1_000, 602), 0, false);
        eager.pace(controller, at(0.51), new Balance(1_000, 602), 0, false);

        assertThat(controller.isSuspended()).isFalse();
    }

    @Test
    void shouldCountWhatIsOnItsWayAsUsed() {
        Controller controller = Controller.startingAt(1.5);

        POLICY.pace(controller, at(0.5), new Balance(1_000, 590), 20, false);

        assertThat(controller.isSuspended()).isTrue();
    }

    @Test
    void shouldSuspendForThePeriodWhenTheGrantIsSpentButNotWhileThereIsNone() {
        Controller controller = Controller.startingAt(1.5);

        POLICY.pace(controller, at(0.5), new Balance(100, 100), 0, false);
        assertThat(controller.resumesAt()).isInfinite();
        assertThat(controller.isSuspended()).isTrue();

        POLICY.pace(controller, at(0.5), new Balance(0, 0), 0, false);
        assertThat(controller.isSuspended()).isFalse();
    }

    @Property(tries = 300)
    void shouldAskForNoMoreThanTheProgrammeAllows(
            @ForAll @DoubleRange(min = 0.01, max = 1) double strength,
            @ForAll @DoubleRange(min = 0, max = 1) double schedule,
            @ForAll @IntRange(min = 1, max = 10_000) int granted,
            @ForAll @IntRange(max = 10_000) int spent) {
        Controller controller = Controller.startingAt(2);
        Plan plan = at(schedule, strength);
        Balance balance = new Balance(granted, spent);

        POLICY.pace(controller, plan, balance, 0, false);
        double need = POLICY.need(controller, plan, balance);

        assertThat(need).isNotNegative();
        assertThat(POLICY.push(plan, need)).isBetween(0.0, POLICY.mostPush());
    }

    @Test
    void shouldShareFairlyWhatARelevanceBudgetLeaves() {
        Controller controller = Controller.startingAt(2);
        Plan half = at(0.5, 0.5);

        double behind = POLICY.need(controller, half, new Balance(100, 20));
        double even = POLICY.need(controller, half, new Balance(100, 50));
        double ahead = POLICY.need(controller, half, new Balance(100, 80));

        assertThat(behind).isGreaterThan(even);
        assertThat(even).isCloseTo(1, within(1e-9)).isGreaterThan(ahead);
        assertThat(POLICY.need(controller, at(0.5, 1), new Balance(100, 20))).isCloseTo(1, within(1e-9));
    }

    @Test
    void shouldAdmitAllWhoseResponseIsNotKnown() {
        Controller unknown = Controller.startingAt(2);

        assertThat(POLICY.admit(unknown, at(0.5), new Balance(100, 50), 1, LIFE))
                .isEqualTo(1);
    }

    @Property(tries = 300)
    void shouldAdmitNoMoreThanIsLeft(
            @ForAll @IntRange(min = 1, max = 200) int exposures,
            @ForAll @LongRange(min = 1, max = 1_000) long granted,
            @ForAll @LongRange(max = 1_000) long spent) {
        Controller controller = answering(1, exposures);
        Balance balance = new Balance(granted, spent);

        double admit = POLICY.admit(controller, at(0.9), balance, 1, LIFE);
        double expected = controller.expected(1, 0.01);

        assertThat(admit).isBetween(0.02, 1.0);
        assertThat(admit * expected)
                .isLessThanOrEqualTo(Math.max(0.02 * expected, Math.max(0, granted - spent)) + 1e-9);
    }

    @Test
    void shouldExpectWhatIsOnItsWayOnlyUnderADirective() {
        Controller controller = answering(1, 9);

        assertThat(POLICY.onItsWay(controller, at(0.5), LIFE)).isCloseTo(10, within(1.0));
        assertThat(POLICY.onItsWay(controller, at(0.5), LIFE / 10)).isCloseTo(1, within(0.1));

        controller.withdraw();
        assertThat(POLICY.onItsWay(controller, at(0.5), LIFE)).isZero();
    }

    @Test
    void shouldBeSafeForAsLongAsAThirdOfWhatIsLeftLasts() {
        Controller controller = answering(1, 9);

        long rich = POLICY.safeUntil(controller, at(0.5), new Balance(1_000, 0), 1, 1, 0);
        long poor = POLICY.safeUntil(controller, at(0.5), new Balance(15, 0), 1, 1, 0);

        assertThat(rich).isEqualTo(NOW + LIFE);
        assertThat(poor).isCloseTo(NOW + LIFE / 2, within(LIFE / 10));
        assertThat(POLICY.safeUntil(controller, at(0.5), new Balance(10, 10), 1, 1, 0))
                .isZero();
        assertThat(POLICY.safeUntil(Controller.startingAt(2), at(0.5), new Balance(10, 0), 1, 1, 0))
                .isZero();
    }

    @Test
    void shouldLetTheProgrammeFurthestBehindBoostAndStayWithItForAnExposure() {
        Controller waiting = Controller.startingAt(1.5);
        Controller boosting = answering(0.5, 1);
        Plan plan = at(0.5);
        POLICY.pace(waiting, plan, new Balance(100, 48), 0, false);
        POLICY.pace(boosting, plan, new Balance(100, 48), 0, false);

        assertThat(AllocationPolicy.precedence(boosting, plan, new Balance(100, 48)))
                .isGreaterThan(AllocationPolicy.precedence(waiting, plan, new Balance(100, 48)));
        assertThat(AllocationPolicy.precedence(boosting, plan, new Balance(100, 50)))
                .isLessThan(AllocationPolicy.precedence(waiting, plan, new Balance(100, 48)));
    }

    @Test
    void shouldLimitAGrantThatFullBoostDoesNotBring() {
        Controller controller = Controller.startingAt(3);
        controller.startPeriod();
        controller.direct(Set.of(Surface.FEED), 2, 1);
        controller.push(2, true);
        controller.advance(0.5);
        for (int i = 0; i < 20; i++) {
            controller.charged();
        }

        long limit = POLICY.limit(controller, at(0.5), new Balance(1_000, 20), 10, GrantLimit.NONE, 1);

        assertThat(limit).isBetween(30L, 150L);
        assertThat(POLICY.limit(controller, at(0.5, 0.9), new Balance(1_000, 20), 10, GrantLimit.NONE, 1))
                .as("held back by its relevance budget")
                .isEqualTo(GrantLimit.NONE);
        assertThat(POLICY.limit(Controller.startingAt(3), at(0.5), new Balance(1_000, 20), 10, GrantLimit.NONE, 1))
                .as("nothing seen at full boost")
                .isEqualTo(GrantLimit.NONE);
    }
}
