package io.tributary.schemas;

import io.tributary.benefits.v1.BenefitChange;
import io.tributary.decisions.v1.MerchantDecisions;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.entities.v1.EntityShares;
import io.tributary.entities.v1.ShopReport;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.PageCount;
import io.tributary.experiment.v1.BucketSums;
import io.tributary.experiment.v1.Uplift;
import io.tributary.feedback.v1.Feedback;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.metrics.v1.Awareness;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.GroupMetric;
import io.tributary.metrics.v1.MerchantDay;
import io.tributary.metrics.v1.ProgrammeDay;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.PoolReport;
import io.tributary.programmes.v1.Control;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.Publication;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.Topic.Cleanup;
import io.tributary.schemas.Topic.Compatibility;
import io.tributary.schemas.Topic.Partitioning;
import io.tributary.schemas.Topic.Writer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The catalogue: every topic of the contract. Creation, registration and documentation are derived from it. */
public final class Topics {
    private static final String MERCHANT_KEY = "merchantId";

    public static final Topic<Impression> IMPRESSIONS =
            input("impressions", Impression.class, 7, "Items rendered on any surface, by seller.");

    public static final Topic<OrderLine> ORDERS = input(
            "orders",
            OrderLine.class,
            30,
            "Status changes of order lines, tied to the impression they are credited to.");

    public static final Topic<IvtVerdict> IVT_VERDICTS = input(
            "ivt-verdicts",
            IvtVerdict.class,
            30,
            "Impressions that turned out to be invalid traffic after they were sent.");

    public static final Topic<MerchantProfile> MERCHANTS = new Topic<>(
            "merchants",
            MERCHANT_KEY,
            MerchantProfile.class,
            Partitioning.MERCHANT,
            Cleanup.COMPACT,
            days(1),
            Compatibility.BACKWARD_TRANSITIVE,
            Writer.PLATFORM,
            "What the platform knows of each merchant; a tombstone removes it from every programme.");

    public static final Topic<MerchantEvent> MERCHANT_EVENTS = input(
            "merchant-events",
            MerchantEvent.class,
            30,
            "What merchants did that rules ask for: listed, went live, finished a course, applied, left.");

    public static final Topic<Feedback> FEEDBACK = input(
            "feedback",
            Feedback.class,
            366,
            "Appeals against decisions and complaints: opened, a human requested, closed. Without free text.");

    public static final Topic<PageCount> REQUESTS = new Topic<>(
            "requests",
            "surface/bucket",
            PageCount.class,
            Partitioning.SINGLE,
            Cleanup.DELETE,
            days(30),
            Compatibility.BACKWARD_TRANSITIVE,
            Writer.PLATFORM,
            "Optional: pages served by minute, surface and bucket, a denominator for what support caused.");

    public static final Topic<Awareness> AWARENESS =
            input("awareness", Awareness.class, 30, "That merchants noticed a programme, or read its rules. Optional.");

    public static final Topic<Programme> PROGRAMMES =
            rules("programmes", "programmeId", Programme.class, "Versioned support rules.");

    public static final Topic<Publication> PROGRAMMES_HISTORY = rules(
            "programmes-history",
            "programmeId@version/publishedAt",
            Publication.class,
            "Every version of every programme ever published: each has a key of its own, so that compaction removes none.");

    public static final Topic<ReferenceList> REFERENCE_LISTS =
            rules("reference-lists", "list name", ReferenceList.class, "Versioned lists that rules refer to by name.");

    public static final Topic<Control> CONTROLS = rules(
            "controls", "scope", Control.class, "Kill switches, lifted by a tombstone, and the clock of replays.");

    public static final Topic<Beat> BEATS = new Topic<>(
            "beats",
            "none: one copy in every partition",
            Beat.class,
            Partitioning.MERCHANT,
            Cleanup.DELETE,
            days(1),
            Compatibility.BACKWARD_TRANSITIVE,
            Writer.SERVICE,
            "The pool's heartbeat: period, strength and grant rate of every programme, and its rules when they change.");

    public static final Topic<PoolReport> POOL_REPORTS = new Topic<>(
            "pool-reports",
            "merchant task number",
            PoolReport.class,
            Partitioning.SINGLE,
            Cleanup.DELETE,
            days(1),
            Compatibility.BACKWARD_TRANSITIVE,
            Writer.SERVICE,
            "Each merchant task's partial sums for one beat.");

    public static final Topic<ShopReport> ENTITY_SHOPS = new Topic<>(
            "entity-shops",
            "relatedEntityHash",
            ShopReport.class,
            Partitioning.MERCHANT,
            Cleanup.DELETE,
            days(30),
            Compatibility.BACKWARD_TRANSITIVE,
            Writer.SERVICE,
            "What shops tell the legal entity that they belong to; read and written by the service only.");

    public static final Topic<EntityShares> ENTITY_SHARES = new Topic<>(
            "entity-shares",
            MERCHANT_KEY,
            EntityShares.class,
            Partitioning.MERCHANT,
            Cleanup.COMPACT,
            days(1),
            Compatibility.BACKWARD_TRANSITIVE,
            Writer.SERVICE,
            "Each shop's parts of what its legal entity may get; read and written by the service only.");

    public static final Topic<BucketSums> BUCKET_SUMS = new Topic<>(
            "bucket-sums",
            "programmeId, or the scope",
            BucketSums.class,
            Partitioning.SINGLE,
            Cleanup.DELETE,
            days(30),
            Compatibility.BACKWARD_TRANSITIVE,
            Writer.SERVICE,
            "What merchant tasks count by bucket, for the experiment; read and written by the service only.");

    public static final Topic<BoostDirective> BOOST_DIRECTIVES = output(
            "boost-directives",
            BoostDirective.class,
            Cleanup.COMPACT,
            1,
            "Whom to boost, where, how much and until when; a tombstone means stop now.");

