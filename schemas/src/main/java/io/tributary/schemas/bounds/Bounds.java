package io.tributary.schemas.bounds;

import io.tributary.schemas.bounds.Bound.Charset;
import io.tributary.schemas.bounds.Bound.Items;
import io.tributary.schemas.bounds.Bound.Nested;
import io.tributary.schemas.bounds.Bound.Real;
import io.tributary.schemas.bounds.Bound.Symbol;
import io.tributary.schemas.bounds.Bound.Text;
import io.tributary.schemas.bounds.Bound.Whole;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every field of every input may be: the one table from which the checks, {@code BOUNDS.md} and the tests come. A field of a
 * schema that is not in here fails a test. Bounds are wide enough for whatever a platform has to say, and narrow enough that no sum of
 * what they let in overflows and no record of the service's own grows beyond what a topic takes. Those of rules and lists are in
 * {@link RuleBounds}, those of what metrics are made of in {@link MetricBounds}, those of what pool, tasks and owners tell each other in
 * {@link PoolBounds}.
 */
public final class Bounds {
    /** 2000-01-01 UTC, epoch milliseconds. Times in seconds lie in 1970. */
    public static final long EARLIEST = 946_684_800_000L;
    /** 2200-01-01 UTC, epoch milliseconds. Times in microseconds lie beyond. */
    public static final long LATEST = 7_258_118_400_000L;
    /** Opened before that is no shop that sells on a platform: 1990-01-01 UTC, epoch milliseconds. */
    private static final long OLDEST_SHOP = 631_152_000_000L;

    static final long MOST_COUNT = 1_000_000_000_000_000L;

    /** Bytes of a merchant's id, and of every key of a topic that has such keys. */
    public static final Text MERCHANT_ID = new Text("merchantId", 1, 256, Charset.NAME);

    /** Ids of events: 100 of these and more fit on a line of any log. */
    public static final Text EVENT_ID = new Text("an id", 1, 256, Charset.TEXT);

    /** Programme, version, number and merchant, see decisions. */
    public static final Text DECISION_ID = new Text("a decision’s id", 1, 360, Charset.TEXT);

    static final Text CASE_ID = new Text("a case’s id", 1, 64, Charset.NAME);

    public static final Text DIRECTIVE_ID = new Text("a directive’s id as BoostTable gave it", 1, 128, Charset.TEXT);

    /** Of events; that they are not ahead of the service's time is held against that time. */
    public static final Whole EVENT_TIME = new Whole("epoch milliseconds UTC", EARLIEST, LATEST);

    public static final Whole POSITION = new Whole("place on the page, the first is 0", 0, 1_000_000);
    public static final Whole RANK = new Whole("rank, the best is 0", 0, 1_000_000);
    public static final Whole BUCKET = new Whole("0 to 999, or -1 when unknown", -1, 999);
    /** A little below 0 is what rounding leaves of 0, and counts as 0: boosts buy no budget. */
    public static final Real RELEVANCE_LOSS = new Real("the ranker’s score lost, or null where unknown", -1e-6, 1e6);

    public static final Text ITEM_CATEGORY = new Text("a category, or empty", 0, 128, Charset.TEXT);
    public static final Text ITEM_TAG = new Text("a tag", 1, 128, Charset.TEXT);
    public static final Items ITEM_TAGS = new Items("tags of an item", 0, 64, ITEM_TAG);

    public static final Whole QUANTITY = new Whole("units, at least 1", 1, 1_000_000);
    public static final Whole AMOUNT = new Whole("minor units, not negative", 0, 10_000_000_000_000L);
    public static final Text CURRENCY = new Text("a currency", 3, 3, Charset.CURRENCY);

