package io.tributary.schemas.bounds;

import io.tributary.schemas.bounds.Bound.Charset;
import io.tributary.schemas.bounds.Bound.Items;
import io.tributary.schemas.bounds.Bound.Real;
import io.tributary.schemas.bounds.Bound.Text;
import io.tributary.schemas.bounds.Bound.Whole;

/** What every field of rules and lists may be: the part of {@link Bounds} that grows with the rule language. */
final class RuleBounds {
    /** Each holds thousands of entries. */
    private static final int MOST_LIST_PARTS = 1_000;

    private static final Text DAY =
            new Text("a day: a date, month, solar term, lunar date or holiday", 1, 64, Charset.NAME);
    private static final Text TIME_OF_DAY = new Text("a local time, HH:mm", 5, 5, Charset.NAME);

    private static final Whole DAYS = new Whole("days of 24 hours", 0, 36_600);

    private RuleBounds() {}

    static void programmes() {
        Bounds.record("io.tributary.programmes.v1.Programme")
                .with("programmeId", Bounds.PROGRAMME_ID)
                .with("version", Bounds.VERSION)
                .with("name", Bounds.RECORD)
                .with("status", Bounds.SYMBOL)
                .with("startsAt", Bounds.TIME)
                .with("endsAt", Bounds.TIME)
                .with("timeZone", new Text("an IANA zone", 1, 64, Charset.NAME))
                .with("periodMinutes", new Whole("minutes, a divisor or a multiple of 1440", 1, 366 * 1440))
                .with("pool", new Whole("exposures", 1, 1_000_000_000_000L))
                .with("floor", new Whole("exposures", 0, 1_000_000_000L))
                .with("cap", new Whole("exposures", 1, 1_000_000_000_000L))
                .with("stageWeights", new Items("weights", 0, 16, new Real("a weight", 0, 1e6)))
                .with("maxMultiplier", new Real("a factor", 1, 1000))
                .with("maxAdditive", new Real("score", 0, 1e9))
                .with("surfaces", new Items("surfaces", 1, 16, Bounds.SYMBOL))
                .with("holdout", Bounds.RECORD)
                .with("eligibility", new Items("clauses", 0, 32, Bounds.RECORD))
                .with("burst", Bounds.SHARE)
                .with("initialStrength", new Real("a multiplier less 1, above 0", Double.MIN_NORMAL, 1000))
                .with("relevanceBudget", new Real("mean loss in relevanceUnit, 0 for no limit", 0, 1e6))
                .with("relevanceUnit", Bounds.SYMBOL)
                .with("effectiveFrom", Bounds.TIME)
                .with("windows", new Items("windows", 0, 32, Bounds.RECORD))
                .with("clock", Bounds.RECORD)
                .with("scope", Bounds.RECORD)
                .with("governance", Bounds.RECORD)
                .with("appeal", Bounds.RECORD)
                .with("entity", Bounds.RECORD)
                .with("enrolment", Bounds.RECORD)
                .with("exits", new Items("exits", 0, 16, Bounds.RECORD))
                .with("missions", new Items("missions", 0, 16, Bounds.RECORD))
                .with("benefits", new Items("benefits", 0, 16, Bounds.RECORD))
                .with("funding", Bounds.RECORD)
                .with("mostOfAll", new Whole("exposures, 0 for no limit", 0, 1_000_000_000_000L))
                .with("admitsPlatformShops", Bounds.SYMBOL)
                .with("withoutPersonalisation", Bounds.SYMBOL)
                .with("transition", Bounds.RECORD)
                .with("stages", new Items("stages", 0, 3, Bounds.RECORD))
                .with("endsWhen", Bounds.RECORD)
                .with("shareOfPage", new Real("part of a page, above 0 to 1", Double.MIN_NORMAL, 1))
                .with("deliveryShape", Bounds.SYMBOL);
        Bounds.record("io.tributary.programmes.v1.Transition")
                .with("endsAt", Bounds.TIME)
                .with("toTheEnd", Bounds.SYMBOL);
        enrolment();
        stages();
        Bounds.record("io.tributary.programmes.v1.Governance")
                .with("kind", Bounds.SYMBOL)
                .with("owner", Bounds.NAME)
                .with("approvals", new Items("approvals", 0, 16, Bounds.RECORD))
                .with("legalBasis", new Items("articles", 0, 32, new Text("an article", 1, 200, Charset.NAME)))
                .with("consultation", Bounds.RECORD);
        Bounds.record("io.tributary.programmes.v1.Approval")
                .with("by", Bounds.NAME)
                .with("givenAt", Bounds.TIME)
                .with("reference", new Text("an address, or empty", 0, 1000, Charset.TEXT));
        Bounds.record("io.tributary.programmes.v1.Consultation")
                .with("opensAt", Bounds.TIME)
                .with("closesAt", Bounds.TIME)
                .with("views", new Whole("views", 0, 1_000_000_000))
                .with("reference", new Text("an address, or empty", 0, 1000, Charset.TEXT));
        Bounds.record("io.tributary.programmes.v1.Funding")
                .with("source", Bounds.SYMBOL)
                .with("partner", Bounds.NAME);
        Bounds.record("io.tributary.common.v1.ItemScope")
                .with("categories", new Items("categories", 0, 256, Bounds.NAME))
                .with("itemTags", new Items("tags of items", 0, 64, Bounds.NAME))
                .with("listedWithinDays", new Whole("days, 0 for at any time", 0, 3660));
        clocks();
        Bounds.record("io.tributary.programmes.v1.AppealChannel")
                .with("channel", new Text("an address or a telephone number", 1, 500, Charset.TEXT))
                .with("days", new Whole("days", 1, 180));
        Bounds.record("io.tributary.programmes.v1.EntityLimit")
                .with("cap", new Whole("exposures", 1, 1_000_000_000_000L));
        rewards();
        Bounds.record("io.tributary.programmes.v1.SupportWindow")
                .with("from", DAY)
                .with("to", DAY)
                .with("weekdays", new Items("days of the week", 0, 7, Bounds.SYMBOL))
                .with("opens", TIME_OF_DAY)
                .with("closes", TIME_OF_DAY)
                .with("pace", new Real("a factor", 0.01, 100));
        Bounds.record("io.tributary.common.v1.LocalizedText")
                .with("zh", new Text("a sentence", 1, 1000, Charset.TEXT))
                .with("en", new Text("a sentence", 1, 1000, Charset.TEXT));
        Bounds.record("io.tributary.common.v1.BucketRange")
                .with("from", new Whole("first bucket", 0, 1000))
                .with("to", new Whole("the bucket after the last", 0, 1000));
        Bounds.record("io.tributary.programmes.v1.Clause")
                .with("id", new Text("a short name", 1, 64, Charset.NAME))
                .with("expression", new Text("a CEL expression", 1, 2000, Charset.TEXT))
                .with("reason", Bounds.RECORD)
                .with("unknown", Bounds.SYMBOL)
                .with("minimumSample", Bounds.COUNT);
        Bounds.record("io.tributary.programmes.v1.Publication")
                .with("programme", Bounds.RECORD)
                .with("publishedAt", Bounds.TIME)
                .with("kind", Bounds.SYMBOL)
                .with("replaces", Bounds.VERSION)
                .with("jurisdiction", new Text("a jurisdiction", 1, 16, Charset.NAME))
                .with("reason", new Text("why", 1, 1000, Charset.TEXT));
        Bounds.record("io.tributary.programmes.v1.Control")
                .with("scope", Bounds.SCOPE)
                .with("kind", Bounds.SYMBOL)
                .with("reason", new Text("why", 0, 1000, Charset.TEXT))
                .with("time", Bounds.TIME);
    }

