package io.tributary.topology.merchant;

import io.tributary.domain.IdHash;
import io.tributary.domain.Surface;
import io.tributary.domain.eligibility.Attribute;
import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.eligibility.Eligibility;
import io.tributary.domain.eligibility.MerchantProfile;
import io.tributary.domain.enrolment.HardExit;
import io.tributary.domain.enrolment.Place;
import io.tributary.domain.enrolment.Seating;
import io.tributary.domain.lists.ListVersion;
import io.tributary.domain.merchant.BeatTerms;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.merchant.ImpressionEvent;
import io.tributary.domain.merchant.OrderEvent;
import io.tributary.domain.merchant.ReportedEvent;
import io.tributary.domain.merchant.VerdictEvent;
import io.tributary.domain.pool.RunningPart;
import io.tributary.domain.rules.Admission;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.domain.rules.RuleBook;
import io.tributary.events.v1.Attribution;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.ItemFacts;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.ProgrammeBeat;
import io.tributary.pool.v1.SeatPlace;
import io.tributary.pool.v1.SeatTerms;
import io.tributary.pool.v1.TaskCoverage;
import io.tributary.pool.v1.TaskLag;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.bounds.Bounds;
import io.tributary.schemas.bounds.Currencies;
import io.tributary.schemas.bounds.RecordBounds;
import io.tributary.schemas.serde.ImpressionView;
import io.tributary.topology.Digests;
import io.tributary.topology.rules.AttributeRecords;
import io.tributary.topology.rules.CelClauses;
import io.tributary.topology.rules.ListParts;
import io.tributary.topology.rules.ListRecords;
import io.tributary.topology.rules.RuleRecords;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A merchant task's inputs, from records to the domain. What cannot be used is an {@link IllegalArgumentException}. */
public final class MerchantRecords {
    private static final Surface[] SURFACES = Surface.values();
    /** A task has mostly answered the last beat, or just not yet. */
    private static final int USUAL_BEATS = 2;
    /** More frequent beats wait for their answers, up to this long, milliseconds. */
    private static final long SHORTEST_BEAT = 1_000;

    private MerchantRecords() {}

    static ImpressionEvent impression(Impression impression) {
        String id = impression.getImpressionId();
        Bounds.EVENT_ID.check("impressionId", id);
        Bounds.EVENT_ID.check("requestId", impression.getRequestId());
        Bounds.EVENT_ID.check("itemId", impression.getItemId());
        if (impression.getDirectiveId() != null) {
            Bounds.DIRECTIVE_ID.check("directiveId", impression.getDirectiveId());
        }
        Bounds.POSITION.check("position", impression.getPosition());
        Bounds.BUCKET.check("bucket", impression.getBucket());
        Bounds.EVENT_TIME.check("time", impression.getTime());
        return new ImpressionEvent(
                IdHash.first(id),
                IdHash.second(id),
                SURFACES[impression.getSurface().ordinal()],
                rank("baseRank", impression.getBaseRank()),
                rank("finalRank", impression.getFinalRank()),
                impression.getViewable(),
                impression.getInvalidTraffic(),
                impression.getDirectiveId(),
                loss(impression.getRelevanceLoss()),
                impression.getBucket(),
                impression.getTime(),
                item(impression),
                impression.getPersonalised());
    }

    /** The same without making strings. */
    static ImpressionEvent impression(ImpressionView impression) {
        Bounds.EVENT_ID.check("impressionId", impression.idLength());
        Bounds.EVENT_ID.check("requestId", impression.requestIdLength());
        Bounds.EVENT_ID.check("itemId", impression.itemIdLength());
        int directive = impression.directiveIdLength();
        if (directive >= 0) {
            Bounds.DIRECTIVE_ID.check("directiveId", directive);
        }
        Bounds.POSITION.check("position", impression.position());
        Bounds.BUCKET.check("bucket", impression.bucket());
        Bounds.EVENT_TIME.check("time", impression.time());
        impression.item().check();
        byte[] bytes = impression.bytes();
        return new ImpressionEvent(
                IdHash.first(bytes, impression.idStart(), impression.idLength()),
                IdHash.second(bytes, impression.idStart(), impression.idLength()),
                SURFACES[impression.surface().ordinal()],
                rank("baseRank", impression.baseRank()),
                rank("finalRank", impression.finalRank()),
                impression.viewable(),
                impression.invalidTraffic(),
                impression.directiveId(),
                loss(impression.relevanceLoss()),
                impression.bucket(),
                impression.time(),
                // Who was not boosted is not charged, so what is known of its item is not asked for.
                directive < 0 || !impression.item().isPresent()
                        ? null
                        : facts(impression.item().facts()),
                impression.personalised());
    }

