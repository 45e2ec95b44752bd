package io.tributary.explain;

import io.tributary.benefits.v1.BenefitChange;
import io.tributary.benefits.v1.BenefitStatus;
import io.tributary.domain.LocalizedText;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.programmes.v1.Benefit;
import io.tributary.programmes.v1.BenefitKind;
import io.tributary.programmes.v1.BenefitUnit;
import io.tributary.programmes.v1.Programme;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a programme gave a merchant beside exposures of its pool, and what became of it. */
final class BenefitSection {
    private BenefitSection() {}

    /**
     * @param rules for the names of benefits; null when they are not at hand
     * @return empty where neither the rules nor the merchant have any
     */
    static Optional<Section> of(MerchantCase merchant, String programmeId, Programme rules, ZoneId zone) {
        Collection<BenefitChange> given = merchant.benefits(programmeId);
        boolean gives = rules != null && !rules.getBenefits().isEmpty();
        if (given.isEmpty() && !gives) {
            return Optional.empty();
        }
        List<LocalizedText> lines = new ArrayList<>();
        given.forEach(each -> lines.add(line(each, rules, merchant.ledger(programmeId), zone)));
        if (given.isEmpty()) {
            lines.add(Words.text("尚未获得权益。", "It has earned none so far."));
        }
        return Optional.of(new Section("benefits", Words.text("权益与流量券", "Benefits and coupons"), lines));
    }

    private static LocalizedText line(BenefitChange given, Programme rules, List<LedgerEntry> ledger, ZoneId zone) {
        LocalizedText name = name(given, rules);
        LocalizedText amount = amount(given, ledger);
        String from = Words.moment(given.getStartsAt(), zone);
        String to = given.getEndsAt() == null ? "" : Words.moment(given.getEndsAt(), zone);
        String mission = given.getMissionId() == null ? "" : given.getMissionId();
        return Words.text(
                name.zh() + " [" + given.getId() + "]：" + status(given.getStatus()) + amount.zh() + "，自 " + from
                        + (to.isEmpty() ? " 起" : " 至 " + to)
                        + (mission.isEmpty() ? "" : "，任务 " + mission),
                name.en() + " [" + given.getId() + "]: " + given.getStatus() + amount.en() + ", from " + from
                        + (to.isEmpty() ? " on" : " to " + to)
                        + (mission.isEmpty() ? "" : ", by mission " + mission));
    }

    private static LocalizedText name(BenefitChange given, Programme rules) {
        return (rules == null ? List.<Benefit>of() : rules.getBenefits())
                .stream()
                        .filter(each -> each.getId().equals(given.getBenefitId()))
                        .findFirst()
                        .map(each -> Words.text(each.getName()))
                        .orElse(Words.same(given.getBenefitId()));
    }

    private static LocalizedText amount(BenefitChange given, List<LedgerEntry> ledger) {
        if (given.getUnit() == BenefitUnit.NONE) {
            return Words.same("");
        }
        String unit = given.getUnit() + (given.getCurrency() == null ? "" : " " + given.getCurrency());
        String used = used(given, ledger) + " / " + given.getQuota() + " " + unit;
        return Words.text("，已用 " + used, ", used " + used);
    }

    /** What a coupon was used for stands in the ledger; the topic says it when it is over. */
    private static long used(BenefitChange given, List<LedgerEntry> ledger) {
        if (given.getKind() != BenefitKind.TRAFFIC_COUPON) {
            return given.getUsed();
        }
        long booked = ledger.stream()
                .filter(each -> each.getKind() == EntryKind.USE && given.getId().equals(each.getCouponId()))
                .mapToLong(LedgerEntry::getExposures)
                .sum();
        return Math.max(booked, given.getUsed());
    }

    private static String status(BenefitStatus status) {
        return switch (status) {
            case OFFERED -> "待领取";
            case ACCEPTED -> "已领取";
            case ACTIVATED -> "使用中";
            case USED -> "已用完";
            case EXPIRED -> "已过期";
            case CLAWED_BACK -> "已收回";
            default -> status.name();
        };
    }
}