    static final Text NAME = new Text("a name", 1, 128, Charset.NAME);
    static final Text PROGRAMME_ID = new Text("lower-case letters, digits and hyphens", 1, 64, Charset.NAME);
    static final Whole COUNT = new Whole("a count", 0, MOST_COUNT);
    static final Whole NET = new Whole("a count net of what was turned back", -MOST_COUNT, MOST_COUNT);
    static final Real SUM = new Real("a sum", 0, MOST_COUNT);
    static final Real SHARE = new Real("a share", 0, 1);
    static final Whole TIME = EVENT_TIME;
    static final Whole TIME_OR_NONE = new Whole("epoch milliseconds UTC, 0 for none", 0, LATEST);
    static final Whole TASK = new Whole("a merchant partition", 0, 100_000);
    static final Text DIGEST = new Text("a digest", 0, 64, Charset.NAME);
    static final Text SCOPE = new Text("the scope", 1, 272, Charset.NAME);
    static final Whole VERSION = new Whole("a version", 1, Integer.MAX_VALUE);
    private static final Text ENTITY = new Text("a hash, null where unknown", 1, 128, Charset.NAME);
    static final Whole EXPOSURES = new Whole("exposures", 0, 1_000_000_000_000L);
    static final Whole NUMBER = new Whole("a number, 0 for none", 0, MOST_COUNT);
    static final Whole JOINED = new Whole("epoch milliseconds UTC", OLDEST_SHOP, LATEST);
    static final Symbol SYMBOL = new Symbol();
    static final Nested RECORD = new Nested();

    /** Fields by the full name of their record, in the order of the page. */
    private static final Map<String, Map<String, Bound>> FIELDS = new LinkedHashMap<>();
    /** Keys by topic, of those that are not merchants' ids. */
    private static final Map<String, Text> KEYS = new LinkedHashMap<>();

    static {
        keys();
        events();
        profiles();
        feedback();
        RuleBounds.programmes();
        RuleBounds.lists();
        PoolBounds.beats();
        PoolBounds.reports();
        PoolBounds.entities();
        ExperimentBounds.experiment();
        MetricBounds.awareness();
        MetricBounds.merchantDays();
    }

    private Bounds() {}

    /** Bounds of a record's fields by name; none when the record is no input. */
    public static Map<String, Bound> of(String recordName) {
        return FIELDS.getOrDefault(recordName, Map.of());
    }

    /** Fields by the full name of their record. */
    public static Map<String, Map<String, Bound>> all() {
        return Collections.unmodifiableMap(FIELDS);
    }

    /** Bounds of an input's keys: a merchant's id where its topic is not listed. */
    public static Text key(String topic) {
        return KEYS.getOrDefault(topic, MERCHANT_ID);
    }

    private static void keys() {
        KEYS.put("programmes", new Text("programmeId, or programmeId@version", 1, 75, Charset.NAME));
        KEYS.put("programmes-history", new Text("programmeId@version/publishedAt", 1, 96, Charset.NAME));
        KEYS.put("reference-lists", new Text("the list’s name@version, and /part", 1, 96, Charset.NAME));
        KEYS.put("controls", SCOPE);
        KEYS.put("beats", new Text("any", 0, 64, Charset.TEXT));
        KEYS.put("entity-shops", ENTITY);
        KEYS.put("requests", new Text("surface/bucket", 3, 64, Charset.NAME));
        KEYS.put("bucket-sums", new Text("programmeId, or the scope", 1, 64, Charset.NAME));
        KEYS.put("merchant-days", PROGRAMME_ID);
        KEYS.put("pool-reports", new Text("the task", 0, 64, Charset.TEXT));
    }

