package io.tributary.domain.allocation;

/**
 * How much a merchant needs support next to the others: what one more exposure of it adds to the programme's fairness.
 *
 * <p>With progress r = (S/G + offset) / (mean + offset), the need is the sum of three marginal values, each of which answers to
 * one way in which exposure can be unfair:
 *
 * <pre>
 * need  = half + last + share
 * half  = 1 / (1 + (r/m)^(1/σ))           is it among the worse-off half? m: the median's r, times middle
 * last  = lastWeight · min((r/m)^−a, lastLimit)   is it the one that is left behind?
 * share = shareWeight · max(0, 1 − ln r)  marginal of the entropy −Σ p ln p of the shares
 * σ²    = sharpness^−2 + noise / (S + offset · G),  a = lastExponent / (1 + lastExponent · (σ − 1/sharpness) / 2)
 * </pre>
 *
 * The first is the subgradient of the worse-off half's share (conditional value at risk: Rockafellar and Uryasev 2000, eq. 3),
 * the last that of Nash welfare; a power of the progress between them is α-fair (Mo and Walrand 2000, eq. 2). Choosing by the
 * marginal of a concave welfare at what was delivered so far is asymptotically optimal (Stolyar 2005, theorem 1: gradient
 * scheduling). Counts are noisy while they are small: σ is the standard deviation of ln r that S exposures leave in doubt, and
 * what is in doubt is told apart less sharply, so that a lucky start is not punished and chance is not paid for in relevance.
 *
 * @param offset damps progress while it is small, as a part of a grant; above 0
 * @param middle where the worse-off half ends, as a part of the median's progress; above 0
 * @param sharpness slope of its edge when nothing is in doubt, at least 1
 * @param noise variance of ln r that one exposure leaves, not negative; 1 for independent exposures, less under feedback
 * @param lastWeight weight of the last ones, not negative
 * @param lastExponent how steeply it grows, not negative
 * @param lastLimit largest (r/m)^−a, at least 1
 * @param shareWeight weight of even shares, not negative
 */
public record FairNeed(
        double offset,
        double middle,
        double sharpness,
        double noise,
        double lastWeight,
        double lastExponent,
        double lastLimit,
        double shareWeight) {
    /** One set for all data and page sizes; found on shuffled orders of one data set, and held on others. */
    public static final FairNeed STANDARD = new FairNeed(0.04, 0.96, 15, 0.3, 0.3, 7.5, 140, 0.68);

    public FairNeed {
        require(offset > 0, "offset", offset, "above 0");
        require(middle > 0, "middle", middle, "above 0");
        require(sharpness >= 1, "sharpness", sharpness, "at least 1");
        require(noise >= 0, "noise", noise, "not negative");
        require(lastWeight >= 0, "lastWeight", lastWeight, "not negative");
        require(lastExponent >= 0, "lastExponent", lastExponent, "not negative");
        require(lastLimit >= 1, "lastLimit", lastLimit, "at least 1");
        require(shareWeight >= 0, "shareWeight", shareWeight, "not negative");
    }

    private static void require(boolean holds, String field, double value, String need) {
        if (!holds) {
            throw new IllegalArgumentException("fair need: " + field + " is " + value + ", must be " + need);
        }
    }

    /**
     * How the merchants of a programme stand as a whole.
     *
     * @param mean sum of exposures by sum of grants, not negative
     * @param median progress S/G of the merchant in the middle, not negative
     */
    public record Field(double mean, double median) {
        /** Nothing was delivered yet. */
        public static final Field START = new Field(0, 0);

        public Field {
            if (!(mean >= 0) || !(median >= 0)) {
                throw new IllegalArgumentException(
                        "progress: mean " + mean + ", median " + median + ": need 0 or more");
            }
        }
    }

    /**
     * A merchant's need, and how it falls as the merchant gets more.
     *
     * @param value not negative
     * @param elasticity −d ln need / d ln r, not negative
     */
    public record Need(double value, double elasticity) {}

    /**
     * The need of one merchant.
     *
     * @param delivered S, exposures, not negative
     * @param grant G, exposures, above 0
     */
    public Need need(double delivered, double grant, Field field) {
        double base = field.mean + offset;
        double r = (delivered / grant + offset) / base;
        double m = middle * (field.median + offset) / base;
        double sure = 1 / sharpness;
        double sigma = Math.sqrt(sure * sure + noise / (delivered + offset * grant));
        double distance = Math.log(r / m);
        double half = 1 / (1 + Math.exp(distance / sigma));
        double exponent = lastExponent / (1 + lastExponent * (sigma - sure) / 2);
        double steep = Math.exp(-exponent * distance);
        double last = lastWeight * Math.min(steep, lastLimit);
        double share = shareWeight * Math.max(0, 1 - Math.log(r));
        double value = half + last + share;
        double slope =
                half * (1 - half) / sigma + (steep < lastLimit ? exponent * last : 0) + (share > 0 ? shareWeight : 0);
        return new Need(value, value > 0 ? slope / value : 0);
    }

    /**
     * The need of one merchant, relative to what it would be at the mean progress: 1 there, more behind it.
     *
     * @param delivered S, exposures, not negative
     * @param grant G, exposures, above 0
     */
    public double relative(double delivered, double grant, Field field) {
        return need(delivered, grant, field).value()
                / need(field.mean * grant, grant, field).value();
    }
}
