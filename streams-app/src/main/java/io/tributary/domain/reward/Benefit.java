package io.tributary.domain.reward;

import io.tributary.domain.LocalizedText;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A benefit of a programme: given to each merchant that takes part, once, or as a mission's reward. Valid by construction.
 *
 * @param id lower-case letters, digits and hyphens
 * @param kind what it is
 * @param allowance how much of it
 * @param validity when it can be used
 */
public record Benefit(String id, BenefitKind kind, LocalizedText name, Allowance allowance, Validity validity) {
    static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Set<BenefitUnit> RELIEF = EnumSet.of(BenefitUnit.ORDERS, BenefitUnit.SALES, BenefitUnit.MONEY);

    /**
     * How much of it there is: the quota, or what tiers give for the merchant's sales where that is less.
     *
     * @param quota in the unit, at least 1; 0 where the unit is NONE
     * @param currency ISO 4217, where the unit is SALES or MONEY; else empty
     * @param tiers of sales, where the unit is MONEY
     */
    public record Allowance(BenefitUnit unit, long quota, String currency, MarginalTiers tiers) {
        /** It is had or not. */
        public static final Allowance NONE = new Allowance(BenefitUnit.NONE, 0, "", MarginalTiers.NONE);

        public Allowance {
            boolean isMoney = unit == BenefitUnit.SALES || unit == BenefitUnit.MONEY;
            require((unit == BenefitUnit.NONE) == (quota == 0), "quota", quota, "at least 1 of a unit, or 0 of none");
            require(isMoney != currency.isEmpty(), "currency", "'" + currency + "'", "that of SALES or MONEY");
            boolean hasTiers = !tiers.tiers().isEmpty();
            require(!hasTiers || unit == BenefitUnit.MONEY, "tiers", "of " + unit, "of MONEY");
        }

        /** How much of the quota is used by so many orders and so much sales: min(quota, what they come to). */
        long used(long orders, long sales) {
            long by = switch (unit) {
                case ORDERS -> orders;
                case SALES -> sales;
                case MONEY -> tiers.of(sales);
                case NONE, EXPOSURES -> 0;
            };
            return Math.max(0, Math.min(quota, by));
        }
    }

    /**
     * When it can be used.
     *
     * @param startsAfterDays it begins with the local day so many days after it was earned; 0: at once
     * @param validDays days from then on; 0: without end
     * @param accept whether the merchant has to accept it first
     */
    public record Validity(int startsAfterDays, int validDays, boolean accept) {}

    public Benefit {
        require(ID.matcher(id).matches(), "id", id, "lower-case letters, digits and hyphens");
        BenefitUnit unit = allowance.unit();
        require(
                (kind == BenefitKind.TRAFFIC_COUPON) == (unit == BenefitUnit.EXPOSURES),
                "unit",
                unit,
                "EXPOSURES of a TRAFFIC_COUPON, and of no other kind");
        require(
                kind != BenefitKind.TRAFFIC_COUPON || validity.validDays() > 0,
                "validDays",
                0,
                "at least 1 of a coupon");
        require(
                kind != BenefitKind.FEE_RELIEF || RELIEF.contains(unit),
                "unit",
                unit,
                "ORDERS, SALES or MONEY of relief");
        require(
                kind != BenefitKind.FEE_RELIEF
                        || unit != BenefitUnit.MONEY
                        || !allowance.tiers().tiers().isEmpty(),
                "tiers",
                "none",
                "given for relief in MONEY: it says what is waived of which sales");
    }

    static void require(boolean holds, String field, Object value, String need) {
        if (!holds) {
            throw new IllegalArgumentException(field + ": is " + value + ", must be " + need);
        }
    }
}
