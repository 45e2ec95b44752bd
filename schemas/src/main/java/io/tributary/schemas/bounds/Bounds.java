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
 * what they let in overflows and no record of the service's own grows beyond what a topic takes.
 */
public final class Bounds {
    /** 2000-01-01 UTC, epoch milliseconds. Times in seconds lie in 1970. */
    public static final long EARLIEST = 946_684_800_000L;
    /** 2200-01-01 UTC, epoch milliseconds. Times in microseconds lie beyond. */
    public static final long LATEST = 7_258_118_400_000L;
    /** Opened before that is no shop that sells on a platform: 1990-01-01 UTC, epoch milliseconds. */
    private static final long OLDEST_SHOP = 631_152_000_000L;

    private static final long MOST_COUNT = 1_000_000_000_000_000L;

    /** Bytes of a merchant's id, and of every key of a topic that has such keys. */
    public static final Text MERCHANT_ID = new Text("merchantId", 1, 256, Charset.NAME);

    /** Ids of events: 100 of these and more fit on a line of any log. */
    public static final Text EVENT_ID = new Text("an id", 1, 256, Charset.TEXT);

    public static final Text DIRECTIVE_ID = new Text("a directive’s id as BoostTable gave it", 1, 128, Charset.TEXT);

    /** Of events; that they are not ahead of the service's time is held against that time. */
    public static final Whole EVENT_TIME = new Whole("epoch milliseconds UTC", EARLIEST, LATEST);

    public static final Whole POSITION = new Whole("place on the page, the first is 0", 0, 1_000_000);
    public static final Whole RANK = new Whole("rank, the best is 0", 0, 1_000_000);
    public static final Whole BUCKET = new Whole("0 to 999, or -1 when unknown", -1, 999);
    /** A little below 0 is what rounding leaves of 0, and counts as 0: boosts buy no budget. */
    public static final Real RELEVANCE_LOSS = new Real("the ranker’s score lost, or null where unknown", -1e-6, 1e6);

    public static final Whole QUANTITY = new Whole("units, at least 1", 1, 1_000_000);
    public static final Whole AMOUNT = new Whole("minor units, not negative", 0, 10_000_000_000_000L);
    public static final Text CURRENCY = new Text("a currency", 3, 3, Charset.CURRENCY);

    private static final Text NAME = new Text("a name", 1, 128, Charset.NAME);
    private static final Text PROGRAMME_ID = new Text("lower-case letters, digits and hyphens", 1, 64, Charset.NAME);
    private static final Whole COUNT = new Whole("a count", 0, MOST_COUNT);
    private static final Whole NET = new Whole("a count net of what was turned back", -MOST_COUNT, MOST_COUNT);
    private static final Real SUM = new Real("a sum", 0, MOST_COUNT);
    private static final Real SHARE = new Real("a share", 0, 1);
    private static final Whole TIME = EVENT_TIME;
    private static final Whole TIME_OR_NONE = new Whole("epoch milliseconds UTC, 0 for none", 0, LATEST);
    private static final Whole TASK = new Whole("a merchant partition", 0, 100_000);
    private static final Text DIGEST = new Text("a digest", 0, 64, Charset.NAME);
    private static final Whole VERSION = new Whole("a version", 1, Integer.MAX_VALUE);
    /** Each holds thousands of entries. */
    private static final int MOST_LIST_PARTS = 1_000;

    private static final Text DAY =
            new Text("a day: a date, month, solar term, lunar date or holiday", 1, 64, Charset.NAME);
    private static final Text TIME_OF_DAY = new Text("a local time, HH:mm", 5, 5, Charset.NAME);
    private static final Symbol SYMBOL = new Symbol();
    private static final Nested RECORD = new Nested();

    /** Fields by the full name of their record, in the order of the page. */
    private static final Map<String, Map<String, Bound>> FIELDS = new LinkedHashMap<>();
    /** Keys by topic, of those that are not merchants' ids. */
    private static final Map<String, Text> KEYS = new LinkedHashMap<>();

