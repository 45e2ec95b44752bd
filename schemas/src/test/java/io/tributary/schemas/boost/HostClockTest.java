package io.tributary.schemas.boost;

import static io.tributary.schemas.boost.SkewedHost.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever clocks say: there are boosts while the service lives, and none when it has been silent. */
class HostClockTest {
    private static final long LIFE = 300_000;
    /** A live beat is at most so old when it comes, and a round of reading takes as long again at most. */
    private static final long SLACK = EndMarks.LIVE_MILLIS + 100;

    @ParameterizedTest
    @MethodSource("io.tributary.schemas.boost.SkewedHost#skews")
    void shouldBoostAtAnySkewOfTheHost(long skew) {
        SkewedHost host = following(0, skew);

        assertThat(host.boosts()).isTrue();
        assertThat(host.staleness().skewMillis()).isBetween(skew - 1_100, skew + 1_100);
        assertThat(host.staleness().ageMillis()).isBetween(0L, 1_100L);
        assertThat(host.staleness().silent()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("io.tributary.schemas.boost.SkewedHost#skews")
    void shouldFallSilentAfterHalfAMinuteAtAnySkewOfTheService(long skew) {
        SkewedHost host = following(skew, 0);
        assertThat(host.boosts()).isTrue();

        host.kill();
        host.follow(SILENCE - 2_000);
        assertThat(host.boosts()).isTrue();
        host.follow(3_000);

        assertThat(host.boosts()).isFalse();
        assertThat(host.staleness().silent()).isTrue();
        assertThat(host.staleness().ageMillis()).isBetween(SILENCE, SILENCE + 2_000);
    }

    @ParameterizedTest
    @MethodSource("io.tributary.schemas.boost.SkewedHost#skews")
    void shouldLetDirectivesExpireOnTheServicesClock(long skew) {
        SkewedHost host = following(skew, -skew);

        host.follow(LIFE - 12_000);
        assertThat(host.boosts()).isTrue();
        host.follow(4_000);

        assertThat(host.boosts()).isFalse();
        assertThat(host.staleness().silent()).isFalse();
    }

    @Test
    void shouldNotTakeWhatADeadServiceLeftForALiveBeat() {
        SkewedHost host = new SkewedHost(1);
        host.direct(10 * LIFE);
        host.pass(60_000);
        host.kill();
        host.pass(LIFE);

        host.startHost();
        for (int i = 0; i < 100; i++) {
            host.follow(500);
            assertThat(host.boosts()).isFalse();
        }
        assertThat(host.staleness().beat()).isEqualTo(60);
        assertThat(host.staleness().ageMillis()).isEqualTo(Long.MAX_VALUE);
        host.revive();
        host.follow(2_000);
        assertThat(host.boosts()).isTrue();
    }

    @Test
    void shouldNotTakeWhatCameWhileItStoodStillForALiveBeat() {
        for (int seed = 0; seed < 50; seed++) {
            SkewedHost host = new SkewedHost(seed);
            host.direct(100 * LIFE);
            host.startHost();
            host.follow(5_000);
            host.stall(40_000);
            host.kill();
            host.stall(60_000);
            for (int i = 0; i < 100; i++) {
                host.follow(500);
                assertThat(host.boosts() && host.sinceBeat() > SILENCE + SLACK)
                        .as("boosts without a beat, seed %d", seed)
                        .isFalse();
            }
        }
    }

    /** What happens to a host in a while. */
    record Episode(String what, long millis) {}

    @Provide
    Arbitrary<List<Episode>> episodes() {
        return Combinators.combine(
                        Arbitraries.of("follow", "follow", "follow", "stall", "pause", "kill", "revive"),
                        Arbitraries.longs().between(1, 70_000))
                .as(Episode::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(15);
    }

    @Property(tries = 80)
    void shouldBoostOnlyWithinTheSilenceAndAtAnySkew(
            @ForAll("episodes") List<Episode> episodes,
            @ForAll("skews") long service,
            @ForAll("skews") long date,
            @ForAll long seed) {
        SkewedHost host = new SkewedHost(seed).service(service).host(date).jumping();
        host.direct(100 * LIFE);
        host.startHost();
        boolean alive = true;
        for (Episode episode : episodes) {
            alive = !episode.what.equals("kill") && (alive || episode.what.equals("revive"));
            play(host, episode, alive);
            for (int i = 0; i < 12; i++) {
                assertHonest(host);
                host.follow(250);
            }
            assertThat(!alive || host.boosts()).as("boosts after %s", episode).isTrue();
        }
    }

    @Provide
    Arbitrary<Long> skews() {
        return Arbitraries.oneOf(
                Arbitraries.of(SkewedHost.skews().toList()),
                Arbitraries.longs().between(-100_000_000_000L, 100_000_000_000L));
    }

    private static void play(SkewedHost host, Episode episode, boolean alive) {
        switch (episode.what) {
            case "stall" -> host.stall(episode.millis);
            case "pause" -> host.pass(episode.millis);
            case "kill" -> host.kill();
            case "revive" -> host.revive();
            default -> {
                for (long left = episode.millis; left > 0; left -= 1_000) {
                    host.follow(1_000);
                    assertHonest(host);
                }
                assertThat(!alive || episode.millis < 3_000 || host.boosts()).isTrue();
            }
        }
    }

    private static void assertHonest(SkewedHost host) {
        assertThat(host.boosts() && host.sinceBeat() > SILENCE + SLACK).isFalse();
        assertThat(host.staleness().ageMillis()).isNotNegative();
        assertThat(host.staleness().silent() && host.boosts()).isFalse();
    }

    private static SkewedHost following(long serviceAhead, long hostAhead) {
        SkewedHost host = new SkewedHost(7).service(serviceAhead).host(hostAhead);
        host.direct(LIFE);
        host.startHost();
        host.follow(10_000);
        return host;
    }
}
