package io.tributary.analytics.table;

import static io.tributary.analytics.table.Source.computed;
import static io.tributary.analytics.table.Source.field;
import static io.tributary.analytics.table.Source.recordKey;

import io.tributary.benefits.v1.BenefitChange;
import io.tributary.decisions.v1.MerchantDecisions;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.experiment.v1.Uplift;
import io.tributary.feedback.v1.Feedback;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.metrics.v1.Awareness;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.GroupMetric;
import io.tributary.metrics.v1.Membership;
import io.tributary.metrics.v1.ProgrammeDay;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.programmes.v1.Control;
import io.tributary.programmes.v1.Publication;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The topics that analysts read, as tables. A line here is all that another one takes. */
public final class Sources {
    private static final String MERCHANT = "merchant_id";
    private static final String MERCHANT_MEANING = "The merchant.";

    private static final Source<ConversionMetric> CONVERSION = new Source<>(
            Topics.CONVERSION_METRICS,
            List.of(
                    field(Topics.CONVERSION_METRICS, "merchantId"),
                    field(Topics.CONVERSION_METRICS, "windowSize"),
                    field(Topics.CONVERSION_METRICS, "windowStart"),
                    field(Topics.CONVERSION_METRICS, "surface"),
                    field(Topics.CONVERSION_METRICS, "arm"),
                    computed(
                            new Column(
                                    "member_of",
                                    ColumnType.TEXT,
                                    "Programmes with version and stage that the merchant was in: rows with others are other rows."),
                            Sources::memberships)),
            "window_start");

    private static final Source<ProgrammeMetric> PROGRAMMES = new Source<>(
            Topics.PROGRAMME_METRICS,
            List.of(
                    field(Topics.PROGRAMME_METRICS, "programmeId"),
                    field(Topics.PROGRAMME_METRICS, "windowSize"),
                    field(Topics.PROGRAMME_METRICS, "windowStart"),
                    computed(
                            new Column("beat", ColumnType.LONG, "Of pacing the beat; 0 for windows."),
                            metric -> metric.getPacing() == null
                                    ? 0L
                                    : metric.getPacing().getBeat())),
            "window_start");

    private static final Source<GroupMetric> GROUPS = new Source<>(
            Topics.GROUP_METRICS,
            List.of(
                    field(Topics.GROUP_METRICS, "programmeId"),
                    field(Topics.GROUP_METRICS, "windowSize"),
                    field(Topics.GROUP_METRICS, "windowStart"),
                    field(Topics.GROUP_METRICS, "dimension"),
                    field(Topics.GROUP_METRICS, "value")),
            "window_start");

    private static final Source<ProgrammeDay> DAYS = new Source<>(
            Topics.PROGRAMME_DAYS,
            List.of(field(Topics.PROGRAMME_DAYS, "programmeId"), field(Topics.PROGRAMME_DAYS, "windowStart")),
            "window_start");

    private static final Source<Uplift> UPLIFT = new Source<>(
            Topics.UPLIFT,
            List.of(
                    field(Topics.UPLIFT, "programmeId"),
                    field(Topics.UPLIFT, "version"),
                    computed(
                            new Column(
                                    "stage",
                                    ColumnType.TEXT,
                                    "The merchants’ step in it; ALL for all of them together."),
                            uplift -> uplift.getStage() == null
                                    ? "ALL"
                                    : uplift.getStage().name()),
                    field(Topics.UPLIFT, "window"),
                    field(Topics.UPLIFT, "windowStart")),
            "window_start");

    private static final Source<Awareness> AWARENESS = new Source<>(
            Topics.AWARENESS,
            List.of(
                    recordKey(MERCHANT, MERCHANT_MEANING),
                    field(Topics.AWARENESS, "programmeId"),
                    field(Topics.AWARENESS, "kind")),
            "time");

    private static final Source<LedgerEntry> LEDGER = new Source<>(
            Topics.LEDGER, List.of(field(Topics.LEDGER, "merchantId"), field(Topics.LEDGER, "sequence")), "time");

    private static final Source<Entitlement> ENTITLEMENTS =
            new Source<>(Topics.ENTITLEMENTS, List.of(recordKey(MERCHANT, MERCHANT_MEANING)), null);

    /** What was decided, when: entitlements have only what stands. */
    private static final Source<MerchantDecisions> DECISIONS = new Source<>(
            Topics.DECISIONS,
            List.of(field(Topics.DECISIONS, "merchantId"), field(Topics.DECISIONS, "beat")),
            "decided_at");