    public static final Topic<ConversionMetric> CONVERSION_METRICS = output(
            "conversion-metrics",
            ConversionMetric.class,
            Cleanup.DELETE,
            90,
            "Exposures, orders and sales per merchant, window, surface and arm.");

    public static final Topic<ProgrammeMetric> PROGRAMME_METRICS = ofProgrammes(
            "programme-metrics",
            ProgrammeMetric.class,
            90,
            "Pacing at each beat and roll-ups of closed windows per programme.");

    public static final Topic<Uplift> UPLIFT = new Topic<>(
            "uplift",
            "programmeId/version/stage/window/windowStart",
            Uplift.class,
            Partitioning.SINGLE,
            Cleanup.COMPACT,
            days(1),
            Compatibility.FULL_TRANSITIVE,
            Writer.SERVICE,
            "What support caused, per programme, stage and day and to date: treatment against holdout, with intervals.");

    public static final Topic<GroupMetric> GROUP_METRICS = ofProgrammes(
            "group-metrics",
            GroupMetric.class,
            366,
            "Days of a programme by stage, region, size class and surface; small groups are withheld.");

    public static final Topic<ProgrammeDay> PROGRAMME_DAYS = ofProgrammes(
            "programme-days",
            ProgrammeDay.class,
            1_096,
            "Uptake, delivery and fairness of each programme by day, over all merchants that its rules admitted.");

    public static final Topic<MerchantDay> MERCHANT_DAYS = new Topic<>(
            "merchant-days",
            "programmeId",
            MerchantDay.class,
            Partitioning.MERCHANT,
            Cleanup.DELETE,
            days(30),
            Compatibility.BACKWARD_TRANSITIVE,
            Writer.SERVICE,
            "What each merchant was promised and granted in a period; read and written by the service only.");

    public static final Topic<Entitlement> ENTITLEMENTS = output(
            "entitlements",
            Entitlement.class,
            Cleanup.COMPACT,
            1,
            "Every programme's decision about a merchant, with the clauses that decided.");

    public static final Topic<MerchantDecisions> DECISIONS = output(
            "decisions",
            MerchantDecisions.class,
            Cleanup.DELETE,
            1_096,
            "Every decision about a merchant as it was made, with facts, clauses and figures: three years of history.");

    public static final Topic<LedgerEntry> LEDGER = output(
            "ledger",
            LedgerEntry.class,
            Cleanup.DELETE,
            730,
            "Every grant, charge batch, credit and release: the audit trail.");

    public static final Topic<BenefitChange> BENEFITS = output(
            "benefits",
            BenefitChange.class,
            Cleanup.DELETE,
            730,
            "Where each benefit of each merchant stands: labels, coupons, relief of fees.");

    public static final Topic<byte[]> DEAD_LETTERS = new Topic<>(
            "dead-letters",
            "as received, raw bytes",
            null,
            Partitioning.SINGLE,
            Cleanup.DELETE,
            days(30),
            null,
            Writer.SERVICE,
            "Raw bytes of what could not be read, with the error in the headers.");

    private static final List<Topic<?>> ALL = List.of(
            IMPRESSIONS,
            ORDERS,
            IVT_VERDICTS,
            MERCHANTS,
            MERCHANT_EVENTS,
            FEEDBACK,
            REQUESTS,
            AWARENESS,
            PROGRAMMES,
            PROGRAMMES_HISTORY,
            REFERENCE_LISTS,
            CONTROLS,
            BEATS,
            POOL_REPORTS,
            ENTITY_SHOPS,
            ENTITY_SHARES,
            BUCKET_SUMS,
            BOOST_DIRECTIVES,
            CONVERSION_METRICS,
            PROGRAMME_METRICS,
            UPLIFT,
            GROUP_METRICS,
            PROGRAMME_DAYS,
            MERCHANT_DAYS,
            ENTITLEMENTS,
            DECISIONS,
            LEDGER,
            BENEFITS,
            DEAD_LETTERS);

    private Topics() {}

    /** Every topic, inputs first. */
    public static List<Topic<?>> all() {
        return ALL;
    }

    /** The topic with that name in the catalogue, if it is part of the contract. */
    public static Optional<Topic<?>> byName(String name) {
        return ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
    }

    private static <T> Topic<T> input(String name, Class<T> type, int days, String description) {
        return new Topic<>(
                name,
                MERCHANT_KEY,
                type,
                Partitioning.MERCHANT,
                Cleanup.DELETE,
                days(days),
                Compatibility.BACKWARD_TRANSITIVE,
                Writer.PLATFORM,
                description);
    }

    private static <T> Topic<T> rules(String name, String key, Class<T> type, String description) {
        return new Topic<>(
                name,
                key,
                type,
                Partitioning.SINGLE,
                Cleanup.COMPACT,
                days(1),
                Compatibility.BACKWARD_TRANSITIVE,
                Writer.OPERATOR,
                description);
    }

    private static <T> Topic<T> output(String name, Class<T> type, Cleanup cleanup, int days, String description) {
        return new Topic<>(
                name,
                MERCHANT_KEY,
                type,
                Partitioning.MERCHANT,
                cleanup,
                days(days),
                Compatibility.FULL_TRANSITIVE,
                Writer.SERVICE,
                description);
    }

    private static <T> Topic<T> ofProgrammes(String name, Class<T> type, int days, String description) {
        return new Topic<>(
                name,
                "programmeId",
                type,
                Partitioning.SINGLE,
                Cleanup.DELETE,
                days(days),
                Compatibility.FULL_TRANSITIVE,
                Writer.SERVICE,
                description);
    }

    private static long days(int days) {
        return TimeUnit.DAYS.toMillis(days);
    }
}
