package io.tributary.schemas.boost;

import static io.tributary.schemas.boost.Boosts.beat;
import static io.tributary.schemas.boost.Boosts.boost;
import static io.tributary.schemas.boost.Boosts.directive;
import static io.tributary.schemas.boost.Boosts.programme;
import static io.tributary.schemas.boost.Boosts.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.Surface;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.TaskLag;
import io.tributary.programmes.v1.Control;
import io.tributary.programmes.v1.ControlKind;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoostViewTest {
    private static final long SILENCE = 30_000;
    private static final long EXPIRY = 300_000;
    private static final int BUCKET = 500;

    private final AtomicLong clock = new AtomicLong(1_000);
    private final BoostView view = new BoostView(SILENCE, HostClock.replay(clock::get));

    @BeforeEach
    void boostOneMerchant() {
        view.beat(beat(1, 1_000, programme("p", true, 0.5)));
        view.directive("m", directive(EXPIRY, boost("p")));
    }

    @Test
    void shouldBoostUnderALiveDirective() {
        assertThat(applied()).isEqualTo(new AppliedBoost(1.5, 0.2, "d-p", "p"));
    }

    @Test
    void shouldNotBoostMerchantsWithoutDirective() {
        assertThat(view.boost("other", Surface.FEED, BUCKET)).isSameAs(AppliedBoost.NONE);
    }

    @Test
    void shouldNotBoostOnOtherSurfaces() {
        assertThat(view.boost("m", Surface.SEARCH, BUCKET)).isSameAs(AppliedBoost.NONE);
    }

    @Test
    void shouldStopAtExpiry() {
        view.directive("m", directive(2_000, boost("p")));
        clock.set(1_999);
        assertThat(applied().directiveId()).isEqualTo("d-p");
        clock.set(2_000);
        assertThat(applied()).isSameAs(AppliedBoost.NONE);
    }

    @Test
    void shouldStopAtATombstone() {
        view.directive("m", null);
        assertThat(applied()).isSameAs(AppliedBoost.NONE);
        assertThat(view.size()).isZero();
    }

    @Test
    void shouldNeverBoostTheHoldout() {
        assertThat(view.boost("m", Surface.FEED, 0)).isSameAs(AppliedBoost.NONE);
        assertThat(view.boost("m", Surface.FEED, 99)).isSameAs(AppliedBoost.NONE);
        assertThat(view.boost("m", Surface.FEED, 100).directiveId()).isEqualTo("d-p");
    }

    @Test
    void shouldTakeFromEqualToAsNoHoldout() {
        view.directive("m", directive(EXPIRY, boost("p").setHoldout(new BucketRange(0, 0))));
        assertThat(view.boost("m", Surface.FEED, 0).directiveId()).isEqualTo("d-p");
    }

    @Test
    void shouldNotBoostWithoutABucket() {
        view.directive("m", directive(EXPIRY, boost("p").setHoldout(new BucketRange(0, 0))));
        assertThat(view.boost("m", Surface.FEED, -1)).isSameAs(AppliedBoost.NONE);
    }

    private void lag(int task, long answeredTime, long safeUntil) {
        Beat beat = beat(2, 100_000, programme("p", true, 0.5));
        beat.setAnsweredTime(99_000);
        beat.setLagging(List.of(new TaskLag(3, 80_000L), new TaskLag(9, answeredTime)));
        view.beat(beat);
        BoostDirective directive = directive(EXPIRY, boost("p").setSafeUntil(safeUntil));
        directive.setTask(task);
        view.directive("m", directive);
    }

    @ParameterizedTest
    @CsvSource({
        // task, answered, safe until, milliseconds since the beat, boosts
        "1, 0, 0, 0, true", // keeps up with the others
        "1, 0, 0, 2000, true", // three beats since it answered
        "1, 0, 0, 2001, false", // no beat since
        "1, 0, 103000, 2001, true", // safe without
        "9, 97000, 0, 0, true",
        "9, 96999, 0, 0, false",
        "9, 98500, 0, 1500, true",
        "9, 98500, 0, 1501, false",
        "9, 0, 0, 0, false", // has never answered
        "9, 0, 100001, 0, true",
        "9, 0, 100001, 1, false",
        "3, 0, 0, 0, false",
        "-1, 0, 0, 29000, true", // a directive that does not name its task
    })
    void shouldWithholdWhatATaskThatLagsMakesUnsafe(int task, long answered, long safe, long since, boolean boosts) {
        lag(task, answered, safe);
        clock.set(100_000 + since);

        assertThat(!applied().isNone()).isEqualTo(boosts);
    }

    @Test
    void shouldTakeBeatsThatAreFurtherApartAsTheyAre() {
        lag(9, 97_000, 0);
        Beat slow = beat(3, 160_000, programme("p", true, 0.5));
        slow.setIntervalMillis(60_000);
        slow.setAnsweredTime(100_000);
        slow.setLagging(List.of(new TaskLag(9, 40_000L)));
        view.beat(slow);
        clock.set(160_000 + 1_000);
        assertThat(applied().isNone()).isFalse();
    }

    @Test
    void shouldBoostAgainWhenTheTaskHasCaughtUp() {
        lag(9, 50_000, 0);
        clock.set(100_000);
        assertThat(applied().isNone()).isTrue();
        Beat next = beat(3, 101_000, programme("p", true, 0.5));
        next.setAnsweredTime(100_000);
        view.beat(next);
        assertThat(applied().isNone()).isFalse();
    }

    @Test
    void shouldKnowOfNoLagWhereAServiceDoesNotTell() {
        lag(9, 0, 0);
        view.beat(beat(3, 100_000, programme("p", true, 0.5)));
        clock.set(120_000);
        assertThat(applied().isNone()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALL", "surface:FEED", "programme:p", "merchant:m", "region:510000"})
    void shouldObeyTheKillSwitchUntilItIsLifted(String scope) {
        view.control(scope, stop(scope));
        assertThat(applied()).isSameAs(AppliedBoost.NONE);
        view.control(scope, null);
        assertThat(applied().directiveId()).isEqualTo("d-p");
    }

    @ParameterizedTest
    @ValueSource(strings = {"surface:SEARCH", "surface:HOLOGRAM", "programme:q", "merchant:n"})
    void shouldNotStopWhatTheScopeDoesNotName(String scope) {
        view.control(scope, stop(scope));
        assertThat(applied().directiveId()).isEqualTo("d-p");
    }

    @Test
    void shouldTakeAnUnknownControlAsAStopAndIgnoreTheClock() {
        view.control("merchant:m", new Control("merchant:m", ControlKind.UNKNOWN, null, 0L));
        assertThat(applied()).isSameAs(AppliedBoost.NONE);
        view.control("merchant:m", null);
        view.control("CLOCK", new Control("CLOCK", ControlKind.CLOCK, null, 5L));
        assertThat(applied().directiveId()).isEqualTo("d-p");
    }

    @Test
    void shouldObeyStopsThatTheBeatNames() {
        Beat stopping = beat(2, 1_000, programme("p", true, 0.5));
        stopping.setStopped(List.of("programme:p"));
        view.beat(stopping);
        assertThat(applied()).isSameAs(AppliedBoost.NONE);
        view.beat(beat(3, 1_000, programme("p", true, 0.5)));
        assertThat(applied().directiveId()).isEqualTo("d-p");
    }

    @Test
    void shouldKeepTheControlsStopWhenABeatDoesNotNameIt() {
        view.control("ALL", stop("ALL"));
        view.beat(beat(2, 1_000, programme("p", true, 0.5)));
        assertThat(applied()).isSameAs(AppliedBoost.NONE);
    }

    @Test
    void shouldStopAfterTheSilenceAllowedAndComeBackWithABeat() {
        clock.set(1_000 + SILENCE);
        assertThat(applied().directiveId()).isEqualTo("d-p");
        clock.addAndGet(1);
        assertThat(applied()).isSameAs(AppliedBoost.NONE);
        assertThat(view.staleness()).isEqualTo(new Staleness(1, 1_000, SILENCE + 1, 0, true, 0));
        view.beat(beat(2, clock.get(), programme("p", true, 0.5)));
        assertThat(applied().directiveId()).isEqualTo("d-p");
    }

    @Test
    void shouldBeSilentBeforeTheFirstBeatAndAfterClear() {
        view.clear();
        view.directive("m", directive(EXPIRY, boost("p")));
        assertThat(applied()).isSameAs(AppliedBoost.NONE);
        assertThat(view.staleness()).isEqualTo(new Staleness(-1, -1, Long.MAX_VALUE, 0, true, 0));
    }

    @Test
    void shouldFollowTheStrengthOfTheLatestBeat() {
        view.beat(beat(2, 1_000, programme("p", true, 0.8)));
        assertThat(applied().multiplier()).isCloseTo(1.8, within(1e-12));
        assertThat(applied().additive()).isCloseTo(0.32, within(1e-12));
    }

    @Test
    void shouldStayWithinTheLimits() {
        view.directive("m", directive(EXPIRY, boost("p").setMaxAdditive(0.25)));
        view.beat(beat(2, 1_000, programme("p", true, 50)));
        assertThat(applied().multiplier()).isEqualTo(2);
        assertThat(applied().additive()).isEqualTo(0.25);
    }

    @Test
    void shouldUseTheMultiplierAsIssuedWhileNoBeatHasCarriedTheProgramme() {
        view.directive("m", directive(EXPIRY, boost("new").setMultiplier(1.25)));
        assertThat(applied()).isEqualTo(new AppliedBoost(1.25, 0.2, "d-new", "new"));
    }

    @Test
    void shouldStopWhenTheProgrammeIsNotActiveOrGone() {
        view.beat(beat(2, 1_000, programme("p", false, 0.5)));
        assertThat(applied()).isSameAs(AppliedBoost.NONE);
        view.beat(beat(3, 1_000, programme("p", true, 0.5)));
        assertThat(applied().directiveId()).isEqualTo("d-p");
        view.beat(beat(4, 1_000));
        assertThat(applied()).isSameAs(AppliedBoost.NONE);
        view.beat(beat(5, 1_000));
        assertThat(applied()).isSameAs(AppliedBoost.NONE);
    }

    @Test
    void shouldTakeTheLargestOfSeveralProgrammes() {
        view.beat(beat(2, 1_000, programme("p", true, 0.5), programme("q", true, 0.7)));
        view.directive("m", directive(EXPIRY, boost("p"), boost("q")));
        assertThat(applied().programmeId()).isEqualTo("q");
        view.beat(beat(3, 1_000, programme("p", true, 0.9), programme("q", true, 0.7)));
        assertThat(applied().programmeId()).isEqualTo("p");
    }

    @Test
    void shouldFallBackToTheOtherProgrammeWhereTheLargestIsHeldOutOrStopped() {
        view.beat(beat(2, 1_000, programme("p", true, 0.5), programme("q", true, 0.7)));
        view.directive("m", directive(EXPIRY, boost("p"), boost("q").setHoldout(new BucketRange(400, 600))));
        assertThat(applied().programmeId()).isEqualTo("p");
        assertThat(view.boost("m", Surface.FEED, 700).programmeId()).isEqualTo("q");
        view.control("programme:q", stop("programme:q"));
        assertThat(view.boost("m", Surface.FEED, 700).programmeId()).isEqualTo("p");
    }

    @Test
    void shouldNotEchoADirectiveThatBoostsNothing() {
        view.beat(beat(2, 1_000, programme("p", true, 0)));
        assertThat(applied()).isSameAs(AppliedBoost.NONE);
    }

    @Test
    void shouldAdmitItsShareOfBucketsAndTheSameOnesAgain() {
        List<Integer> first = admitted(0.3);
        assertThat(first).hasSizeBetween(240, 360).isEqualTo(admitted(0.3));
        assertThat(admitted(0.6)).containsAll(first);
        assertThat(admitted(0)).isEmpty();
        assertThat(admitted(1)).hasSize(1000);
    }

    @Test
    void shouldAdmitOtherBucketsForOtherDirectives() {
        List<Integer> first = admitted(0.5);
        List<Integer> second = admitted(0.5, "d-other");
        assertThat(first.stream().filter(second::contains).count()).isBetween(180L, 320L);
    }

    @Test
    void shouldSpreadAdmissionEvenlyOverDirectives() {
        double mean = IntStream.range(0, 200)
                .mapToDouble(i -> admitted(0.37, "directive-" + i).size())
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(370, within(5.0));
    }

    @Test
    void shouldRefuseASilenceOfNothing() {
        assertThatThrownBy(() -> new BoostView(0, HostClock.replay(clock::get)))
                .hasMessageContaining("silenceMillis is 0");
    }

    private List<Integer> admitted(double probability) {
        return admitted(probability, "d-p");
    }

    private List<Integer> admitted(double probability, String directiveId) {
        view.directive(
                "m",
                directive(
                        EXPIRY,
                        boost("p")
                                .setDirectiveId(directiveId)
                                .setHoldout(new BucketRange(0, 0))
                                .setAdmitProbability(probability)));
        return IntStream.range(0, 1000)
                .filter(bucket -> !view.boost("m", Surface.FEED, bucket).isNone())
                .boxed()
                .toList();
    }

    private AppliedBoost applied() {
        return view.boost("m", Surface.FEED, BUCKET);
    }
}
