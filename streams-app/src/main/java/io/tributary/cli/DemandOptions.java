package io.tributary.cli;

import io.tributary.domain.capacity.Demand;
import io.tributary.domain.capacity.Sizing;
import io.tributary.schemas.Topics;
import picocli.CommandLine.Option;

/** Options that say what a deployment is to be planned for. */
final class DemandOptions {
    @Option(names = "--merchants", paramLabel = "N", description = "Merchants that have a profile or traffic.")
    private Long merchants;

    @Option(
            names = "--events-per-second",
            paramLabel = "N",
            description = "Impressions and order lines a second at the busiest time.")
    private Long eventsPerSecond;

    @Option(names = "--programmes", paramLabel = "N", defaultValue = "10", description = "Default ${DEFAULT-VALUE}.")
    private int programmes;

    @Option(
            names = "--order-share",
            defaultValue = "0.01",
            description = "Order lines among the events; default ${DEFAULT-VALUE}.")
    private double orderShare;

    @Option(
            names = "--supported-share",
            defaultValue = "0.3",
            description = "Merchants that are boosted at a time; default ${DEFAULT-VALUE}.")
    private double supportedShare;

    @Option(
            names = "--retention-hours",
            description = "How long impressions and orders are kept; default: as the catalogue of topics says.")
    private Double retentionHours;

    @Option(names = "--cores-per-instance", defaultValue = "4", description = "Default ${DEFAULT-VALUE}.")
    private int coresPerInstance;

    @Option(
            names = "--utilisation",
            defaultValue = "0.5",
            description =
                    "Of the processors at the busiest time: the rest catches up after an outage; default ${DEFAULT-VALUE}.")
    private double utilisation;

    @Option(
            names = "--standbys",
            defaultValue = "1",
            description = "Warm copies of each task; default ${DEFAULT-VALUE}.")
    private int standbys;

    @Option(
            names = "--replication",
            defaultValue = "3",
            description = "Replicas of each topic; default ${DEFAULT-VALUE}.")
    private int replication;

    @Option(
            names = "--price-core-hour",
            defaultValue = "0.04",
            description = "Of a processor, in any currency; default ${DEFAULT-VALUE}.")
    private double coreHour;

    @Option(names = "--price-gib-hour", defaultValue = "0.005", description = "Of memory; default ${DEFAULT-VALUE}.")
    private double gibHour;

    @Option(names = "--price-disk-gib-month", defaultValue = "0.08", description = "Default ${DEFAULT-VALUE}.")
    private double diskGibMonth;

    /** Whether a plan is asked for. */
    boolean isGiven() {
        return merchants != null || eventsPerSecond != null;
    }

    Demand demand() {
        if (merchants == null || eventsPerSecond == null) {
            throw new IllegalArgumentException("--merchants and --events-per-second are both needed");
        }
        double hours = retentionHours == null ? Topics.IMPRESSIONS.retentionMillis() / 3_600_000.0 : retentionHours;
        return new Demand(merchants, eventsPerSecond, programmes, orderShare, supportedShare, hours);
    }

    Sizing sizing() {
        return new Sizing(coresPerInstance, utilisation, standbys, replication, coreHour, gibHour, diskGibMonth);
    }
}
