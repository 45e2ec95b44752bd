package io.tributary.domain.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.entity.Holding.Claim;
import io.tributary.domain.entity.Holding.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Shops of one owner in partitions of their own, and the owner, between which records travel as they like: late, again, in another order.
 * Each is killed now and then, which takes back what it did since it last committed, and what it said since then nobody has heard.
 */
final class EntityModel {
    static final String PROGRAMME = "one";
    static final long CAP = 1_000;
    private static final long PERIOD = 100_000;

    private final Random random;
    private final List<Shop> shops = new ArrayList<>();
    private final Committed<Entity.Snapshot, Map.Entry<String, EntityAnswer>> owner =
            new Committed<>(new Entity().snapshot());
    private long now = 1_000_000;

    EntityModel(Random random, int count) {
        this.random = random;
        for (int i = 0; i < count; i++) {
            shops.add(new Shop("m" + i));
        }
    }

    /** A state with what was said, of which both become true when they are committed. */
    private static final class Committed<S, R> {
        private S state;
        private S last;
        private final List<R> pending = new ArrayList<>();
        private final List<R> said = new ArrayList<>();

        Committed(S first) {
            state = first;
            last = first;
        }

        void commit() {
            last = state;
            said.addAll(pending);
            pending.clear();
        }

        void kill() {
            state = last;
            pending.clear();
        }
    }

    /** What a shop keeps: its exposures in a period are what the cap is about. */
    private record Kept(Ownership ownership, Claim claim, long period, Map<Long, Long> granted, Map<Long, Long> spent) {
        long grantedNow() {
            return granted.getOrDefault(period, 0L);
        }

        long spentNow() {
            return spent.getOrDefault(period, 0L);
        }

        long holds() {
            return Math.max(ownership.share(PROGRAMME), grantedNow());
        }
    }

    private final class Shop {
        private final String id;
        private final Committed<Kept, ShopReport> task =
                new Committed<>(new Kept(Ownership.NONE, Claim.NONE, 0, Map.of(), Map.of()));

        Shop(String id) {
            this.id = id;
        }

        /** A visit of the merchant's at a beat. */
        void visit(boolean belongs, Claim claim, long period, boolean isGreedy) {
            Kept before = task.state;
            Ownership ownership = before.ownership;
            if (belongs == ownership.entity().isEmpty()) {
                if (belongs) {
                    ownership = ownership.begin("x", now);
                } else {
                    task.pending.add(ownership.farewell(id, now, this::kept));
                    ownership = ownership.end(now);
                }
            }
            ownership = ownership.takeUp(PROGRAMME, claim.demand() > 0 ? period : Long.MIN_VALUE);
            Kept after = new Kept(ownership, claim, period, new HashMap<>(before.granted), new HashMap<>(before.spent));
            long share = claim.demand() == 0 ? 0 : Math.min(claim.demand(), ownership.share(PROGRAMME));
            long least = Math.min(after.spentNow(), after.grantedNow());
            long wanted = isGreedy || random.nextBoolean() ? share : random.nextLong(share + 1);
            after.granted.put(period, Math.max(least, wanted));
            after.spent.put(period, Math.max(after.spentNow(), random.nextLong(after.grantedNow() + 1)));
            task.state = after;
            if (belongs) {
                report(period);
            }
        }

        private long kept(Holding told) {
            Long granted = task.state.granted.get(told.held().periodStart());
            return granted == null ? told.held().exposures() : granted;
        }

        private void report(long period) {
            Kept kept = task.state;
            Terms terms = kept.claim.demand() == 0 ? Terms.NONE : new Terms(1, CAP);
            Holding holding = new Holding(
                    PROGRAMME, terms, kept.claim, kept.ownership.held(PROGRAMME, period, kept.grantedNow()));
            Ownership.Told told = new Ownership.Told(5, List.of(holding));
            if (!kept.ownership.isTold(told)) {
                Ownership next = kept.ownership.tell(told, now);
                task.state = new Kept(next, kept.claim, kept.period, kept.granted, kept.spent);
                task.pending.add(next.report(id));
            }
        }

