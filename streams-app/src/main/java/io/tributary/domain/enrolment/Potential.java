package io.tributary.domain.enrolment;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import org.apache.commons.statistics.distribution.NormalDistribution;

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

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

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
        return NORMAL.cumulativeProbability((mean - rate) / deviation);
    }

    /** What speaks for it against another rate, as for {@link #chanceAbove}. */
    StageEvidence evidence(double rate) {
        return new StageEvidence(exposures, orders, rate, chanceAbove(rate));
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
