package io.tributary.domain.capacity;

/**
 * What is asked of a deployment.
 *
 * @param merchants that have a profile or traffic, at least 1
 * @param eventsPerSecond impressions and order lines at the busiest time, at least 1
 * @param programmes at least 1
 * @param orderShare order lines among the events, 0 to 1
 * @param supportedShare merchants that are boosted at a time among all, 0 to 1
 * @param retentionHours how long the events' topics keep them, above 0
 */
public record Demand(
        long merchants,
        long eventsPerSecond,
        int programmes,
        double orderShare,
        double supportedShare,
        double retentionHours) {
    public Demand {
        require(merchants >= 1, "--merchants " + merchants, "at least 1");
        require(eventsPerSecond >= 1, "--events-per-second " + eventsPerSecond, "at least 1");
        require(programmes >= 1, "--programmes " + programmes, "at least 1");
        require(orderShare >= 0 && orderShare <= 1, "--order-share " + orderShare, "0 to 1");
        require(supportedShare >= 0 && supportedShare <= 1, "--supported-share " + supportedShare, "0 to 1");
        require(retentionHours > 0, "--retention-hours " + retentionHours, "above 0");
    }

    private static void require(boolean good, String what, String must) {
        if (!good) {
            throw new IllegalArgumentException(what + ": must be " + must);
        }
    }

    /** Merchants with traffic in a minute: each, where there are as many events. An upper bound, since some have most of them. */
    double activeInAMinute() {
        return Math.min(merchants, 60.0 * eventsPerSecond);
    }
}
