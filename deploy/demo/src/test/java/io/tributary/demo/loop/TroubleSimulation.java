package io.tributary.demo.loop;

import io.tributary.demo.RuleFiles;
import io.tributary.demo.client.GrantBook;
import io.tributary.demo.client.GrantBook.Balance;
import io.tributary.demo.loop.Trouble.Kind;
import io.tributary.demo.marketplace.Emission;
import io.tributary.demo.marketplace.Marketplace;
import io.tributary.demo.marketplace.MarketplaceSettings;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.pool.v1.Beat;
import io.tributary.programmes.v1.Programme;
import io.tributary.replay.InProcessSettings;
import io.tributary.replay.ReplayListener;
import io.tributary.schemas.boost.BoostSource;
import io.tributary.schemas.boost.BoostView;
import io.tributary.schemas.boost.HostClock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Short, busy periods of the marketplace with beats of a second, in which tasks, the pool and the recommender lag. All is done in
 * one thread on one clock, so that the same troubles give the same figures.
 */
final class TroubleSimulation {
    static final int TASKS = 4;
    private static final long BEAT = 1_000;
    /** A recommender asks between beats, and a beat takes some time to reach it. */
    private static final long SLICE = 250;

    private static final long LIFE = 300_000;
    private static final long SILENCE = 30_000;
    private static final long LATE = 3_000;
    private static final long GRACE = 600_000;

    private final MarketplaceSettings settings;
    private final RuleFiles rules;
    private final List<Trouble> troubles;
    private final AtomicLong now;
    private final BoostView boosts;
    private final LaggingService service;
    private final Marketplace marketplace;
    private final List<Deque<Emission.ImpressionShown>> late = new ArrayList<>();
    private final Deque<Published> feed = new ArrayDeque<>();
    final GrantBook grants = new GrantBook();
    final List<LedgerEntry> ledger = new ArrayList<>();

    private record Published(long time, Runnable take) {}

    TroubleSimulation(MarketplaceSettings settings, RuleFiles rules, List<Trouble> troubles) {
        this.settings = settings;
        this.rules = rules;
        this.troubles = troubles;
        this.now = new AtomicLong(settings.startMillis());
        this.boosts = new BoostView(SILENCE, HostClock.replay(now::get));
        this.marketplace = new Marketplace(settings);
        for (int task = 0; task < TASKS; task++) {
            late.add(new ArrayDeque<>());
        }
        this.service = new LaggingService(service(settings), new ReplayListener() {
            @Override
            public void directive(String merchantId, BoostDirective directive) {
                feed.add(new Published(now.get(), () -> boosts.directive(merchantId, directive)));
            }

            @Override
            public void ledger(LedgerEntry entry) {
                grants.add(entry);
                ledger.add(entry);
            }

            @Override
            public void beat(Beat beat) {
                feed.add(new Published(now.get(), () -> boosts.beat(beat)));
            }
        });
    }

    private static InProcessSettings service(MarketplaceSettings settings) {
        return InProcessSettings.of(TASKS, BEAT, LIFE, GRACE, settings.zone()).withSteadyBeats();
    }

    /** Runs so long, milliseconds, and until everything has been worked off. */
    void run(long millis) {
        rules.lists().forEach(service::list);
        rules.programmes().forEach(service::programme);
        marketplace.profiles().forEach(profile -> service.profile(now.get(), profile));
        for (long at = 0; at < millis; at += SLICE) {
            slice(at);
        }
        for (long at = millis; at < millis + 120_000; at += BEAT) {
            now.set(settings.startMillis() + at);
            service.beat(now.get());
            work(at);
        }
    }

    private void slice(long at) {
        now.set(settings.startMillis() + at);
        if (at % BEAT == 0 && Trouble.reached(troubles, Kind.POOL, 0, at) == at) {
            service.beat(now.get());
        }
        work(at);
        long heard = settings.startMillis() + Trouble.reached(troubles, Kind.HOST, 0, at);
        while (!feed.isEmpty() && feed.peek().time <= heard) {
            feed.poll().take.run();
        }
        // A table that lags behind its topics boosts nobody.
        boolean lags = !feed.isEmpty() && feed.peek().time < now.get() - LATE;
        for (Emission each : marketplace.advance(now.get() + SLICE, lags ? BoostSource.NONE : boosts)) {
            if (each instanceof Emission.ImpressionShown shown) {
                late.get(service.task(shown.merchantId())).add(shown);
            }
        }
        for (int task = 0; task < TASKS; task++) {
            long until = settings.startMillis() + Trouble.reached(troubles, Kind.IMPRESSIONS, task, at) + SLICE;
            Deque<Emission.ImpressionShown> waiting = late.get(task);
            while (!waiting.isEmpty() && waiting.peek().sendTime() < until) {
                Emission.ImpressionShown shown = waiting.poll();
                service.impression(now.get(), shown.merchantId(), shown.impression());
            }
        }
    }

    private void work(long at) {
        for (int task = 0; task < TASKS; task++) {
            service.work(task, settings.startMillis() + Trouble.reached(troubles, Kind.TASK, task, at));
        }
    }

    /** What the accounts of a period, or of all, came to. */
    record Outcome(int accounts, long granted, long spent, double over, double worst, String worstAccount) {
        @Override
        public String toString() {
            return String.format(
                    "%d accounts, granted %,d, spent %,d, beyond grants %.2f %% in all, %.2f %% at worst (%s)",
                    accounts, granted, spent, 100 * over, 100 * worst, worstAccount);
        }
    }

    Outcome outcome(long periodMillis, int periods, int fromPeriod) {
        int accounts = 0;
        long granted = 0;
        long spent = 0;
        long over = 0;
        double worst = 0;
        String worstAccount = "";
        for (Programme programme : rules.programmes()) {
            for (int period = fromPeriod; period < periods; period++) {
                long start = settings.startMillis() + period * periodMillis;
                for (Balance balance : grants.balances(programme.getProgrammeId(), start)) {
                    accounts++;
                    granted += balance.granted();
                    spent += balance.spent();
                    over += Math.max(0, balance.spent() - balance.granted());
                    if (balance.granted() > 200 && balance.overDelivery() > worst) {
                        worst = balance.overDelivery();
                        worstAccount = programme.getProgrammeId() + " period " + period + ": " + balance;
                    }
                }
            }
        }
        return new Outcome(accounts, granted, spent, (double) over / Math.max(1, spent), worst, worstAccount);
    }
}
