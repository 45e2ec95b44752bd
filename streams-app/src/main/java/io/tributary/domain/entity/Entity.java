package io.tributary.domain.entity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An owner of shops: which it has and had, and how the caps that they share are split among them. It answers reports, and does nothing by
 * itself. What its shops hold of a cap never comes to more than the cap: see {@link SharedCap}.
 */
public final class Entity {
    /**
     * Shops that are known, those that have gone among them. Who comes when there are as many is told the owner's age, and gets no share: a
     * hash that thousands have is an error of the platform's, which must not stop others.
     */
    static final int MOST_SHOPS = 1_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final SortedMap<String, Shop> shops;
    private final SortedMap<String, SharedCap> caps = new TreeMap<>();
    private long forgottenJoinedAt;
    private long number;

    /** A shop as it told last. */
    public record Shop(ShopReport.Stint stint, long joinedAt) {}

    /**
     * All that is known of an owner.
     *
     * @param number of its last answer
     * @param forgottenJoinedAt when the first of the shops opened that are not known any more; {@link Long#MAX_VALUE} for none
     */
    public record Snapshot(
            long number, long forgottenJoinedAt, Map<String, Shop> shops, List<SharedCap.Snapshot> caps) {}

    /** One of whom nothing is known. */
    public Entity() {
        this(new Snapshot(0, NEVER, Map.of(), List.of()));
    }

    /** One that was stored. */
    public Entity(Snapshot stored) {
        number = stored.number;
        forgottenJoinedAt = stored.forgottenJoinedAt;
        shops = new TreeMap<>(stored.shops);
        stored.caps.forEach(each -> caps.put(each.programmeId(), new SharedCap(each)));
    }

    /** What is to be stored of it. */
    public Snapshot snapshot() {
        return new Snapshot(
                number,
                forgottenJoinedAt,
                shops,
                caps.values().stream().map(SharedCap::snapshot).toList());
    }

    /**
     * Takes over what a shop says, unless it is no news.
     *
     * @return answers by merchantId: to those for which something has changed, in the order of their ids
     */
    public SortedMap<String, EntityAnswer> report(ShopReport report) {
        String merchantId = report.merchantId();
        Shop known = shops.get(merchantId);
        if (known != null && report.stint().number() <= known.stint.number()) {
            return new TreeMap<>();
        }
        number = Math.max(number + 1, report.stint().number());
        long before = ownerJoinedAt();
        if (known == null && !makeRoom()) {
            forgottenJoinedAt = Math.min(forgottenJoinedAt, report.joinedAt());
            return new TreeMap<>(
                    Map.of(merchantId, new EntityAnswer(report.stint().since(), number, ownerJoinedAt(), List.of())));
        }
        shops.put(merchantId, new Shop(report.stint(), report.joinedAt()));
        Set<String> changed = new TreeSet<>();
        if (known == null || known.stint.since() != report.stint().since()) {
            caps.values().forEach(cap -> cap.forget(merchantId));
            changed.add(merchantId);
        }
        report.holdings().forEach(each -> take(report, each));
        caps.values().forEach(cap -> changed.addAll(cap.settle(number)));
        caps.values().removeIf(SharedCap::isEmpty);
        if (ownerJoinedAt() != before) {
            changed.addAll(shops.keySet());
        }
        return answers(changed);
    }

    private void take(ShopReport report, Holding holding) {
        SharedCap cap = caps.computeIfAbsent(holding.programmeId(), SharedCap::new);
        cap.report(report.merchantId(), holding);
        if (report.stint().left()) {
            cap.leave(report.merchantId(), holding.held());
        }
    }

    /** Whether another shop can be known, for which the one that has gone first is forgotten. */
    private boolean makeRoom() {
        if (shops.size() < MOST_SHOPS) {
            return true;
        }
        Optional<Map.Entry<String, Shop>> gone = shops.entrySet().stream()
                .filter(each -> each.getValue().stint.left())
                .min(Comparator.comparingLong(each -> each.getValue().stint.number()));
        gone.ifPresent(each -> {
            forgottenJoinedAt = Math.min(forgottenJoinedAt, each.getValue().joinedAt);
            shops.remove(each.getKey());
        });
        return gone.isPresent();
    }

    private SortedMap<String, EntityAnswer> answers(Set<String> merchantIds) {
        SortedMap<String, EntityAnswer> answers = new TreeMap<>();
        long joinedAt = ownerJoinedAt();
        for (String merchantId : merchantIds) {
            Shop shop = shops.get(merchantId);
            if (!shop.stint.left()) {
                answers.put(merchantId, new EntityAnswer(shop.stint.since(), number, joinedAt, shares(merchantId)));
            }
        }
        return answers;
    }

    private List<Share> shares(String merchantId) {
        List<Share> shares = new ArrayList<>();
        for (SharedCap cap : caps.values()) {
            Share share = cap.share(merchantId);
            if (share != null) {
                shares.add(share);
            }
        }
        return shares;
    }

    /** When the first of its shops opened, epoch milliseconds. */
    private long ownerJoinedAt() {
        return shops.values().stream().mapToLong(Shop::joinedAt).reduce(forgottenJoinedAt, Math::min);
    }
}
