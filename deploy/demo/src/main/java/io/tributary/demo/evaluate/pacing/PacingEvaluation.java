package io.tributary.demo.evaluate.pacing;

import io.tributary.demo.evaluate.pacing.Method.Morning;
import io.tributary.demo.evaluate.pacing.PacingSettings.ForecastSource;
import io.tributary.demo.evaluate.pacing.PacingSettings.Shock;
import io.tributary.domain.allocation.LocalDial;
import io.tributary.domain.allocation.TrafficCurve;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * All methods on one market: a day from which each learns, then the day that counts. The schedule of the first is even; that
 * of the second is the traffic of the first, learnt by the service's curve.
 */
final class PacingEvaluation {
    private static final long SHIFT = 2 * 3_600_000;

    private final PacingSettings settings;
    private final Consumer<String> progress;
    private final Market market;
    private final DayStream yesterday;
    private final DayStream today;
    private final Morning before;
    private final Morning morning;
    private PassingOn passingOn;
    private Outcome ours;

    PacingEvaluation(PacingSettings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
        progress.accept("seed " + settings.seed() + ": generating two days");
        market = Market.of(settings);
        yesterday = DayStream.of(settings, market, Shock.NONE, 0);
        today = DayStream.of(settings, market, settings.shock(), 1);
        before = new Morning(
                yesterday.start(), time -> (double) (time - yesterday.start()) / DayStream.MILLIS, settings.requests());
        morning = learn();
    }

    private Morning learn() {
        TrafficCurve curve = new TrafficCurve(yesterday.start(), today.start());
        long shift = settings.forecast() == ForecastSource.SHIFTED ? SHIFT : 0;
        long[] counts = new long[Replay.BEATS];
        for (int request = 0; request < yesterday.requests(); request++) {
            long time = (yesterday.time(request) - yesterday.start() + shift) % DayStream.MILLIS;
            counts[(int) (time * Replay.BEATS / DayStream.MILLIS)]++;
        }
        long beat = DayStream.MILLIS / Replay.BEATS;
        for (int i = 0; i < counts.length; i++) {
            curve.observe(ZoneOffset.UTC, yesterday.start() + i * beat, yesterday.start() + (i + 1) * beat, counts[i]);
        }
        long end = today.start() + DayStream.MILLIS;
        curve.startPeriod(ZoneOffset.UTC, today.start(), end);
        LocalDial day = LocalDial.of(today.start(), end, ZoneOffset.UTC);
        return new Morning(today.start(), time -> curve.at(time, day), yesterday.requests());
    }

    /** One row per method, ours first. */
    List<PacingRow> rows() {
        progress.accept("seed " + settings.seed() + ": bound");
        double bound = DualBound.of(today, market.budgets());
        List<PacingRow> rows = new ArrayList<>();
        Tributary tributary = new Tributary(market.budgets(), true);
        passingOn = new PassingOn(market, tributary);
        ours = play(tributary, passingOn);
        rows.add(PacingRow.of(settings.seed(), tributary.name(), ours, bound));
        for (Method method : others()) {
            rows.add(PacingRow.of(settings.seed(), method.name(), play(method, Replay.Watcher.NOBODY), bound));
        }
        return rows;
    }

    private List<Method> others() {
        long[] budgets = market.budgets();
        List<Method> methods = new ArrayList<>();
        if (settings.isFaulty()) {
            methods.add(new Tributary(budgets, false));
        }
        methods.add(new DualMirrorDescent(budgets));
        methods.add(new Throttling(budgets, settings.seed()));
        methods.add(new PidBidding(budgets));
        methods.add(new Greedy(budgets));
        return methods;
    }

    /** The method's second day. */
    Outcome play(Method method, Replay.Watcher watcher) {
        progress.accept("seed " + settings.seed() + ": " + method.name());
        method.startDay(before);
        Replay.run(market, yesterday, method, Replay.Watcher.NOBODY);
        method.startDay(morning);
        return Replay.run(market, today, method, watcher);
    }

    Market market() {
        return market;
    }

    DayStream today() {
        return today;
    }

    Morning morning() {
        return morning;
    }

    /** How grants were passed on; after {@link #rows}. */
    PassingOn passingOn() {
        return passingOn;
    }

    /** Our day; after {@link #rows}. */
    Outcome ours() {
        return ours;
    }
}
