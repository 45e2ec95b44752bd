package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.benefits.v1.BenefitChange;
import io.tributary.benefits.v1.BenefitStatus;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.programmes.v1.BenefitKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds coupons against the oracle: each is issued once for what the merchant did, is used by the exposures that it should be used by, is
 * said to be used when it is, and becomes nothing else.
 */
final class CouponVerdict {
    private final Audit audit;
    private final Oracle oracle;
    /** Coupons and labels as the service tells of them, by merchant and id. */
    private final Map<String, List<BenefitChange>> benefits = new TreeMap<>();

    /** A coupon as it is used. */
    private static final class Coupon {
        private final String id;
        private final BenefitChange given;
        private long left;
        private boolean isEnded;

        Coupon(BenefitChange given, long left) {
            this.id = given.getId();
            this.given = given;
            this.left = left;
        }

        boolean isUsableAt(long time) {
            return left > 0 && !isEnded && given.getStartsAt() <= time && time < until();
        }

        long used() {
            return given.getQuota() - left;
        }

        BenefitStatus status() {
            if (isEnded) {
                return BenefitStatus.EXPIRED;
            }
            return left == 0 ? BenefitStatus.USED : BenefitStatus.ACTIVATED;
        }

        long until() {
            return given.getEndsAt() == null ? Long.MAX_VALUE : given.getEndsAt();
        }
    }

    CouponVerdict(Audit audit, Oracle oracle) {
        this.audit = audit;
        this.oracle = oracle;
        audit.actions().benefits().stream()
                .filter(entry -> entry.value().getKind() != BenefitKind.FEE_RELIEF)
                .forEach(entry -> benefits.computeIfAbsent(
                                name(entry.key(), entry.value().getId()), key -> new ArrayList<>())
                        .add(entry.value()));
    }

    /** @param ledger all lines, by merchant */
    void check(Map<String, List<LedgerEntry>> ledger) {
        checkIssued(ledger);
        benefits.forEach(CouponVerdict::checkSteps);
        ledger.forEach((merchant, entries) -> new Uses(merchant).replay(entries));
    }

    private void checkIssued(Map<String, List<LedgerEntry>> ledger) {
        Map<String, Long> issued = new TreeMap<>();
        ledger.forEach((merchant, entries) -> entries.stream()
                .filter(entry -> entry.getKind() == EntryKind.ISSUE)
                .forEach(entry -> issued.merge(merchant, 1L, Long::sum)));
        assertThat(issued).as("coupons in the ledger").isEqualTo(oracle.couponsEarned());
        Map<String, Long> published = new TreeMap<>();
        benefits.values().stream()
                .filter(changes -> changes.get(0).getKind() == BenefitKind.TRAFFIC_COUPON)
                .forEach(changes -> published.merge(changes.get(0).getMerchantId(), 1L, Long::sum));
        assertThat(published).as("coupons published").isEqualTo(oracle.couponsEarned());
    }

    /** A benefit is in use once, and nothing comes after its end. */
    private static void checkSteps(String name, List<BenefitChange> changes) {
        assertThat(changes.stream().map(BenefitChange::getStatus).toList())
                .as("steps of %s", name)
                .isIn(
                        List.of(BenefitStatus.ACTIVATED),
                        List.of(BenefitStatus.ACTIVATED, BenefitStatus.USED),
                        List.of(BenefitStatus.ACTIVATED, BenefitStatus.EXPIRED));
    }

    private static String name(String merchant, String id) {
        return merchant + " " + id;
    }

    /** What was compared, in a few words. */
    String summary() {
        long coupons = audit.ledger().stream()
                .filter(entry -> entry.value().getKind() == EntryKind.ISSUE)
                .count();
        long used = audit.ledger().stream()
                .filter(entry -> entry.value().getKind() == EntryKind.USE)
                .mapToLong(entry -> entry.value().getExposures())
                .sum();
        return coupons + " coupons used by " + used + " exposures";
    }

