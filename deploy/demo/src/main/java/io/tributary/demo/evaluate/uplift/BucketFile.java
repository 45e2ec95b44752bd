package io.tributary.demo.evaluate.uplift;

import io.tributary.demo.CsvFile;
import io.tributary.domain.Arm;
import io.tributary.domain.experiment.ArmMoments;
import io.tributary.domain.experiment.BucketSums;
import io.tributary.domain.experiment.BucketSums.Before;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads what buckets counted, a row for each. */
final class BucketFile {
    static final String HEADER = "bucket,arm,numerator,denominator";
    static final String HEADER_WITH_BEFORE = HEADER + ",pre_numerator,pre_denominator";

    /** Products of what is larger than this lose all digits of what is compared. */
    private static final double MOST = 1e18;

    private BucketFile() {}

    /** What the file's arms counted. */
    record Arms(ArmMoments treatment, ArmMoments holdout) {}

    /**
     * @throws IllegalArgumentException naming file and line of what is wrong
     */
    static Arms read(Path file) {
        Arms arms = new Arms(new ArmMoments(), new ArmMoments());
        Map<String, Long> lines = new HashMap<>();
        try (CsvFile csv = CsvFile.open("bucket", file, HEADER, HEADER_WITH_BEFORE)) {
            while (csv.next()) {
                try {
                    read(csv.row(), csv.line(), lines, arms);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(csv.name() + ":" + csv.line() + ": " + e.getMessage(), e);
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("bucket file " + file + " cannot be read: " + e.getMessage(), e);
        }
        return arms;
    }

    private static void read(String[] row, long line, Map<String, Long> lines, Arms arms) {
        if (row[0].isEmpty()) {
            throw new IllegalArgumentException("bucket: is missing, must be what tells it from the others");
        }
        Long other = lines.putIfAbsent(row[0], line);
        if (other != null) {
            throw new IllegalArgumentException("bucket " + CsvFile.brief(row[0]) + " is on line " + other
                    + ", too: a bucket is one unit of one arm, add its rows up first");
        }
        BucketSums sums = new BucketSums(number("numerator", row[2]), number("denominator", row[3]), before(row));
        (arm(row[1]) == Arm.TREATMENT ? arms.treatment : arms.holdout).add(sums);
    }

    private static Before before(String[] row) {
        if (row.length == 4 || (row[4].isEmpty() && row[5].isEmpty())) {
            return null;
        }
        return new Before(number("pre_numerator", row[4]), number("pre_denominator", row[5]));
    }

    private static Arm arm(String text) {
        return switch (text) {
            case "TREATMENT" -> Arm.TREATMENT;
            case "HOLDOUT" -> Arm.HOLDOUT;
            default ->
                throw new IllegalArgumentException("arm: is " + CsvFile.brief(text) + ", must be TREATMENT or HOLDOUT");
        };
    }

    private static double number(String field, String text) {
        double value;
        try {
            value = new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    field + ": is " + CsvFile.brief(text)
                            + ", must be a number; leave out buckets of which none is known",
                    e);
        }
        if (Math.abs(value) > MOST) {
            throw new IllegalArgumentException(
                    field + ": is " + CsvFile.brief(text) + ", must be a number up to " + MOST);
        }
        return value;
    }
}