    private static void events() {
        record("io.tributary.events.v1.Impression")
                .with("impressionId", EVENT_ID)
                .with("requestId", EVENT_ID)
                .with("itemId", EVENT_ID)
                .with("surface", SYMBOL)
                .with("position", POSITION)
                .with("baseRank", RANK)
                .with("finalRank", RANK)
                .with("viewable", SYMBOL)
                .with("invalidTraffic", SYMBOL)
                .with("directiveId", DIRECTIVE_ID)
                .with("bucket", BUCKET)
                .with("time", EVENT_TIME)
                .with("relevanceLoss", RELEVANCE_LOSS)
                .with("item", RECORD)
                .with("personalised", SYMBOL);
        record("io.tributary.events.v1.ItemFacts")
                .with("category", ITEM_CATEGORY)
                .with("tags", ITEM_TAGS)
                .with("listedAt", EVENT_TIME);
        record("io.tributary.events.v1.IvtVerdict")
                .with("impressionId", EVENT_ID)
                .with("surface", SYMBOL)
                .with("baseRank", RANK)
                .with("finalRank", RANK)
                .with("viewable", SYMBOL)
                .with("directiveId", DIRECTIVE_ID)
                .with("bucket", BUCKET)
                .with("time", EVENT_TIME)
                .with("item", RECORD)
                .with("judgedAt", EVENT_TIME)
                .with("relevanceLoss", RELEVANCE_LOSS)
                .with("personalised", SYMBOL);
        record("io.tributary.events.v1.OrderLine")
                .with("orderId", EVENT_ID)
                .with("lineId", EVENT_ID)
                .with("itemId", EVENT_ID)
                .with("status", SYMBOL)
                .with("quantity", QUANTITY)
                .with("amount", AMOUNT)
                .with("currency", CURRENCY)
                .with("attribution", RECORD)
                .with("time", EVENT_TIME);
        record("io.tributary.events.v1.Attribution")
                .with("impressionId", EVENT_ID)
                .with("directiveId", DIRECTIVE_ID)
                .with("surface", SYMBOL)
                .with("bucket", BUCKET)
                .with("time", EVENT_TIME);
    }

    private static void profiles() {
        record("io.tributary.merchants.v1.MerchantProfile")
                .with("merchantId", MERCHANT_ID)
                .with("sizeClass", SYMBOL)
                .with("tags", new Items("proven properties", 0, 64, RECORD))
                .with("joinedAt", JOINED)
                .with("regionCode", new Text("a GB/T 2260 code, or empty", 0, 12, Charset.DIGITS))
                .with("categories", new Items("categories", 0, 256, NAME))
                .with("creditGrade", new Text("a grade, or empty", 0, 16, Charset.NAME))
                .with("satisfaction", new Real("share of content buyers 0 to 1, or -1 when unknown", -1, 1))
                .with("violations", new Whole("open violations", 0, 1_000_000))
                .with("relatedEntityHash", ENTITY)
                .with("optOut", SYMBOL)
                .with("updatedAt", TIME)
                .with("attributes", new Items("declared figures by name", 0, 64, RECORD))
                .with("platformOwned", SYMBOL);
        record("io.tributary.merchants.v1.MerchantEvent")
                .with("eventId", EVENT_ID)
                .with("type", new Text("a type of event", 1, 64, Charset.SLUG))
                .with("time", EVENT_TIME)
                .with("quantity", new Whole("units of the type, at least 1", 1, 1_000_000_000L))
                .with("programmeId", PROGRAMME_ID)
                .with("itemId", EVENT_ID)
                .with("benefitId", PROGRAMME_ID);
        record("io.tributary.merchants.v1.Attribute")
                .with("number", new Real("a number in the declared unit", -1e15, 1e15))
                .with("text", new Text("a value", 0, 128, Charset.NAME))
                .with("truth", SYMBOL)
                .with("measuredAt", TIME)
                .with("expiresAt", TIME)
                .with("sample", COUNT);
        record("io.tributary.merchants.v1.Tag")
                .with("name", NAME)
                .with("certificate", new Text("a reference, or null", 1, 256, Charset.TEXT))
                .with("expiresAt", TIME);
    }

    private static void feedback() {
        record("io.tributary.feedback.v1.Feedback")
                .with("caseId", CASE_ID)
                .with("kind", SYMBOL)
                .with("action", SYMBOL)
                .with("decisionId", DECISION_ID)
                .with("decidedAt", TIME)
                .with("outcome", SYMBOL)
                .with("decidedBy", SYMBOL)
                .with("exposures", new Whole("exposures", 0, 1_000_000_000L))
                .with("time", TIME);
    }

    static Fields record(String name) {
        Map<String, Bound> fields = new LinkedHashMap<>();
        FIELDS.put(name, fields);
        return new Fields(fields);
    }

    /** The fields of one record, as they are put into the table. */
    record Fields(Map<String, Bound> fields) {
        Fields with(String name, Bound bound) {
            if (fields.put(name, bound) != null) {
                throw new IllegalStateException(name + " is bounded twice");
            }
            return this;
        }
    }
}
