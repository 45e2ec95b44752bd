package io.tributary.demo.evaluate.uplift;

import io.tributary.domain.experiment.Uplift;

/** An estimate as it is printed; figures that are withheld are null. */
record UpliftRow(
        long buckets,
        Double difference,
        Double standardError,
        Double low95,
        Double high95,
        Double ratio,
        Double ratioLow95,
        Double ratioHigh95,
        AdjustedRow cuped,
        double sampleRatioP,
        boolean withheld) {
    /** The same with less noise. */
    record AdjustedRow(double difference, double standardError) {}

    static UpliftRow of(Uplift uplift) {
        if (uplift.isWithheld()) {
            return new UpliftRow(
                    uplift.buckets(), null, null, null, null, null, null, null, null, uplift.sampleRatioP(), true);
        }
        Uplift.Adjusted adjusted = uplift.adjusted();
        return new UpliftRow(
                uplift.buckets(),
                uplift.difference(),
                uplift.standardError(),
                uplift.interval().low(),
                uplift.interval().high(),
                uplift.ratio(),
                uplift.ratioInterval().low(),
                uplift.ratioInterval().high(),
                adjusted == null ? null : new AdjustedRow(adjusted.difference(), adjusted.standardError()),
                uplift.sampleRatioP(),
                false);
    }
}
