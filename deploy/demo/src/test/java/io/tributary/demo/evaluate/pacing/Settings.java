package io.tributary.demo.evaluate.pacing;

import io.tributary.demo.evaluate.pacing.PacingSettings.ForecastSource;
import io.tributary.demo.evaluate.pacing.PacingSettings.Shock;
import io.tributary.demo.evaluate.pacing.PacingSettings.Supply;

/** Small evaluations: a fifth of the usual size. */
final class Settings {
    private Settings() {}

    static PacingSettings usual(long seed) {
        return of(seed, 0, 0, Shock.NONE, ForecastSource.LEARNT);
    }

    static PacingSettings faulty(long seed) {
        return of(seed, 0.01, 0.3, Shock.NONE, ForecastSource.LEARNT);
    }

    static PacingSettings with(long seed, Shock shock) {
        return of(seed, 0, 0, shock, ForecastSource.LEARNT);
    }

    static PacingSettings shifted(long seed) {
        return of(seed, 0, 0, Shock.NONE, ForecastSource.SHIFTED);
    }

    private static PacingSettings of(long seed, double delay, double loss, Shock shock, ForecastSource forecast) {
        return new PacingSettings(seed, 60, 20_000, delay, loss, shock, forecast, Supply.SCARCE);
    }
}
