package io.tributary.demo.evaluate.pacing;

/**
 * What is evaluated.
 *
 * @param seed of the generated market and its days
 * @param merchants how many, at least 1
 * @param requests of a day without shock, at least 1
 * @param delay mean delay of exposures, part of a day, 0..1
 * @param loss part of the decisions that are never shown, 0..1, below 1
 * @param shock what happens today that the forecast does not know
 * @param forecast where the day's schedule comes from
 * @param supply who of the eligible merchants has an item to show
 */
record PacingSettings(
        long seed,
        int merchants,
        int requests,
        double delay,
        double loss,
        Shock shock,
        ForecastSource forecast,
        Supply supply) {
    /** Budgets together, as a part of the requests. */
    static final double DEMAND = 2.0 / 3;

    /** Budgets are log-uniform over so many decades. */
    static final double DECADES = 2.5;

    PacingSettings {
        require(merchants >= 1, "--merchants is " + merchants + ": give 1 or more");
        require(requests >= 1, "--requests is " + requests + ": give 1 or more");
        require(delay >= 0 && delay <= 1, "--delay is " + delay + ": give the mean as a part of the day, 0..1");
        require(loss >= 0 && loss < 1, "--loss is " + loss + ": give the part that is never shown, 0 up to below 1");
        double least = merchants * meanOverLeast() / 2 / DEMAND;
        require(
                requests >= least,
                "%,d requests leave some of %,d merchants a budget of zero: give --requests %,d or more, or fewer --merchants"
                        .formatted(requests, merchants, (long) Math.ceil(least)));
    }

    /** Mean budget over the smallest. */
    static double meanOverLeast() {
        double span = Math.pow(10, DECADES);
        return (span - 1) / Math.log(span);
    }

    boolean isFaulty() {
        return delay > 0 || loss > 0;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** What happens during the day. */
    enum Shock {
        NONE,
        /** Traffic halves at noon. */
        HALF,
        /** Traffic doubles at noon. */
        DOUBLE,
        /** Ten times the traffic for 2 % of the day. */
        FLASH,
        /** Every tenth merchant by budget has nothing to show from noon on. */
        SUPPLY;

        private static final double FLASH_FROM = 0.6;
        private static final double FLASH_UNTIL = 0.62;
        private static final double FLASH_FACTOR = 10;

        /** Traffic at a time of the day, 0..1, relative to what it would be. */
        double traffic(double time) {
            return switch (this) {
                case HALF -> time < 0.5 ? 1 : 0.5;
                case DOUBLE -> time < 0.5 ? 1 : 2;
                case FLASH -> time >= FLASH_FROM && time < FLASH_UNTIL ? FLASH_FACTOR : 1;
                case NONE, SUPPLY -> 1;
            };
        }
    }

    /** Where the day's schedule comes from. */
    enum ForecastSource {
        /** Yesterday's traffic. */
        LEARNT,
        /** Yesterday's traffic as if it had come two hours later. */
        SHIFTED
    }

    /** Who is a candidate. */
    enum Supply {
        /** As often as makes its supply 2 to 20 times its budget. */
        SCARCE,
        /** Whenever it is eligible. */
        AMPLE
    }
}