    private static void clocks() {
        Bounds.record("io.tributary.programmes.v1.SupportClock")
                .with("from", new Text("JOINED, ENROLLED, FIRST_SALE or a type of event", 1, 64, Charset.NAME))
                .with("startsAfter", Bounds.RECORD)
                .with("snap", Bounds.SYMBOL)
                .with("lasts", Bounds.RECORD)
                .with("until", Bounds.RECORD)
                .with("carryOver", Bounds.SYMBOL);
        Bounds.record("io.tributary.programmes.v1.ClockSpan")
                .with("hours", new Whole("hours", 1, 24 * 3660))
                .with("days", new Whole("days", 1, 3660))
                .with("businessDays", new Whole("days", 1, 2600))
                .with("months", new Whole("months", 1, 120));
        Bounds.record("io.tributary.programmes.v1.ClockLimit")
                .with("orders", new Whole("order lines", 1, 1_000_000_000L))
                .with("sales", new Whole("minor units", 1, 1_000_000_000_000_000L))
                .with("currency", Bounds.CURRENCY);
    }

    private static void enrolment() {
        Bounds.record("io.tributary.programmes.v1.Enrolment")
                .with("mode", Bounds.SYMBOL)
                .with("opensAt", Bounds.TIME)
                .with("closesAt", Bounds.TIME)
                .with("excludes", new Items("ids of programmes", 0, 128, Bounds.PROGRAMME_ID))
                .with("coolOffDays", DAYS)
                .with("seats", Bounds.RECORD);
        Bounds.record("io.tributary.programmes.v1.Seats")
                .with("number", new Whole("merchants", 1, 1_000_000_000))
                .with("by", new Text("an attribute", 1, 64, Charset.NAME))
                .with("selectsAt", Bounds.TIME);
        Bounds.record("io.tributary.programmes.v1.HardExit")
                .with("id", new Text("a short name", 1, 64, Charset.NAME))
                .with("expression", new Text("a CEL expression", 1, 2000, Charset.TEXT))
                .with("reason", Bounds.RECORD)
                .with("unknown", Bounds.SYMBOL)
                .with("minimumSample", Bounds.COUNT)
                .with("cureDays", DAYS)
                .with("clawBack", Bounds.SYMBOL)
                .with("banDays", new Whole("days, 0 for no ban, -1 for good", -1, 36_600));
    }