    /** Takes a verdict that is within its bounds. */
    static VerdictEvent verdict(IvtVerdict verdict) {
        ItemFacts item = verdict.getItem();
        ImpressionEvent impression = new ImpressionEvent(
                IdHash.first(verdict.getImpressionId()),
                IdHash.second(verdict.getImpressionId()),
                SURFACES[verdict.getSurface().ordinal()],
                rank("baseRank", verdict.getBaseRank()),
                rank("finalRank", verdict.getFinalRank()),
                verdict.getViewable(),
                false,
                verdict.getDirectiveId(),
                loss(verdict.getRelevanceLoss()),
                verdict.getBucket(),
                verdict.getTime(),
                item == null || verdict.getDirectiveId() == null ? null : facts(item),
                verdict.getPersonalised());
        return new VerdictEvent(impression, verdict.getJudgedAt());
    }

    private static io.tributary.domain.ItemFacts item(Impression impression) {
        ItemFacts item = impression.getItem();
        if (item == null) {
            return null;
        }
        RecordBounds.check("item", item);
        return impression.getDirectiveId() == null ? null : facts(item);
    }

    private static io.tributary.domain.ItemFacts facts(ItemFacts item) {
        return new io.tributary.domain.ItemFacts(
                item.getCategory(),
                new HashSet<>(item.getTags()),
                item.getListedAt() == null ? io.tributary.domain.ItemFacts.UNKNOWN : item.getListedAt());
    }

    private static int rank(String field, Integer given) {
        if (given == null) {
            return -1;
        }
        Bounds.RANK.check(field, given);
        return given;
    }

    private static double loss(Double given) {
        if (given == null) {
            return Double.NaN;
        }
        Bounds.RELEVANCE_LOSS.check("relevanceLoss", given);
        return given;
    }

    /** Null for a status that this version does not know. */
    static OrderEvent order(OrderLine line) {
        OrderEvent.Status status = status(line.getStatus());
        if (status == null) {
            return null;
        }
        check(line);
        String order = line.getOrderId();
        String lineId = line.getLineId();
        Attribution credit = line.getAttribution();
        return new OrderEvent(
                IdHash.combine(IdHash.first(order), IdHash.first(lineId)),
                IdHash.combine(IdHash.second(order), IdHash.second(lineId)),
                status,
                line.getQuantity(),
                line.getAmount(),
                // One and the same string for all records: the record's own would be kept with the merchant.
                Currencies.code(line.getCurrency()),
                credit == null ? Surface.UNKNOWN : SURFACES[credit.getSurface().ordinal()],
                credit == null ? -1 : credit.getBucket(),
                line.getTime());
    }

    private static void check(OrderLine line) {
        Bounds.EVENT_ID.check("orderId", line.getOrderId());
        Bounds.EVENT_ID.check("lineId", line.getLineId());
        if (line.getItemId() != null) {
            Bounds.EVENT_ID.check("itemId", line.getItemId());
        }
        Bounds.QUANTITY.check("quantity", line.getQuantity());
        Bounds.AMOUNT.check("amount", line.getAmount());
        Bounds.CURRENCY.check("currency", line.getCurrency());
        Bounds.EVENT_TIME.check("time", line.getTime());
        if (line.getAttribution() != null) {
            RecordBounds.check("attribution", line.getAttribution());
        }
    }

    private static OrderEvent.Status status(OrderStatus status) {
        return switch (status) {
            case PLACED -> OrderEvent.Status.PLACED;
            case PAID -> OrderEvent.Status.PAID;
            case CANCELLED -> OrderEvent.Status.CANCELLED;
            case REFUNDED -> OrderEvent.Status.REFUNDED;
            case UNKNOWN -> null;
        };
    }

    /** Takes an event of a merchant that is within its bounds. */
    static ReportedEvent event(MerchantEvent event) {
        return new ReportedEvent(
                IdHash.first(event.getEventId()),
                event.getType(),
                event.getTime(),
                event.getQuantity(),
                Objects.requireNonNullElse(event.getProgrammeId(), ""),
                Objects.requireNonNullElse(event.getItemId(), ""),
                Objects.requireNonNullElse(event.getBenefitId(), ""));
    }

    /** Takes a profile that is within its bounds. */
    static MerchantProfile profile(io.tributary.merchants.v1.MerchantProfile profile) {
        List<MerchantProfile.Tag> tags = profile.getTags().stream()
                .map(tag -> new MerchantProfile.Tag(
                        tag.getName(), tag.getExpiresAt() == null ? Long.MAX_VALUE : tag.getExpiresAt()))
                .toList();
        return new MerchantProfile(
                profile.getSizeClass().name(),
                tags,
                profile.getJoinedAt(),
                profile.getRegionCode(),
                profile.getCategories(),
                profile.getCreditGrade(),
                profile.getSatisfaction(),
                profile.getViolations(),
                profile.getRelatedEntityHash() == null ? "" : profile.getRelatedEntityHash(),
                profile.getOptOut(),
                attributes(profile),
                profile.getPlatformOwned());
    }

