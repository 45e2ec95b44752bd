package io.tributary.demo.evaluate.rerank;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;

/**
 * The mean loss of score per item shown that shoppers may bear, by k.
 *
 * @param byK an amount for each k that is named; empty: one for all
 * @param others for a k that is not named; null: there is none
 */
record RelevanceBudget(Map<Integer, Amount> byK, Amount others) {
    /**
     * What ManifoldRank was published to lose at k = 5, 10 and 20 on FairDiverse's "steam" scores (.0067, .0086, .0113), as
     * shares of the mean score of the top k there (1.52939, 1.30867, 1.09959), rounded down: so it carries over to scores of
     * another scale.
     */
    private static final NavigableMap<Integer, Double> PUBLISHED =
            new TreeMap<>(Map.of(5, 0.0043808, 10, 0.0065715, 20, 0.0102765));

    static final RelevanceBudget DEFAULT = new RelevanceBudget(Map.of(), null);

    RelevanceBudget {
        byK = Map.copyOf(byK);
    }

    /**
     * @param value above 0
     * @param relative whether it is a share of the mean score of the top k; otherwise, in units of score
     */
    record Amount(double value, boolean relative) {
        Amount {
            if (!(value > 0) || !(value < (relative ? 1 : Double.POSITIVE_INFINITY))) {
                throw new IllegalArgumentException("a relevance budget must be above 0"
                        + (relative ? " and below 100%, not " + value * 100 + "%" : " and finite, not " + value));
            }
        }

        static Amount parse(String text) {
            boolean relative = text.endsWith("%");
            try {
                double number = Double.parseDouble(relative ? text.substring(0, text.length() - 1) : text);
                return new Amount(relative ? number / 100 : number, relative);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "'" + text
                                + "' is not a relevance budget: give a loss of score such as .0086 or a share such as 0.7%",
                        e);
            }
        }

        double of(double meanTopScore) {
            return relative ? value * meanTopScore : value;
        }
    }

    /** {@code AMOUNT} for all k, or {@code K=AMOUNT,...}; with %, an amount is a share of the top k's mean score. */
    static RelevanceBudget parse(String text) {
        if (!text.contains("=")) {
            return new RelevanceBudget(Map.of(), Amount.parse(text.strip()));
        }
        Map<Integer, Amount> amounts = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            String[] sides = part.split("=", -1);
            if (sides.length != 2 || !sides[0].strip().matches("[1-9]\\d{0,5}")) {
                throw new IllegalArgumentException("'" + part + "' is not K=AMOUNT, such as 10=.0086 or 10=0.7%");
            }
            if (amounts.put(Integer.valueOf(sides[0].strip()), Amount.parse(sides[1].strip())) != null) {
                throw new IllegalArgumentException("the budget names k = " + sides[0].strip() + " twice");
            }
        }
        return new RelevanceBudget(amounts, null);
    }

    /** In units of score. */
    double of(int k, ScoreMatrix matrix) {
        return amount(k).of(matrix.meanTopScore(k));
    }

    /** What is meant for k; refuses a k that a budget by k does not name. */
    Amount amount(int k) {
        if (byK.isEmpty()) {
            return others == null ? new Amount(published(k), true) : others;
        }
        Amount named = byK.get(k);
        if (named == null) {
            throw new IllegalArgumentException(
                    "the relevance budget names no amount for k = " + k + ": add " + k + "=AMOUNT or leave out the k");
        }
        return named;
    }

    /** Linear in log k between the published ones, the nearest one beyond them. */
    private static double published(int k) {
        Map.Entry<Integer, Double> below = PUBLISHED.floorEntry(k);
        Map.Entry<Integer, Double> above = PUBLISHED.ceilingEntry(k);
        if (below == null || above == null || below.getKey().equals(above.getKey())) {
            return (below == null ? above : below).getValue();
        }
        double way = Math.log((double) k / below.getKey()) / Math.log((double) above.getKey() / below.getKey());
        return below.getValue() + way * (above.getValue() - below.getValue());
    }

    /** For picocli. */
    static final class Converter implements ITypeConverter<RelevanceBudget> {
        @Override
        public RelevanceBudget convert(String text) {
            return parse(text);
        }
    }
}
