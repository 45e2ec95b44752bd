package io.tributary.chaos;

import io.tributary.benefits.v1.BenefitChange;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.events.v1.OrderLine;
import io.tributary.feedback.v1.Feedback;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.pool.v1.PoolReport;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.testkit.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that is on the topics when a test is over. */
record Audit(
        List<TopicLog.Entry<Impression>> impressions,
        List<TopicLog.Entry<OrderLine>> orders,
        List<TopicLog.Entry<IvtVerdict>> verdicts,
        List<TopicLog.Entry<MerchantProfile>> profiles,
        List<TopicLog.Entry<BoostDirective>> directives,
        List<TopicLog.Entry<LedgerEntry>> ledger,
        List<TopicLog.Entry<ConversionMetric>> metrics,
        List<TopicLog.Entry<Entitlement>> entitlements,
        List<TopicLog.Entry<PoolReport>> reports,
        List<TopicLog.Entry<byte[]>> deadLetters,
        Actions actions) {

    /** What merchants did themselves, and the benefits that they have for it. */
    record Actions(
            List<TopicLog.Entry<MerchantEvent>> events,
            List<TopicLog.Entry<Feedback>> feedback,
            List<TopicLog.Entry<BenefitChange>> benefits) {
        static final Actions NONE = new Actions(List.of(), List.of(), List.of());
    }

    static Audit of(Cluster cluster, AvroSerdes serdes) {
        return new Audit(
                TopicLog.read(cluster, serdes, Topics.IMPRESSIONS),
                TopicLog.read(cluster, serdes, Topics.ORDERS),
                TopicLog.read(cluster, serdes, Topics.IVT_VERDICTS),
                TopicLog.read(cluster, serdes, Topics.MERCHANTS),
                TopicLog.read(cluster, serdes, Topics.BOOST_DIRECTIVES),
                TopicLog.read(cluster, serdes, Topics.LEDGER),
                TopicLog.read(cluster, serdes, Topics.CONVERSION_METRICS),
                TopicLog.read(cluster, serdes, Topics.ENTITLEMENTS),
                TopicLog.read(cluster, serdes, Topics.POOL_REPORTS),
                TopicLog.raw(cluster, Topics.DEAD_LETTERS),
                new Actions(
                        TopicLog.read(cluster, serdes, Topics.MERCHANT_EVENTS),
                        TopicLog.read(cluster, serdes, Topics.FEEDBACK),
                        TopicLog.read(cluster, serdes, Topics.BENEFITS)));
    }

    /** Lines of the ledger by merchant, in the order in which they were booked; the caller's own. */
    Map<String, List<LedgerEntry>> ledgerByMerchant() {
        Map<String, List<LedgerEntry>> byMerchant = new TreeMap<>();
        ledger.forEach(entry -> byMerchant
                .computeIfAbsent(entry.key(), merchant -> new ArrayList<>())
                .add(entry.value()));
        return byMerchant;
    }

    /** What tasks answered to beats, by task, in the order in which they answered. */
    Map<Integer, List<PoolReport>> reportsByTask() {
        Map<Integer, List<PoolReport>> byTask = new TreeMap<>();
        reports.forEach(entry -> byTask.computeIfAbsent(entry.value().getTask(), task -> new ArrayList<>())
                .add(entry.value()));
        return byTask;
    }
}
