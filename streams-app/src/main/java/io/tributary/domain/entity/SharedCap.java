package io.tributary.domain.entity;

import io.tributary.domain.entity.Holding.Claim;
import io.tributary.domain.entity.Holding.Held;
import io.tributary.domain.entity.Holding.Terms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One programme's cap of one owner, and what is reserved of it for each shop. What holds after every report: all reserves, and what shops
 * that left had of the period, come to the cap at most, unless shops brought more than that along; and no shop holds more than its reserve.
 *
 * <pre>
 *   a shop's share:   settled -- offer, another share ----> offered -- report: taken up --> settled
 *                        reserve = held                        |  ^     reserve = the larger of held and all offers since
 *                                                              +--+ offer, less still
 * </pre>
 *
 * <p>A share is offered for the latest period that any shop is in: a shop that is still in the one before keeps to what was reserved in it.
 */
public final class SharedCap {
    private final String programmeId;
    private final SortedMap<String, Part> parts;
    private Terms terms;
    private long periodStart;
    private long committed;

    /**
     * What is known of a shop's part.
     *
     * @param offer the last; it is open while the shop has not taken it up
     */
    public record Part(Claim claim, Held held, Offer offer) {
        static final Part NONE = new Part(Claim.NONE, Held.NONE, Offer.NONE);

        boolean isOpen() {
            return held.taken() < offer.number();
        }

        /** Most that the shop may hold, now or by what was offered. */
        long reserve() {
            return isOpen() ? Math.max(held.exposures(), offer.most()) : held.exposures();
        }

        boolean isSpare() {
            return claim.demand() == 0 && offer.exposures() == 0 && reserve() == 0 && !isOpen();
        }
    }

    /**
     * A share as it was offered.
     *
     * @param number 0 before the first
     * @param most the largest of all that were offered since the shop last took one up
     */
    public record Offer(long number, long periodStart, long exposures, long most) {
        static final Offer NONE = new Offer(0, 0, 0, 0);
    }

    /**
     * All that is known of it.
     *
     * @param periodStart the latest period that a shop was in, epoch milliseconds
     * @param committed exposures of it that shops which left had
     */
    public record Snapshot(
            String programmeId, Terms terms, long periodStart, long committed, Map<String, Part> parts) {}

    SharedCap(String programmeId) {
        this(new Snapshot(programmeId, Terms.NONE, 0, 0, Map.of()));
    }

    SharedCap(Snapshot stored) {
        programmeId = stored.programmeId;
        terms = stored.terms;
        periodStart = stored.periodStart;
        committed = stored.committed;
        parts = new TreeMap<>(stored.parts);
    }

    Snapshot snapshot() {
        return new Snapshot(programmeId, terms, periodStart, committed, parts);
    }

    /** Takes over what a shop says. */
    void report(String merchantId, Holding holding) {
        if (holding.terms().version() >= terms.version()) {
            terms = holding.terms();
        }
        if (holding.held().periodStart() > periodStart) {
            periodStart = holding.held().periodStart();
            committed = 0;
        }
        Part known = parts.getOrDefault(merchantId, Part.NONE);
        parts.put(merchantId, new Part(holding.claim(), holding.held(), known.offer));
    }

    /** Lets a shop go, of which nothing more will be heard in its stint: whatever it may hold is reserved until the period ends. */
    void forget(String merchantId) {
        Part part = parts.remove(merchantId);
        if (part != null) {
            committed += part.reserve();
        }
    }

    /** Lets a shop go that said what it keeps of its last period: if that runs, it is reserved until it ends. */
    void leave(String merchantId, Held kept) {
        parts.remove(merchantId);
        if (kept.periodStart() == periodStart) {
            committed += kept.exposures();
        }
    }

    /**
     * Offers shares: less at once, more as far as it is free.
     *
     * @param number of the shares that are offered
     * @return the shops whose share in this programme is another than before
     */
    List<String> settle(long number) {
        List<String> changed = new ArrayList<>();
        parts.entrySet().removeIf(each -> {
            boolean gone = each.getValue().isSpare();
            if (gone && each.getValue().offer.number() > 0) {
                changed.add(each.getKey());
            }
            return gone;
        });
        Map<String, Long> targets = targets();
        for (Map.Entry<String, Long> each : targets.entrySet()) {
            if (each.getValue() < parts.get(each.getKey()).offer.exposures()) {
                offer(each.getKey(), each.getValue(), number);
                changed.add(each.getKey());
            }
        }
        long free = terms.cap() - committed - reserved();
        for (String shop : mostInNeed(targets)) {
            Part part = parts.get(shop);
            // Nothing is free, and less, while shops hold what they brought along: what one holds does not make a share
            // then.
            long raised = Math.min(targets.get(shop), part.reserve() + free);
            if (raised > part.offer.exposures()) {
                free -= Math.max(0, raised - part.reserve());
                offer(shop, raised, number);
                changed.add(shop);
            }
        }
        return changed;
    }

    private Map<String, Long> targets() {
        long[] shares = Split.of(
                terms.cap() - committed,
                parts.values().stream().map(Part::claim).toList());
        Map<String, Long> targets = new TreeMap<>();
        parts.keySet().forEach(shop -> targets.put(shop, shares[targets.size()]));
        return targets;
    }

    private long reserved() {
        return parts.values().stream().mapToLong(Part::reserve).sum();
    }

    /** Those that may be offered more, the one first that has the least part of what it is to have. */
    private List<String> mostInNeed(Map<String, Long> targets) {
        return targets.keySet().stream()
                .filter(shop -> !parts.get(shop).isOpen())
                .filter(shop -> targets.get(shop) > parts.get(shop).offer.exposures())
                .sorted(Comparator.comparingDouble(
                        shop -> (double) parts.get(shop).offer.exposures() / targets.get(shop)))
                .toList();
    }

    private void offer(String shop, long exposures, long number) {
        Part part = parts.get(shop);
        long most = Math.max(exposures, part.isOpen() ? part.offer.most() : 0);
        parts.put(shop, new Part(part.claim, part.held, new Offer(number, periodStart, exposures, most)));
    }

    /** The share of a shop as it was offered; null before the first. */
    Share share(String merchantId) {
        Part part = parts.get(merchantId);
        return part == null || part.offer.number() == 0
                ? null
                : new Share(programmeId, part.offer.number(), part.offer.periodStart(), part.offer.exposures());
    }

    /** Whether it may be forgotten. */
    boolean isEmpty() {
        return parts.isEmpty() && committed == 0;
    }
}
