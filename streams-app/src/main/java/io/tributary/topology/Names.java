package io.tributary.topology;

import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import java.util.Map;

/** Names of nodes, stores and their sections. They are part of what is stored: changing one loses its changelog. */
public final class Names {
    public static final String MERCHANT_PROCESSOR = "merchant-processor";
    public static final String TASK_STORE = "task";
    public static final String DIRECTIVE_SINK = "directive-sink";
    public static final String METRIC_SINK = "metric-sink";
    public static final String ENTITLEMENT_SINK = "entitlement-sink";
    public static final String DECISION_SINK = "decision-sink";
    public static final String LEDGER_SINK = "ledger-sink";
    public static final String BENEFIT_SINK = "benefit-sink";
    public static final String REPORT_SINK = "report-sink";
    public static final String SHOP_SINK = "entity-shops-sink";
    public static final String BUCKET_SINK = "bucket-sums-sink";
    public static final String DAY_SINK = "merchant-days-sink";
    public static final String DEAD_LETTER_SINK = "dead-letter-sink";

    /** Sections of the task's store: merchants, order memos, and what is the task's own. */
    public static final char MERCHANT_SECTION = 'm';

    public static final char ORDER_SECTION = 'o';
    public static final char OWN_SECTION = 't';
    /** Impressions that a verdict was counted of. */
    public static final char VERDICT_SECTION = 'v';

    /** Hours and days that are final. */
    public static final char WINDOW_SECTION = 'w';

    /** The schemas that have written the store. */
    public static final char SCHEMA_SECTION = 's';

    private static final Map<Topic<?>, String> SINKS = Map.of(
            Topics.BOOST_DIRECTIVES, DIRECTIVE_SINK,
            Topics.CONVERSION_METRICS, METRIC_SINK,
            Topics.ENTITLEMENTS, ENTITLEMENT_SINK,
            Topics.DECISIONS, DECISION_SINK,
            Topics.LEDGER, LEDGER_SINK,
            Topics.BENEFITS, BENEFIT_SINK,
            Topics.POOL_REPORTS, REPORT_SINK,
            Topics.ENTITY_SHOPS, SHOP_SINK,
            Topics.BUCKET_SUMS, BUCKET_SINK,
            Topics.MERCHANT_DAYS, DAY_SINK);

    private Names() {}

    /** The source for an input topic. */
    public static String source(Topic<?> topic) {
        return topic.name() + "-source";
    }

    /** The merchant topology's sink for an output topic. */
    public static String sink(Topic<?> topic) {
        return SINKS.get(topic);
    }
}
