package io.tributary.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model of one merchant's coupons that knows of each how often it was used, and nothing of periods but the current one's uses. */
final class CouponModel {
    private static final class Promise {
        final String id;
        final long exposures;
        final long from;
        final long until;
        long used;
        long expired;
        long clawedBack;
        boolean ended;

        Promise(String id, long exposures, long from, long until) {
            this.id = id;
            this.exposures = exposures;
            this.from = from;
            this.until = until;
        }

        long left() {
            return ended ? 0 : exposures - used;
        }

        boolean isValidAt(long time) {
            return from <= time && time < until;
        }
    }

    private final Map<String, Promise> all = new LinkedHashMap<>();
    private long usedInPeriod;

    Coupon issue(long exposures, long from, long until) {
        String id = "mission~" + (all.size() + 1);
        all.put(id, new Promise(id, exposures, from, until));
        return new Coupon(id, exposures, from, until);
    }

    /** The one that ends soonest of those that are valid is used. */
    void charged(long time, boolean isCurrent) {
        all.values().stream()
                .filter(each -> each.left() > 0 && each.isValidAt(time))
                .min(Comparator.<Promise>comparingLong(each -> each.until).thenComparing(each -> each.id))
                .ifPresent(each -> {
                    each.used++;
                    usedInPeriod += isCurrent ? 1 : 0;
                });
    }

    void startPeriod() {
        usedInPeriod = 0;
    }

    void expire(long now) {
        for (Promise each : all.values()) {
            if (!each.ended && each.until <= now) {
                each.expired = each.left();
                each.ended = true;
            }
        }
    }

    void clawBack() {
        for (Promise each : all.values()) {
            if (!each.ended) {
                each.clawedBack = each.left();
                each.ended = true;
            }
        }
    }

    long backing(long now) {
        long left = all.values().stream()
                .filter(each -> each.isValidAt(now))
                .mapToLong(Promise::left)
                .sum();
        return usedInPeriod + left;
    }

    /** What the entries say of each coupon is what happened to it, once. */
    void check(List<Entry> entries) {
        for (Promise each : all.values()) {
            assertThat(sum(entries, each, EntryKind.ISSUE)).isEqualTo(each.exposures);
            assertThat(sum(entries, each, EntryKind.USE))
                    .as("used of " + each.id)
                    .isEqualTo(each.used);
            assertThat(sum(entries, each, EntryKind.EXPIRE)).isEqualTo(each.expired);
            assertThat(sum(entries, each, EntryKind.CLAW_BACK)).isEqualTo(each.clawedBack);
            assertThat(each.used).isBetween(0L, each.exposures);
            assertThat(count(entries, each, EntryKind.ISSUE)).isEqualTo(1);
            assertThat(count(entries, each, EntryKind.EXPIRE) + count(entries, each, EntryKind.CLAW_BACK))
                    .isLessThanOrEqualTo(1);
        }
    }

    private static long sum(List<Entry> entries, Promise promise, EntryKind kind) {
        return entries.stream()
                .filter(entry -> entry.kind() == kind && promise.id.equals(entry.couponId()))
                .mapToLong(Entry::exposures)
                .sum();
    }

    private static long count(List<Entry> entries, Promise promise, EntryKind kind) {
        return entries.stream()
                .filter(entry -> entry.kind() == kind && promise.id.equals(entry.couponId()))
                .count();
    }
}
