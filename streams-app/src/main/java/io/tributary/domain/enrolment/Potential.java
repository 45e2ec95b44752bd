package io.tributary.domain.enrolment;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;

/**
 * How well a merchant sells on the exposure it gets, and how sure one can be of that: net orders per exposure as a Beta
 * posterior, with a prior at the rate it is compared with. It remembers the last few thousand exposures.
 *
 * <p>Exposures and orders are of the same buyers as those of the rate it is compared with: those whose bucket is known. An order that no
 * impression is credited with says nothing of how exposure sells.
 */
public final class Potential {
    /** Exposures that the prior is worth. */
    private static final double PRIOR = 100;
    /** Exposures at which the older half is forgotten. */
    private static final double MEMORY = 8_000;

    private double exposures;
    private double orders;

    public void exposed() {
        exposures++;
        if (exposures > MEMORY) {
            exposures /= 2;
            orders /= 2;
        }
    }

    /** Reads it from memory. What it returns means nothing. */
    public int prefetch() {
        return (int) exposures;
    }

    /** Counts an order line, or takes one back (-1). */
    public void ordered(int lines) {
        orders = Math.max(0, orders + lines);
    }

    /**
     * Chance that the merchant's rate of orders is above another, 0..1; by the normal approximation, which is enough where
     * only chances around 0.5 and 0.8 decide.
     *
     * @param rate orders per exposure, above 0 and below 1
     */
    public double chanceAbove(double rate) {
        double seen = exposures + PRIOR;
        double mean = (orders + PRIOR * rate) / seen;
        double deviation = Math.sqrt(Math.max(mean * (1 - mean), rate / seen) / (seen + 1));
        return normal((mean - rate) / deviation);
    }

    /** The normal distribution (Abramowitz and Stegun 26.2.17, within 1e-7). */
    private static double normal(double z) {
        double t = 1 / (1 + 0.231_641_9 * Math.abs(z));
        double poly = t
                * (0.319_381_530
                        + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
        double tail = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * poly;
        return z >= 0 ? 1 - tail : tail;
    }

    public void write(StateWriter writer) {
        writer.writeDouble(exposures);
        writer.writeDouble(orders);
    }

    public static Potential read(StateReader reader) {
        Potential potential = new Potential();
        potential.exposures = reader.readDouble();
        potential.orders = reader.readDouble();
        return potential;
    }
}
