package io.tributary.demo.programme;

import io.tributary.common.v1.Surface;
import io.tributary.demo.oracle.PlainLine;
import io.tributary.events.v1.Attribution;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What raw events come to, one fact for each that counts: knows nothing of the service. */
final class RawFacts {
    private final Map<String, Shown> shown = new LinkedHashMap<>();
    private final Set<String> judged = new HashSet<>();
    private final Map<String, PlainLine> lines = new LinkedHashMap<>();
    private final List<Fact> complaints = new ArrayList<>();
    private final Map<String, String> programmeOfDirective = new HashMap<>();

    private record Shown(String merchant, Impression impression) {}

    /**
     * Something that counts.
     *
     * @param isApart whether it is an exposure in a request without personalisation
     * @param chargedTo the programme; null for none
     * @param gross minor units paid, and turned back of it
     */
    record Fact(
            String merchant,
            long time,
            Surface surface,
            int bucket,
            Kind kind,
            boolean isExposure,
            boolean isApart,
            boolean isInvalidated,
            String chargedTo,
            long displaced,
            boolean isTurnedBack,
            long gross,
            long refunded) {}

    enum Kind {
        IMPRESSION,
        ORDER,
        COMPLAINT
    }

    void directive(String directiveId, String programmeId) {
        programmeOfDirective.put(directiveId, programmeId);
    }

    void impression(String merchant, Impression impression) {
        shown.putIfAbsent(impression.getImpressionId(), new Shown(merchant, impression));
    }

    void invalidated(String impressionId) {
        judged.add(impressionId);
    }

    void complaint(String merchant, long time) {
        complaints.add(new Fact(
                merchant, time, Surface.UNKNOWN, -1, Kind.COMPLAINT, false, false, false, null, 0, false, 0, 0));
    }

    void order(String merchant, OrderLine order) {
        lines.computeIfAbsent(merchant + order.getOrderId(), unknown -> new PlainLine(merchant))
                .see(order);
    }

    /** All of them. Boosted impressions of these tests are all of directives in force, of buckets that are not held out. */
    List<Fact> all() {
        List<Fact> all = new ArrayList<>(complaints);
        shown.forEach((id, each) -> all.add(fact(each, judged.contains(id))));
        lines.values().stream().filter(each -> each.paid() != null).forEach(each -> all.add(fact(each)));
        return all;
    }

    private Fact fact(Shown each, boolean isInvalidated) {
        Impression impression = each.impression;
        boolean isExposure = impression.getViewable() && !impression.getInvalidTraffic() && !isInvalidated;
        return new Fact(
                each.merchant,
                impression.getTime(),
                impression.getSurface(),
                impression.getBucket(),
                Kind.IMPRESSION,
                isExposure,
                isExposure && !impression.getPersonalised(),
                isInvalidated,
                isExposure ? programmeOfDirective.get(impression.getDirectiveId()) : null,
                isInvalidated || impression.getInvalidTraffic()
                        ? 0
                        : Math.max(0, impression.getFinalRank() - impression.getBaseRank()),
                false,
                0,
                0);
    }

    private static Fact fact(PlainLine line) {
        OrderLine paid = line.paid();
        Attribution attribution = paid.getAttribution();
        return new Fact(
                line.merchant(),
                paid.getTime(),
                attribution.getSurface(),
                attribution.getBucket(),
                Kind.ORDER,
                false,
                false,
                false,
                null,
                0,
                line.isTurnedBack(),
                paid.getAmount(),
                line.turnedBack());
    }
}
