package io.tributary.analytics.report;

import java.util.List;

/**
 * What a figure is: a section of {@code schemas/METRICS.md}, by the anchor of its heading, and the articles of the opinion 2024 No. 96 that
 * it serves (what they ask for: {@code deploy/programmes/README.md}).
 */
public enum Definition {
    POOL("pool", 1, 3),
    MEMBERS("members", 1, 3),
    GRANTED("granted", 1, 3),
    SPENT("spent", 1, 3),
    UTILISATION("utilisation", 1, 3),
    DELIVERY_ERROR("delivery-error", 1, 3),
    OVER_DELIVERY("over-delivery", 1, 3),
    CREDITED("credited", 4, 5),
    RELEVANCE_LOSS("relevance-loss", 5, 18),
    DECISIONS("decisions", 2, 18),
    CASES("cases", 5, 18),
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
