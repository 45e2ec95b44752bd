package io.tributary.topology.experiment;

import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.Stage;
import io.tributary.domain.experiment.Comparison;
import io.tributary.domain.experiment.Figure;
import io.tributary.domain.experiment.FigureKey;
import io.tributary.domain.experiment.Uplift.Adjusted;
import io.tributary.experiment.v1.Uplift;
import io.tributary.experiment.v1.UpliftAdjusted;
import io.tributary.experiment.v1.UpliftDenominator;
import io.tributary.experiment.v1.UpliftFigure;
import io.tributary.experiment.v1.UpliftMetric;
import io.tributary.experiment.v1.UpliftSubject;
import io.tributary.experiment.v1.UpliftWindow;
import io.tributary.experiment.v1.WithheldReason;
import io.tributary.metrics.v1.WindowStatus;

/** From comparisons to records of uplift. */
final class UpliftRecords {
    private UpliftRecords() {}

    /** A row's record, without the times and the revision. */
    static Uplift record(UpliftRow row, Comparison comparison) {
        io.tributary.domain.BucketRange holdout = comparison.arms().holdout();
        Uplift record = new Uplift();
        record.setProgrammeId(row.programmeId());
        record.setVersion(row.version());
        record.setStage(row.stage() == null ? null : Stage.valueOf(row.stage().name()));
        record.setWindow(UpliftWindow.valueOf(row.window().name()));
        record.setWindowStart(row.start());
        record.setHoldout(holdout == null ? null : new BucketRange(holdout.from(), holdout.to()));
        record.setTreatmentBuckets(comparison.arms().treatmentBuckets());
        record.setHoldoutBuckets(comparison.arms().holdoutBuckets());
        record.setSampleRatioP(known(comparison.sampleRatioP()));
        record.setWithheld(
                comparison.withheld() == null
                        ? null
                        : WithheldReason.valueOf(comparison.withheld().name()));
        record.setFigures(
                comparison.figures().stream().map(UpliftRecords::figure).toList());
        return record;
    }

    static WindowStatus status(boolean isSettled, boolean wasSettled) {
        if (!isSettled) {
            return WindowStatus.PROVISIONAL;
        }
        return wasSettled ? WindowStatus.RESTATED : WindowStatus.FINAL;
    }

    private static UpliftFigure figure(Figure figure) {
        FigureKey key = figure.key();
        UpliftFigure record = new UpliftFigure();
        record.setSubject(UpliftSubject.valueOf(key.subject().name()));
        record.setMetric(UpliftMetric.valueOf(key.metric().name()));
        record.setCurrency(key.currency());
        record.setDenominator(UpliftDenominator.valueOf(key.denominator().name()));
        record.setTreatment(figure.sums().treatment());
        record.setHoldout(figure.sums().holdout());
        record.setTreatmentDenominator(figure.sums().treatmentDenominator());
        record.setHoldoutDenominator(figure.sums().holdoutDenominator());
        if (figure.estimate() != null) {
            estimate(record, figure);
        }
        return record;
    }

    private static void estimate(UpliftFigure record, Figure figure) {
        io.tributary.domain.experiment.Uplift estimate = figure.estimate();
        record.setDifference(known(estimate.difference()));
        record.setStandardError(known(estimate.standardError()));
        record.setLow95(known(estimate.interval().low()));
        record.setHigh95(known(estimate.interval().high()));
        if (figure.always() != null) {
            record.setAlwaysLow95(known(figure.always().low()));
            record.setAlwaysHigh95(known(figure.always().high()));
        }
        record.setRatio(known(estimate.ratio()));
        record.setRatioLow95(known(estimate.ratioInterval().low()));
        record.setRatioHigh95(known(estimate.ratioInterval().high()));
        record.setAdjusted(adjusted(estimate.adjusted()));
        record.setBudgetSplit(adjusted(figure.budgetSplit()));
    }

    private static UpliftAdjusted adjusted(Adjusted adjusted) {
        return adjusted == null
                ? null
                : new UpliftAdjusted(
                        adjusted.difference(),
                        adjusted.standardError(),
                        adjusted.interval().low(),
                        adjusted.interval().high());
    }

    private static Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
