package io.tributary.replay;

import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.pool.PoolPolicy;
import java.time.ZoneId;

/**
 * How an {@link InProcessService} works: as the service with the same policies would.
 *
 * @param pool tells also how many merchant partitions there are
 * @param merchants directives live as long as the pool is told
 */
public record InProcessSettings(PoolPolicy pool, MerchantPolicy merchants) {
    public InProcessSettings {
        if (pool.directiveLifeMillis() != merchants.directives().lifeMillis()) {
            throw new IllegalArgumentException(
                    "directive life: is " + merchants.directives().lifeMillis()
                            + " ms for merchants, must be the pool's " + pool.directiveLifeMillis() + " ms");
        }
    }

    /**
     * The design's values where beats follow the times of events, and nothing is spread over time.
     *
     * @param partitions merchant partitions, at least 1
     * @param beatMillis shortest time between beats of different steps, milliseconds, at least 1
     * @param lifeMillis how long a directive lives, milliseconds, at least 1,000
     * @param graceMillis metric windows are final this long after their end, milliseconds, not negative
     * @param metricZone zone in which metric days begin
     * @throws IllegalArgumentException when a value is out of range
     */
    public static InProcessSettings of(
            int partitions, long beatMillis, long lifeMillis, long graceMillis, ZoneId metricZone) {
        return new InProcessSettings(
                new PoolPolicy(partitions, beatMillis, true, lifeMillis),
                MerchantPolicy.of(lifeMillis, graceMillis, 0, metricZone));
    }

    /** The same where beats come at the pool's interval whatever the times of events, as on the wall clock. */
    public InProcessSettings withSteadyBeats() {
        return new InProcessSettings(
                new PoolPolicy(pool.merchantTasks(), pool.beatIntervalMillis(), false, pool.directiveLifeMillis()),
                merchants);
    }
}
