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

    /** Takes back an exposure. */
    public void unexposed() {
        exposures = Math.max(0, exposures - 1);
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
     * Chance that the merchant's rate of orders is above another, 0..1.
     *
     * @param rate orders per exposure, above 0 and below 1
     */
    public double chanceAbove(double rate) {
        return StageEvidence.chance(exposures, orders, rate);
    }

    /**
     * What speaks for it; null while nothing is known of the members.
     *
     * @param rate members' orders per exposure in the last period; 0: not known
     */
    public StageEvidence evidence(double rate) {
        boolean isKnown = rate > 0 && rate < 1;
        return isKnown ? new StageEvidence(exposures, orders, rate, chanceAbove(rate)) : null;
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