    /** Where each benefit stands: of its changes the last one. */
    private static final Source<BenefitChange> BENEFITS = new Source<>(
            Topics.BENEFITS,
            List.of(
                    field(Topics.BENEFITS, "merchantId"),
                    field(Topics.BENEFITS, "programmeId"),
                    field(Topics.BENEFITS, "id")),
            "time");

    /** A row for each step of a case: what is sent again is the same row. */
    private static final Source<Feedback> FEEDBACK = new Source<>(
            Topics.FEEDBACK,
            List.of(
                    recordKey(MERCHANT, MERCHANT_MEANING),
                    field(Topics.FEEDBACK, "caseId"),
                    field(Topics.FEEDBACK, "action")),
            "time");

    private static final Source<MerchantEvent> MERCHANT_EVENTS = new Source<>(
            Topics.MERCHANT_EVENTS,
            List.of(recordKey(MERCHANT, MERCHANT_MEANING), field(Topics.MERCHANT_EVENTS, "eventId")),
            "time");

    /** A row for each impression that was judged: a verdict that is sent again is the same row. */
    private static final Source<IvtVerdict> VERDICTS = new Source<>(
            Topics.IVT_VERDICTS,
            List.of(recordKey(MERCHANT, MERCHANT_MEANING), field(Topics.IVT_VERDICTS, "impressionId")),
            "judged_at");

    private static final Source<BoostDirective> DIRECTIVES =
            new Source<>(Topics.BOOST_DIRECTIVES, List.of(recordKey(MERCHANT, MERCHANT_MEANING)), null);

    private static final Source<MerchantProfile> MERCHANTS =
            new Source<>(Topics.MERCHANTS, List.of(recordKey(MERCHANT, MERCHANT_MEANING)), null);

    private static final Source<Publication> PUBLICATIONS = new Source<>(
            Topics.PROGRAMMES_HISTORY,
            List.of(recordKey("publication", "Programme, version and when it was published.")),
            null);

    private static final Source<Control> CONTROLS =
            new Source<>(Topics.CONTROLS, List.of(recordKey("scope", "What is stopped.")), null);

    private static final Source<ReferenceList> LISTS = new Source<>(
            Topics.REFERENCE_LISTS,
            List.of(recordKey("list", "Its name and version, and the part of a large one.")),
            null);

    private static final List<Source<?>> ALL = List.of(
            CONVERSION,
            PROGRAMMES,
            GROUPS,
            DAYS,
            UPLIFT,
            LEDGER,
            ENTITLEMENTS,
            DECISIONS,
            BENEFITS,
            FEEDBACK,
            MERCHANT_EVENTS,
            AWARENESS,
            VERDICTS,
            DIRECTIVES,
            MERCHANTS,
            PUBLICATIONS,
            LISTS,
            CONTROLS);

    private Sources() {}

    /** All of them. */
    public static List<Source<?>> all() {
        return ALL;
    }

    /** Topics that have no table, with the reason and where to look instead. */
    public static Map<Topic<?>, String> leftOut() {
        Map<Topic<?>, String> reasons = new LinkedHashMap<>();
        for (Topic<?> topic : List.of(Topics.IMPRESSIONS, Topics.ORDERS, Topics.REQUESTS)) {
            reasons.put(
                    topic,
                    "too many records for one machine: land them in a warehouse (deploy/analytics/warehouses); what they come to is in"
                            + " conversion_metrics and uplift");
        }
        reasons.put(Topics.PROGRAMMES, "programmes_history has every version of it");
        for (Topic<?> topic : List.of(
                Topics.BEATS,
                Topics.POOL_REPORTS,
                Topics.ENTITY_SHOPS,
                Topics.ENTITY_SHARES,
                Topics.BUCKET_SUMS,
                Topics.MERCHANT_DAYS)) {
            reasons.put(
                    topic, "the service writes it for itself; `tributary tail " + topic.name() + "` shows its records");
        }
        reasons.put(
                Topics.DEAD_LETTERS,
                "raw bytes with the error in their headers; `tributary tail dead-letters` shows them");
        return reasons;
    }

    /** Why the topic whose table would be named so has none; empty where there is no such topic. */
    public static Optional<String> leftOut(String table) {
        return leftOut().entrySet().stream()
                .filter(each -> Names.table(each.getKey().name()).equals(Names.table(table)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Those without the rows of single merchants: most records by far, and of reports only the places that others lost need them. */
    public static List<Source<?>> withoutMerchantRows() {
        return ALL.stream().filter(each -> each != CONVERSION).toList();
    }

    private static String memberships(ConversionMetric metric) {
        return metric.getMemberships().stream().map(Sources::membership).collect(Collectors.joining(","));
    }

    private static String membership(Membership each) {
        return each.getProgrammeId() + ":" + each.getVersion() + ":" + each.getStage();
    }
}