    static {
        keys();
        events();
        profiles();
        programmes();
        lists();
        beats();
        reports();
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
        KEYS.put("controls", new Text("the scope", 1, 272, Charset.NAME));
        KEYS.put("beats", new Text("any", 0, 64, Charset.TEXT));
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
                .with("relevanceLoss", RELEVANCE_LOSS);
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
                .with("joinedAt", new Whole("epoch milliseconds UTC", OLDEST_SHOP, LATEST))
                .with("regionCode", new Text("a GB/T 2260 code, or empty", 0, 12, Charset.DIGITS))
                .with("categories", new Items("categories", 0, 256, NAME))
                .with("creditGrade", new Text("a grade, or empty", 0, 16, Charset.NAME))
                .with("satisfaction", new Real("share of content buyers 0 to 1, or -1 when unknown", -1, 1))
                .with("violations", new Whole("open violations", 0, 1_000_000))
                .with("relatedEntityHash", new Text("a hash, null where unknown", 1, 128, Charset.NAME))
                .with("optOut", SYMBOL)
                .with("updatedAt", TIME)
                .with("attributes", new Items("declared figures by name", 0, 64, RECORD));
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

    private static void programmes() {
        record("io.tributary.programmes.v1.Programme")
                .with("programmeId", PROGRAMME_ID)
                .with("version", VERSION)
                .with("name", RECORD)
                .with("status", SYMBOL)
                .with("startsAt", TIME)
                .with("endsAt", TIME)
                .with("timeZone", new Text("an IANA zone", 1, 64, Charset.NAME))
                .with("periodMinutes", new Whole("minutes, a divisor or a multiple of 1440", 1, 366 * 1440))
                .with("pool", new Whole("exposures", 1, 1_000_000_000_000L))
                .with("floor", new Whole("exposures", 0, 1_000_000_000L))
                .with("cap", new Whole("exposures", 1, 1_000_000_000_000L))
                .with("stageWeights", new Items("weights", 0, 16, new Real("a weight", 0, 1e6)))
                .with("maxMultiplier", new Real("a factor", 1, 1000))
                .with("maxAdditive", new Real("score", 0, 1e9))
                .with("surfaces", new Items("surfaces", 1, 16, SYMBOL))
                .with("holdout", RECORD)
                .with("eligibility", new Items("clauses", 0, 32, RECORD))
                .with("burst", SHARE)
                .with("initialStrength", new Real("a multiplier less 1, above 0", Double.MIN_NORMAL, 1000))
                .with("relevanceBudget", new Real("mean loss in relevanceUnit, 0 for no limit", 0, 1e6))
                .with("relevanceUnit", SYMBOL)
                .with("effectiveFrom", TIME)
                .with("windows", new Items("windows", 0, 32, RECORD));
        record("io.tributary.programmes.v1.SupportWindow")
                .with("from", DAY)
                .with("to", DAY)
                .with("weekdays", new Items("days of the week", 0, 7, SYMBOL))
                .with("opens", TIME_OF_DAY)
                .with("closes", TIME_OF_DAY)
                .with("pace", new Real("a factor", 0.01, 100));
        record("io.tributary.common.v1.LocalizedText")
                .with("zh", new Text("a sentence", 1, 1000, Charset.TEXT))
                .with("en", new Text("a sentence", 1, 1000, Charset.TEXT));
        record("io.tributary.common.v1.BucketRange")
                .with("from", new Whole("first bucket", 0, 1000))
                .with("to", new Whole("the bucket after the last", 0, 1000));
        record("io.tributary.programmes.v1.Clause")
                .with("id", new Text("a short name", 1, 64, Charset.NAME))
                .with("expression", new Text("a CEL expression", 1, 2000, Charset.TEXT))
                .with("reason", RECORD)
                .with("unknown", SYMBOL)
                .with("minimumSample", COUNT);
        record("io.tributary.programmes.v1.Publication")
                .with("programme", RECORD)
                .with("publishedAt", TIME)
                .with("kind", SYMBOL)
                .with("replaces", VERSION)
                .with("jurisdiction", new Text("a jurisdiction", 1, 16, Charset.NAME))
                .with("reason", new Text("why", 1, 1000, Charset.TEXT));
        record("io.tributary.programmes.v1.Control")
                .with("scope", KEYS.get("controls"))
                .with("kind", SYMBOL)
                .with("reason", new Text("why", 0, 1000, Charset.TEXT))
                .with("time", TIME);
    }

    private static void lists() {
        record("io.tributary.programmes.v1.ReferenceList")
                .with("name", new Text("letters, digits, hyphens and underscores", 1, 64, Charset.NAME))
                .with("version", VERSION)
                .with("entries", new Items("entries", 0, 100_000, NAME))
                .with("kind", SYMBOL)
                .with("source", RECORD)
                .with("timeZone", new Text("an IANA zone", 1, 64, Charset.NAME))
                .with("startsAt", TIME)
                .with("endsAt", TIME)
                .with("datedEntries", new Items("entries", 0, 100_000, RECORD))
                .with("part", new Whole("a part, the first is 0", 0, MOST_LIST_PARTS - 1))
                .with("parts", new Whole("parts", 1, MOST_LIST_PARTS))
                .with("digest", DIGEST)
                .with("attributes", new Items("declarations", 0, 128, RECORD));
        record("io.tributary.programmes.v1.ListSource")
                .with("title", new Text("a title", 1, 500, Charset.TEXT))
                .with("issuer", new Text("a name, or empty", 0, 500, Charset.TEXT))
                .with("url", new Text("an address, or empty", 0, 1000, Charset.TEXT))
                .with("date", new Text("a date, or empty", 0, 64, Charset.TEXT));
        record("io.tributary.programmes.v1.DatedEntry")
                .with("value", NAME)
                .with("startsAt", TIME)
                .with("endsAt", TIME);
        record("io.tributary.programmes.v1.AttributeDeclaration")
                .with("name", new Text("a name", 1, 64, Charset.NAME))
                .with("type", SYMBOL)
                .with("unit", new Text("a unit, or empty", 0, 64, Charset.NAME))
                .with("meaning", RECORD)
                .with("lookBackDays", new Whole("days", 0, 3660))
                .with("validHours", new Whole("hours", 0, 24 * 3660));
    }

    private static void beats() {
        Real rate = new Real("a rate, -1 before one is known", -1, MOST_COUNT);
        record("io.tributary.pool.v1.Beat")
                .with("number", COUNT)
                .with("time", TIME)
                .with("intervalMillis", new Whole("milliseconds", 0, MOST_COUNT))
                .with("programmes", new Items("one a programme", 0, RuleSizes.MOST_PROGRAMMES, RECORD))
                .with("stopped", new Items("scopes", 0, RuleSizes.MOST_STOPS + 16, KEYS.get("controls")))
                .with("rulesDigest", DIGEST)
                .with("rules", new Items("programmes", 0, RuleSizes.MOST_PROGRAMMES, RECORD))
                .with("lists", new Items("lists and parts of lists", 0, RuleSizes.MOST_LIST_RECORDS, RECORD))
                .with("answeredTime", TIME_OR_NONE)
                .with("lagging", new Items("one a task", 0, 100_000, RECORD))
                .with("rulesPart", new Whole("a record of rules, 0 for a beat", 0, RuleSizes.MOST_RECORDS))
                .with("rulesParts", new Whole("records of rules", 0, RuleSizes.MOST_RECORDS));
        record("io.tributary.pool.v1.TaskLag").with("task", TASK).with("answeredTime", TIME_OR_NONE);
        record("io.tributary.pool.v1.ProgrammeBeat")
                .with("programmeId", PROGRAMME_ID)
                .with("version", VERSION)
                .with("periodStart", TIME)
                .with("periodEnd", TIME)
                .with("active", SYMBOL)
                .with("strength", SHARE)
                .with("grantRate", rate)
                .with("ratedBeat", COUNT)
                .with("candidateRate", rate)
                .with("floorScale", SHARE)
                .with("candidateFloorScale", SHARE)
                .with("meanProgress", SUM)
                .with("schedule", SHARE)
                .with("scheduleAhead", SHARE)
                .with("granted", COUNT)
                .with("spent", COUNT)
                .with("orderRate", SUM)
                .with("ratedTasks", new Items("one a task", 0, 100_000, RECORD))
                .with("lossAllowance", SUM)
                .with("runsUntil", TIME_OR_NONE)
                .with("finish", SHARE);
        record("io.tributary.pool.v1.TaskCoverage").with("task", TASK).with("ratedBeat", COUNT);
    }

    private static void reports() {
        record("io.tributary.pool.v1.PoolReport")
                .with("task", TASK)
                .with("beat", COUNT)
                .with("time", TIME)
                .with("watermark", TIME_OR_NONE)
                .with("rulesDigest", DIGEST)
                .with("delayMillis", SUM)
                .with("programmes", new Items("one a programme", 0, RuleSizes.MOST_PROGRAMMES, RECORD))
                .with("traffic", new Items("one a surface", 0, 16, RECORD))
                .with("counters", RECORD)
                .with("heardUntil", TIME_OR_NONE);
        record("io.tributary.pool.v1.ProgrammeReport")
                .with("programmeId", PROGRAMME_ID)
                .with("periodStart", TIME)
                .with("members", COUNT)
                .with("floors", SUM)
                .with("candidateRate", new Real("a rate", -1, MOST_COUNT))
                .with("candidateFloorScale", SHARE)
                .with("candidateSum", COUNT)
                .with("freeWeight", SUM)
                .with("granted", COUNT)
                .with("spent", COUNT)
                .with("inFlight", SUM)
                .with("committed", COUNT)
                .with("suspended", COUNT)
                .with("dueGrants", SUM)
                .with("directed", COUNT)
                .with("treatmentExposures", COUNT)
                .with("treatmentTotal", COUNT)
                .with("holdoutExposures", COUNT)
                .with("holdoutTotal", COUNT)
                .with("treatmentOrders", NET)
                .with("holdoutOrders", NET)
                .with("relevanceLoss", SUM);
        record("io.tributary.pool.v1.SurfaceTraffic").with("surface", SYMBOL).with("impressions", COUNT);
        record("io.tributary.pool.v1.TaskCounters")
                .with("impressions", COUNT)
                .with("exposures", COUNT)
                .with("orders", COUNT)
                .with("refunds", COUNT)
                .with("duplicates", COUNT)
                .with("late", COUNT)
                .with("charged", COUNT)
                .with("directives", COUNT)
                .with("merchants", COUNT)
                .with("unknownDirectives", COUNT)
                .with("unmatched", COUNT)
                .with("mismatched", COUNT)
                .with("unmeasured", COUNT)
                .with("lossesCut", COUNT)
                .with("staleProfiles", COUNT);
    }

    private static Fields record(String name) {
        Map<String, Bound> fields = new LinkedHashMap<>();
        FIELDS.put(name, fields);
        return new Fields(fields);
    }

    private record Fields(Map<String, Bound> fields) {
        Fields with(String name, Bound bound) {
            if (fields.put(name, bound) != null) {
                throw new IllegalStateException(name + " is bounded twice");
            }
            return this;
        }
    }
}
