package io.tributary.schemas.boost;

import static io.tributary.schemas.boost.Boosts.beat;
import static io.tributary.schemas.boost.Boosts.boost;
import static io.tributary.schemas.boost.Boosts.directive;
import static io.tributary.schemas.boost.Boosts.programme;
import static io.tributary.schemas.boost.Boosts.stop;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BoostViewConcurrencyTest {
    private static final int MERCHANTS = 50;
    private static final int CHANGES = 20_000;

    private final BoostView view = new BoostView(30_000, HostClock.replay(() -> 0));
    private final AtomicBoolean done = new AtomicBoolean();

    /** Version v of a merchant's directive has need v and id d-v, so that a torn read would show. */
    @Test
    void shouldGiveWholeDirectivesToReadersWhileTheyChange() throws Exception {
        view.beat(beat(1, 0, programme("p", true, 0.001)));
        ExecutorService readers = Executors.newFixedThreadPool(3);
        try {
            List<Future<Long>> reads = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                reads.add(readers.submit(reader()));
            }
            change();
            done.set(true);
            for (Future<Long> read : reads) {
                assertThat(read.get()).isPositive();
            }
        } finally {
            readers.shutdownNow();
        }
    }

    private void change() {
        for (int version = 1; version <= CHANGES; version++) {
            String merchant = "m" + version % MERCHANTS;
            boolean withdrawn = version % 7 == 0;
            view.directive(
                    merchant,
                    withdrawn
                            ? null
                            : directive(
                                    1,
                                    boost("p")
                                            .setDirectiveId("d-" + version)
                                            .setNeed(version)
                                            .setMaxMultiplier(1e9)));
            if (version % 100 == 0) {
                view.control("merchant:x", version % 200 == 0 ? null : stop("merchant:x"));
                view.beat(beat(version, 0, programme("p", true, 0.001)));
            }
        }
    }

    private Callable<Long> reader() {
        return () -> {
            long reads = 0;
            do {
                for (int merchant = 0; merchant < MERCHANTS; merchant++) {
                    check(view.boost("m" + merchant, Surface.FEED, 500));
                    reads++;
                }
            } while (!done.get());
            return reads;
        };
    }

    private static void check(AppliedBoost applied) {
        if (!applied.isNone()) {
            int version = Integer.parseInt(applied.directiveId().substring(2));
            assertThat(applied.multiplier()).isEqualTo(1 + 0.001 * version);
        }
    }
}