    private static void stages() {
        Real chance = new Real("a chance, above 0 and below 1", Double.MIN_NORMAL, Math.nextDown(1.0));
        Whole returns = new Whole("days of 24 hours, -1 for never", -1, 36_600);
        Bounds.record("io.tributary.programmes.v1.StageStep")
                .with("stage", Bounds.SYMBOL)
                .with("enter", Bounds.RECORD)
                .with("leave", Bounds.RECORD)
                .with("reward", Bounds.PROGRAMME_ID)
                .with("returnAfterDays", returns)
                .with("survivalDays", DAYS);
        Bounds.record("io.tributary.programmes.v1.StageCondition")
                .with("chanceAbove", chance)
                .with("chanceBelow", chance)
                .with("clause", Bounds.RECORD);
        Bounds.record("io.tributary.programmes.v1.EvidenceEnd")
                .with("afterExposures", new Whole("exposures", 0, 1_000_000_000_000L))
                .with("chanceBelow", chance)
                .with("returnAfterDays", returns);
    }

    private static void rewards() {
        Bounds.record("io.tributary.programmes.v1.Mission")
                .with("id", Bounds.PROGRAMME_ID)
                .with("name", Bounds.RECORD)
                .with("event", Bounds.PROGRAMME_ID)
                .with("every", new Whole("quantity of events", 1, 1_000_000_000L))
                .with("daily", Bounds.SYMBOL)
                .with("most", new Whole("times", 1, 1000))
                .with("withinDays", new Whole("days, 0 for always", 0, 3660))
                .with("requires", new Items("missions", 0, 16, Bounds.PROGRAMME_ID))
                .with("benefit", Bounds.PROGRAMME_ID);
        Bounds.record("io.tributary.programmes.v1.Benefit")
                .with("id", Bounds.PROGRAMME_ID)
                .with("kind", Bounds.SYMBOL)
                .with("name", Bounds.RECORD)
                .with("quota", new Whole("of the unit, 0 for none", 0, 1_000_000_000_000L))
                .with("unit", Bounds.SYMBOL)
                .with("currency", Bounds.CURRENCY)
                .with("tiers", new Items("tiers", 0, 16, Bounds.RECORD))
                .with("startsAfterDays", new Whole("days", 0, 366))
                .with("validDays", new Whole("days, 0 for without end", 0, 3660))
                .with("accept", Bounds.SYMBOL);
        Bounds.record("io.tributary.programmes.v1.BenefitTier")
                .with("upTo", new Whole("minor units of sales", 1, 1_000_000_000_000_000L))
                .with("rate", Bounds.SHARE);
    }

    static void lists() {
        Bounds.record("io.tributary.programmes.v1.ReferenceList")
                .with("name", new Text("letters, digits, hyphens and underscores", 1, 64, Charset.NAME))
                .with("version", Bounds.VERSION)
                .with("entries", new Items("entries", 0, 100_000, Bounds.NAME))
                .with("kind", Bounds.SYMBOL)
                .with("source", Bounds.RECORD)
                .with("timeZone", new Text("an IANA zone", 1, 64, Charset.NAME))
                .with("startsAt", Bounds.TIME)
                .with("endsAt", Bounds.TIME)
                .with("datedEntries", new Items("entries", 0, 100_000, Bounds.RECORD))
                .with("part", new Whole("a part, the first is 0", 0, MOST_LIST_PARTS - 1))
                .with("parts", new Whole("parts", 1, MOST_LIST_PARTS))
                .with("digest", Bounds.DIGEST)
                .with("attributes", new Items("declarations", 0, 128, Bounds.RECORD));
        Bounds.record("io.tributary.programmes.v1.ListSource")
                .with("title", new Text("a title", 1, 500, Charset.TEXT))
                .with("issuer", new Text("a name, or empty", 0, 500, Charset.TEXT))
                .with("url", new Text("an address, or empty", 0, 1000, Charset.TEXT))
                .with("date", new Text("a date, or empty", 0, 64, Charset.TEXT));
        Bounds.record("io.tributary.programmes.v1.DatedEntry")
                .with("value", Bounds.NAME)
                .with("startsAt", Bounds.TIME)
                .with("endsAt", Bounds.TIME);
        Bounds.record("io.tributary.programmes.v1.AttributeDeclaration")
                .with("name", new Text("a name", 1, 64, Charset.NAME))
                .with("type", Bounds.SYMBOL)
                .with("unit", new Text("a unit, or empty", 0, 64, Charset.NAME))
                .with("meaning", Bounds.RECORD)
                .with("lookBackDays", new Whole("days", 0, 3660))
                .with("validHours", new Whole("hours", 0, 24 * 3660))
                .with("about", Bounds.SYMBOL);
    }
}