        void hear(EntityAnswer answer) {
            Kept kept = task.state;
            task.state = new Kept(kept.ownership.hear(answer), kept.claim, kept.period, kept.granted, kept.spent);
        }

        boolean belongs() {
            return !task.state.ownership.entity().isEmpty();
        }
    }

    /** Something happens. */
    void step() {
        now += random.nextInt(3);
        Shop shop = shops.get(random.nextInt(shops.size()));
        switch (random.nextInt(12)) {
            case 0 -> now += PERIOD / 20;
            case 1 -> shop.task.kill();
            case 2 -> owner.kill();
            case 3 -> shop.visit(random.nextInt(4) > 0, claim(), period(shop), false);
            case 4, 5 -> shop.visit(shop.belongs(), shop.task.state.claim, period(shop), false);
            case 6, 7 -> deliver(shop.task.said);
            case 8, 9 -> hear();
            case 10 -> shop.task.commit();
            default -> owner.commit();
        }
        check();
    }

    /** The period of the time, or for one that lags the one it is in. */
    private long period(Shop shop) {
        return random.nextInt(4) == 0 ? shop.task.state.period : now - now % PERIOD;
    }

    private Claim claim() {
        return random.nextInt(4) == 0 ? Claim.NONE : new Claim(random.nextInt(4), 1 + random.nextInt(1_500));
    }

    private void deliver(List<ShopReport> said) {
        if (!said.isEmpty()) {
            report(said.get(random.nextInt(said.size())));
        }
    }

    private void report(ShopReport report) {
        Entity entity = new Entity(owner.state);
        owner.pending.addAll(entity.report(report).entrySet());
        owner.state = entity.snapshot();
    }

    private void hear() {
        if (!owner.said.isEmpty()) {
            tell(owner.said.get(random.nextInt(owner.said.size())));
        }
    }

    private void tell(Map.Entry<String, EntityAnswer> answer) {
        shops.stream().filter(shop -> shop.id.equals(answer.getKey())).forEach(shop -> shop.hear(answer.getValue()));
    }

    /** In every period shops are granted the cap at most, and at any moment they hold no more of it. */
    void check() {
        Map<Long, Long> granted = new HashMap<>();
        Map<Long, Long> held = new HashMap<>();
        for (Shop shop : shops) {
            shop.task.state.granted.forEach((period, exposures) -> granted.merge(period, exposures, Long::sum));
            held.merge(shop.task.state.period, shop.task.state.holds(), Long::sum);
        }
        assertThat(granted.values()).allMatch(sum -> sum <= CAP);
        assertThat(held.values()).allMatch(sum -> sum <= CAP);
    }

    /**
     * All that is on its way arrives, and after the period in which it does a new one begins, in which everybody is greedy: all of the cap is
     * held by those who want it.
     */
    void settle() {
        beginPeriod();
        beginPeriod();
        long wanted = shops.stream()
                .filter(Shop::belongs)
                .mapToLong(shop -> shop.task.state.claim.demand())
                .sum();
        long shares = shops.stream()
                .mapToLong(shop -> shop.task.state.ownership.share(PROGRAMME))
                .sum();
        assertThat(shares).isEqualTo(Math.min(CAP, wanted));
    }

    private void beginPeriod() {
        shops.forEach(shop -> shop.task.commit());
        owner.commit();
        now += PERIOD;
        for (int i = 0; i < 12; i++) {
            now++;
            shops.forEach(shop -> {
                shop.visit(shop.belongs(), shop.task.state.claim, now - now % PERIOD, true);
                shop.task.commit();
                shop.task.said.forEach(this::report);
            });
            owner.commit();
            List.copyOf(owner.said).forEach(this::tell);
            check();
        }
    }
}
