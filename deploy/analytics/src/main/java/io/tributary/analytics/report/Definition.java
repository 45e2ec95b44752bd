package io.tributary.analytics.report;

import java.util.List;

/**
 * What a figure is: a section of {@code schemas/METRICS.md}, by the anchor of its heading, and the articles of the opinion 2024 No. 96 that
 * it serves (what they ask for: {@code deploy/programmes/README.md}).
 */
public enum Definition {
    COUNTS("counts", 3),
    RATES("rates", 3),
    DISPLACED("displaced-positions", 5, 18),
    UPTAKE("uptake", 2, 3),
    PROMISED("promised-exposures", 1, 3),
    DELIVERY("delivery", 1, 3),
    CREDITS("credits", 4, 5),
    FAIRNESS("fairness", 3, 18),
    FIRST_ORDER("time-to-first-order", 12),
    STAGE_CHANGES("stage-changes", 14),
    SURVIVAL("survival-after-graduation", 5, 14),
    QUALITY("refunds-and-complaints", 5, 18),
    DISCLOSURE("disclosure", 3, 17),
    UPLIFT("uplift", 5),
    GUARDS("guard-metrics", 5, 18),
    RELEVANCE_LOSS("relevance-loss", 5, 18),
    DECISIONS("decisions", 2, 18),
    CASES("appeals-and-complaints", 5, 18),
    RULE_CHANGES("rule-changes", 2),
    BENEFITS("benefits", 8, 13);

    /** Where definitions are, in the repository. */
    public static final String PAGE = "schemas/METRICS.md";

    private final String anchor;
    private final List<Integer> articles;

    Definition(String anchor, Integer... articles) {
        this.anchor = anchor;
        this.articles = List.of(articles);
    }

    /** Of the heading. */
    public String anchor() {
        return anchor;
    }

    /** Page and anchor. */
    public String reference() {
        return PAGE + "#" + anchor;
    }

    /** Of the opinion. */
    public List<Integer> articles() {
        return articles;
    }
}
