package io.tributary.explain;

import io.tributary.decisions.v1.DecisionKind;
import io.tributary.directives.v1.Boost;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.domain.LocalizedText;
import io.tributary.explain.MerchantCase.Made;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What became of a grant: the directive to the recommender, impressions charged, and the ledger. */
final class DeliverySection {
    private static final int MOST_ENTRIES = 12;

    private DeliverySection() {}

    static Section directive(MerchantCase merchant, String programmeId, ZoneId zone) {
        List<LocalizedText> lines = new ArrayList<>();
        BoostDirective directive = merchant.now().directive();
        Optional<Boost> boost = directive == null
                ? Optional.empty()
                : directive.getBoosts().stream()
                        .filter(each -> each.getProgrammeId().equals(programmeId))
                        .findFirst();
        if (boost.isPresent() && directive.getExpiresAt() > merchant.now().time()) {
            add(directive, boost.get(), zone, lines);
        } else {
            lines.add(Words.text("目前没有加权指令。", "There is no directive to boost it now."));
            withheld(merchant, programmeId)
                    .ifPresent(made -> made.decision()
                            .getReasons()
                            .forEach(each -> lines.add(Words.text(
                                    Words.moment(made.on().getDecidedAt(), zone) + " 停止："
                                            + each.getText().getZh(),
                                    "withheld since " + Words.moment(made.on().getDecidedAt(), zone) + ": "
                                            + each.getText().getEn()))));
        }
        return new Section("directive", Words.text("加权指令", "Directive"), lines);
    }

    private static void add(BoostDirective directive, Boost boost, ZoneId zone, List<LocalizedText> lines) {
        lines.add(Words.text(
                "场景 " + boost.getSurfaces() + "，倍数 " + Words.number(boost.getMultiplier()) + "（上限 "
                        + Words.number(boost.getMaxMultiplier()) + "），剩余 " + boost.getRemaining() + " 次曝光",
                "surfaces " + boost.getSurfaces() + ", multiplier " + Words.number(boost.getMultiplier()) + " (at most "
                        + Words.number(boost.getMaxMultiplier()) + "), " + boost.getRemaining() + " exposures left"));
        lines.add(Words.text(
                "有效至 " + Words.moment(directive.getExpiresAt(), zone) + "；"
                        + directive.getExplanation().getZh(),
                "until " + Words.moment(directive.getExpiresAt(), zone) + "; "
                        + directive.getExplanation().getEn()));
        lines.add(Words.same("directiveId " + boost.getDirectiveId()));
    }

    private static Optional<Made> withheld(MerchantCase merchant, String programmeId) {
        return merchant.last(programmeId, DecisionKind.WITHHELD)
                .filter(made -> merchant.now().directive() == null
                        || merchant.now().directive().getIssuedAt() <= made.on().getDecidedAt());
    }

    /** Sums of each period at hand, and the last entries. */
    static Section ledger(List<LedgerEntry> entries, ZoneId zone) {
        List<LocalizedText> lines = new ArrayList<>();
        TreeMap<Long, List<LedgerEntry>> periods = new TreeMap<>();
        entries.forEach(each -> periods.computeIfAbsent(each.getPeriodStart(), start -> new ArrayList<>())
                .add(each));
        periods.descendingMap().forEach((start, all) -> lines.add(sum(start, all, zone)));
        entries.stream().skip(Math.max(0, entries.size() - MOST_ENTRIES)).forEach(each -> lines.add(line(each, zone)));
        if (entries.isEmpty()) {
            lines.add(Words.text("没有记录。", "There are no entries."));
        }
        return new Section("ledger", Words.text("曝光与账本", "Exposures charged, and the ledger"), lines);
    }

    private static LocalizedText sum(long start, List<LedgerEntry> all, ZoneId zone) {
        long charged = sum(all, EntryKind.CHARGE);
        long credited = sum(all, EntryKind.CREDIT);
        long granted = all.stream()
                .filter(each -> each.getKind() == EntryKind.GRANT)
                .reduce((earlier, later) -> later)
                .map(LedgerEntry::getGranted)
                .orElse(all.get(all.size() - 1).getGranted());
        String released = String.valueOf(sum(all, EntryKind.RELEASE));
        return Words.text(
                "周期 " + Words.moment(start, zone) + "：额度 " + granted + "，计入 " + charged + "，退回 " + credited + "，释放 "
                        + released,
                "period " + Words.moment(start, zone) + ": granted " + granted + ", charged " + charged + ", credited "
                        + credited + ", released " + released);
    }

    private static long sum(List<LedgerEntry> entries, EntryKind kind) {
        return entries.stream()
                .filter(each -> each.getKind() == kind)
                .mapToLong(LedgerEntry::getExposures)
                .sum();
    }

    private static LocalizedText line(LedgerEntry entry, ZoneId zone) {
        String figures = "#" + entry.getSequence() + " " + Words.moment(entry.getTime(), zone) + " " + entry.getKind()
                + " " + entry.getExposures();
        String zh = figures + "（额度 " + entry.getGranted() + "，已用 " + entry.getSpent() + "）";
        String en = figures + " (granted " + entry.getGranted() + ", spent " + entry.getSpent() + ")";
        return entry.getReason() == null
                ? Words.text(zh, en)
                : Words.text(
                        zh + " " + entry.getReason().getZh(),
                        en + " " + entry.getReason().getEn());
    }
}