    /**
     * Which coupons a merchant's exposures used, told again from the order in which they came: a line CHARGE is of the next exposures of its
     * account, and each used the coupon that ended soonest of those that were issued by the visits before.
     */
    private final class Uses {
        private final String merchant;
        private final Map<String, List<Oracle.Charged>> charged = new HashMap<>();
        private final List<Coupon> coupons = new ArrayList<>();
        private final List<Oracle.Charged> booked = new ArrayList<>();
        private final Map<String, Long> uses = new TreeMap<>();
        private long beat;

        Uses(String merchant) {
            this.merchant = merchant;
            oracle.charged(merchant)
                    .forEach(each -> charged.computeIfAbsent(each.account(), key -> new ArrayList<>())
                            .add(each));
        }

        void replay(List<LedgerEntry> entries) {
            entries.stream()
                    .filter(entry -> entry.getProgrammeId().equals(RewardProgramme.ID))
                    .forEach(this::take);
            settle();
            checkSaid();
        }

        private void take(LedgerEntry entry) {
            if (entry.getBeat() != beat) {
                settle();
                beat = entry.getBeat();
            }
            switch (entry.getKind()) {
                case CHARGE -> book(entry);
                case USE -> uses.merge(use(entry.getCouponId(), account(entry)), entry.getExposures(), Long::sum);
                case ISSUE -> issue(entry);
                case EXPIRE, CLAW_BACK -> end(entry);
                default -> {}
            }
        }

        private void book(LedgerEntry entry) {
            List<Oracle.Charged> next = charged.getOrDefault(account(entry), List.of());
            int exposures = Math.toIntExact(entry.getExposures());
            assertThat(next.size()).as("exposures behind %s", entry).isGreaterThanOrEqualTo(exposures);
            List<Oracle.Charged> these = next.subList(0, exposures);
            booked.addAll(these);
            these.clear();
        }

        private void issue(LedgerEntry entry) {
            settle();
            List<BenefitChange> given = benefits.get(name(merchant, entry.getCouponId()));
            assertThat(given).as("benefit of %s", entry).isNotNull();
            assertThat(coupons).as("%s", entry).noneMatch(coupon -> coupon.id.equals(entry.getCouponId()));
            coupons.add(new Coupon(given.get(0), entry.getExposures()));
            coupons.sort(Comparator.comparingLong(Coupon::until).thenComparing(coupon -> coupon.id));
        }

        private void end(LedgerEntry entry) {
            settle();
            Coupon over = coupons.stream()
                    .filter(coupon -> coupon.id.equals(entry.getCouponId()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no coupon of " + entry));
            assertThat(over.left).as("left of %s", entry).isEqualTo(entry.getExposures());
            over.isEnded = true;
        }

        /** What its own record says of each in the end. */
        private void checkSaid() {
            for (Coupon coupon : coupons) {
                List<BenefitChange> changes = benefits.get(name(merchant, coupon.id));
                BenefitChange last = changes.get(changes.size() - 1);
                assertThat(last.getStatus())
                        .as("%s, with %d left", last, coupon.left)
                        .isEqualTo(coupon.status());
                assertThat(last.getUsed())
                        .as("used by %s", last)
                        .isEqualTo(last.getStatus() == BenefitStatus.ACTIVATED ? 0 : coupon.used());
            }
        }

        /** Compares what the exposures that were booked have used. */
        private void settle() {
            Map<String, Long> expected = new TreeMap<>();
            booked.sort(Comparator.comparingInt(Oracle.Charged::number));
            for (Oracle.Charged each : booked) {
                coupons.stream()
                        .filter(coupon -> coupon.isUsableAt(each.time()))
                        .findFirst()
                        .ifPresent(coupon -> {
                            coupon.left--;
                            expected.merge(use(coupon.id, each.account()), 1L, Long::sum);
                        });
            }
            assertThat(uses).as("coupons used by %s at beat %d", merchant, beat).isEqualTo(expected);
            booked.clear();
            uses.clear();
        }

        private static String use(String coupon, String account) {
            return coupon + " " + account;
        }

        private static String account(LedgerEntry entry) {
            return Oracle.account(entry.getMerchantId(), entry.getProgrammeId(), entry.getPeriodStart());
        }
    }
}