    private static Map<String, Attribute> attributes(io.tributary.merchants.v1.MerchantProfile profile) {
        if (profile.getAttributes().isEmpty()) {
            return Map.of();
        }
        Map<String, Attribute> attributes = new HashMap<>();
        profile.getAttributes()
                .forEach((name, given) -> attributes.put(
                        // One and the same string for all merchants: the record's own would be kept with each.
                        name.intern(), attribute(name, given, profile.getUpdatedAt())));
        return attributes;
    }

    private static Attribute attribute(String name, io.tributary.merchants.v1.Attribute given, long updatedAt) {
        List<Object> values = Stream.of(given.getNumber(), given.getText(), given.getTruth())
                .filter(Objects::nonNull)
                .map(Object.class::cast)
                .toList();
        if (values.size() != 1) {
            throw new IllegalArgumentException("attributes." + name + ": has " + values.size()
                    + " values, must have just one of number, text and truth");
        }
        return new Attribute(
                values.get(0),
                given.getMeasuredAt() == null ? updatedAt : given.getMeasuredAt(),
                given.getExpiresAt() == null ? Long.MAX_VALUE : given.getExpiresAt(),
                given.getSample() == null ? 0 : given.getSample());
    }

    /**
     * @param task merchant partition that reads the beat
     */
    public static BeatTerms terms(Beat beat, int task) {
        RecordBounds.check(beat);
        List<ProgrammeTerms> programmes = beat.getProgrammes().stream()
                .map(each -> new ProgrammeTerms(
                        each.getProgrammeId(),
                        each.getVersion(),
                        each.getPeriodStart(),
                        each.getPeriodEnd(),
                        each.getRunsUntil() == 0 ? each.getPeriodEnd() : each.getRunsUntil(),
                        each.getActive(),
                        each.getStrength(),
                        each.getGrantRate(),
                        rated(each, task),
                        each.getCandidateRate(),
                        each.getFloorScale(),
                        each.getCandidateFloorScale(),
                        each.getMeanProgress(),
                        each.getSchedule(),
                        each.getScheduleAhead(),
                        each.getFinish() > 0 ? each.getFinish() : RunningPart.LATEST_FINISH,
                        each.getOrderRate(),
                        each.getLossAllowance(),
                        seats(each.getSeats())))
                .toList();
        return new BeatTerms(
                beat.getNumber(),
                beat.getTime(),
                beat.getIntervalMillis(),
                programmes,
                new LinkedHashSet<>(beat.getStopped()),
                Digests.number(beat.getRulesDigest()),
                behind(beat, task));
    }

    private static Seating.Terms seats(SeatTerms given) {
        return given == null
                ? Seating.Terms.NONE
                : new Seating.Terms(place(given.getPlace()), given.getCoveredBeat(), place(given.getCandidate()));
    }

    private static Place place(SeatPlace given) {
        return new Place(given.getOrder(), given.getTie());
    }

    private static long rated(ProgrammeBeat programme, int task) {
        for (TaskCoverage each : programme.getRatedTasks()) {
            if (each.getTask() == task) {
                return each.getRatedBeat();
            }
        }
        return programme.getRatedBeat();
    }

    /** How long ago the task had last answered when the beat was made, milliseconds; 0 while it keeps up. */
    private static long behind(Beat beat, int task) {
        long answered = beat.getAnsweredTime();
        for (TaskLag each : beat.getLagging()) {
            answered = each.getTask() == task ? each.getAnsweredTime() : answered;
        }
        long usual = USUAL_BEATS * Math.max(SHORTEST_BEAT, beat.getIntervalMillis());
        long behind = answered > 0 ? beat.getTime() - answered : 0;
        return behind > usual ? behind : 0;
    }

    /** The rules a beat brings, or null when it brings none. */
    static RuleBook rules(Beat beat) {
        if (beat.getRules() == null) {
            return null;
        }
        List<ReferenceList> whole = beat.getLists() == null ? List.of() : ListParts.joinAll(beat.getLists());
        AttributeDeclarations declared = AttributeRecords.declared(whole);
        List<RuleBook.Version> versions = beat.getRules().stream()
                .map(RuleRecords::rules)
                .map(rules -> version(rules, declared))
                .toList();
        List<ListVersion> lists = whole.stream().map(ListRecords::list).toList();
        return new RuleBook(Digests.number(beat.getRulesDigest()), versions, lists, declared);
    }

    private static RuleBook.Version version(ProgrammeRules rules, AttributeDeclarations declared) {
        Admission admission = rules.admission();
        List<Clause> exits = admission.exits().stream().map(HardExit::clause).toList();
        Eligibility eligibility = new Eligibility(
                CelClauses.get().compile(admission.clauses(), declared),
                CelClauses.get().compile(exits, declared),
                CelClauses.get().compile(admission.ladder().clauses(), declared));
        return new RuleBook.Version(rules, eligibility, rules.identity().effectiveFrom());
    }
}
