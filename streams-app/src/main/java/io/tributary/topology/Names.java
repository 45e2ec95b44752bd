package io.tributary.topology;

/** Names of nodes and stores. They are part of what is stored: changing one loses its changelog. */
public final class Names {
    public static final String IMPRESSION_SOURCE = "impression-source";
    public static final String ORDER_SOURCE = "order-source";
    public static final String PROFILE_SOURCE = "profile-source";
    public static final String BEAT_SOURCE = "beat-source";
    public static final String MERCHANT_PROCESSOR = "merchant-processor";
    public static final String MERCHANT_STORE = "merchants";
    public static final String TASK_STORE = "task";
    public static final String DIRECTIVE_SINK = "directive-sink";
    public static final String METRIC_SINK = "metric-sink";
    public static final String ENTITLEMENT_SINK = "entitlement-sink";
    public static final String LEDGER_SINK = "ledger-sink";
    public static final String REPORT_SINK = "report-sink";

    private Names() {}
}
