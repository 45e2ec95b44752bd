package io.tributary.explain;

import io.tributary.common.v1.ItemScope;
import io.tributary.domain.LocalizedText;
import io.tributary.programmes.v1.Benefit;
import io.tributary.programmes.v1.ClockSpan;
import io.tributary.programmes.v1.DeliveryShape;
import io.tributary.programmes.v1.EnrolmentMode;
import io.tributary.programmes.v1.Funding;
import io.tributary.programmes.v1.Mission;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.Seats;
import io.tributary.programmes.v1.SupportClock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What a programme asks for and gives beside its numbers: a sentence for each notion that its rules use, none for those that they do not. */
final class TermLines {
    private TermLines() {}

    static List<LocalizedText> of(Programme rules) {
        List<LocalizedText> lines = new ArrayList<>();
        if (rules.getScope() != null) {
            lines.add(scope(rules.getScope()));
        }
        if (rules.getClock() != null) {
            lines.add(clock(rules.getClock()));
        }
        enrolment(rules, lines);
        if (rules.getFunding() != null) {
            lines.add(funding(rules.getFunding()));
        }
        limits(rules, lines);
        lines.addAll(StageLines.of(rules));
        rules.getMissions().forEach(each -> lines.add(mission(each)));
        rules.getBenefits().forEach(each -> lines.add(benefit(each)));
        return lines;
    }

    private static LocalizedText scope(ItemScope scope) {
        List<String> zh = new ArrayList<>();
        List<String> en = new ArrayList<>();
        if (!scope.getCategories().isEmpty()) {
            zh.add("类目为 " + scope.getCategories());
            en.add("of the categories " + scope.getCategories());
        }
        if (!scope.getItemTags().isEmpty()) {
            zh.add("带有标签 " + scope.getItemTags());
            en.add("with one of the tags " + scope.getItemTags());
        }
        if (scope.getListedWithinDays() > 0) {
            zh.add("上架不足 " + scope.getListedWithinDays() + " 天");
            en.add("listed less than " + scope.getListedWithinDays() + " days ago");
        }
        return Words.text(
                "只扶持" + String.join("、", zh) + "的商品。", "It supports only items " + String.join(", ", en) + ".");
    }

    private static LocalizedText clock(SupportClock clock) {
        List<String> zh = new ArrayList<>();
        List<String> en = new ArrayList<>();
        if (clock.getLasts() != null) {
            zh.add(span(clock.getLasts(), "小时", "天", "个工作日", "个月"));
            en.add(span(clock.getLasts(), " hours", " days", " business days", " months"));
        }
        if (clock.getUntil() != null && clock.getUntil().getOrders() != null) {
            zh.add(clock.getUntil().getOrders() + " 单");
            en.add(clock.getUntil().getOrders() + " orders");
        }
        if (clock.getUntil() != null && clock.getUntil().getSales() != null) {
            String sales = clock.getUntil().getSales() + " " + clock.getUntil().getCurrency();
            zh.add("销售额 " + sales + "（最小货币单位）");
            en.add("sales of " + sales + " (minor units)");
        }
        return Words.text(
                "每位商家自 " + clock.getFrom() + " 起计，以先到者为止：" + String.join("、", zh) + "。",
                "Each merchant has a time of its own from " + clock.getFrom() + ", until the first of: "
                        + String.join(", ", en) + ".");
    }

    private static String span(ClockSpan span, String hours, String days, String businessDays, String months) {
        if (span.getHours() != null) {
            return span.getHours() + hours;
        } else if (span.getDays() != null) {
            return span.getDays() + days;
        }
        return span.getBusinessDays() != null ? span.getBusinessDays() + businessDays : span.getMonths() + months;
    }

    private static void enrolment(Programme rules, List<LocalizedText> lines) {
        if (rules.getEnrolment() == null) {
            return;
        }
        switch (rules.getEnrolment().getMode()) {
            case APPLICATION -> lines.add(Words.text("商家须申请参加。", "Merchants apply for it."));
            case INVITATION -> lines.add(Words.text("平台邀请商家参加。", "The platform invites merchants to it."));
            case OPT_IN -> lines.add(Words.text("商家须确认参加。", "Merchants opt in."));
            default -> {
                // They come in by themselves, which needs no sentence.
            }
        }
        if (rules.getEnrolment().getSeats() != null) {
            lines.add(seats(rules));
        }
        if (!rules.getEnrolment().getExcludes().isEmpty()) {
            String others = String.join(", ", rules.getEnrolment().getExcludes());
            lines.add(Words.text("不能同时参加：" + others + "。", "It cannot be had together with " + others + "."));
        }
    }

    private static LocalizedText seats(Programme rules) {
        Seats seats = rules.getEnrolment().getSeats();
        boolean isByAttribute = seats.getBy() != null;
        boolean isAsked = rules.getEnrolment().getMode() != EnrolmentMode.AUTOMATIC;
        String zh = isByAttribute ? "按 " + seats.getBy() + " 从高到低" : isAsked ? "按申请或受邀的先后" : "按符合条件的先后";
        String en = isByAttribute
                ? "those with the highest " + seats.getBy()
                : isAsked ? "who asked or was asked first" : "who fulfilled the conditions first";
        String from = seats.getSelectsAt() == null
                ? null
                : Words.moment(seats.getSelectsAt(), ZoneId.of(rules.getTimeZone()));
        String zhFrom = from == null ? "" : "，自 " + from + " 起分配";
        String enFrom = from == null ? "" : " from " + from + " on";
        return Words.text(
                "共 " + seats.getNumber() + " 个名额，" + zh + zhFrom + "；并列的按商家编号的散列值排序，有空出的名额依次递补。",
                "It has " + seats.getNumber() + " seats, which go to " + en + enFrom
                        + "; a hash of the merchants' ids decides between equals, and a seat that becomes free goes to the next.");
    }

    private static LocalizedText funding(Funding funding) {
        String partner = funding.getPartner() == null ? "" : funding.getPartner();
        return switch (funding.getSource()) {
            case PARTNER ->
                Words.text(
                        "曝光由合作方 " + partner + " 出资，单独成池。", "Its pool is paid for by " + partner + " and is its own.");
            case MERCHANT, MATCHED ->
                Words.text(
                        "曝光由参加的商家付费" + (partner.isEmpty() ? "" : "、由 " + partner + " 配资") + "：标明为广告，不承诺曝光量，不动用免费的曝光池。",
                        "Merchants that take part pay for it"
                                + (partner.isEmpty() ? "" : ", and " + partner + " as well")
                                + ": it is marked as advertisement, promises no exposure, and never draws on a free pool.");
            default -> Words.text("曝光由平台出资。", "Its pool is the platform's.");
        };
    }

    private static void limits(Programme rules, List<LocalizedText> lines) {
        if (rules.getEntity() != null) {
            lines.add(Words.text(
                    "同一主体的所有店铺合计最多 " + rules.getEntity().getCap() + " 次曝光。",
                    "All shops of one legal entity get " + rules.getEntity().getCap()
                            + " exposures together at most."));
        }
        if (rules.getMostOfAll() > 0) {
            lines.add(Words.text(
                    "每位商家在所有计划中合计最多 " + rules.getMostOfAll() + " 次曝光。",
                    "A merchant gets " + rules.getMostOfAll() + " exposures under all programmes together at most."));
        }
        if (rules.getShareOfPage() < 1) {
            String percent = Words.percent(rules.getShareOfPage());
            lines.add(Words.text(
                    "一页中最多 " + percent + " 的展位由本计划加权的商品占用。",
                    "Items that it boosts take up " + percent + " of a page's positions at most."));
        }
        if (rules.getDeliveryShape() == DeliveryShape.FRONT_LOADED) {
            lines.add(Words.text(
                    "额度前置投放：流量过半时已投放四分之三。",
                    "Grants are front-loaded: three quarters are due when half of a period's traffic has come."));
        }
        if (rules.getAdmitsPlatformShops()) {
            lines.add(Words.text("平台自营店铺可以参加。", "The platform's own shops may take part."));
        }
        if (!rules.getWithoutPersonalisation()) {
            lines.add(Words.text(
                    "不用于关闭个性化推荐的请求。", "It is not applied to requests of buyers who turned personalisation off."));
        }
    }

    private static LocalizedText mission(Mission mission) {
        return Words.text(
                "任务：" + mission.getName().getZh() + "，最多 " + mission.getMost() + " 次，得到 " + mission.getBenefit() + "。",
                "Mission: " + mission.getName().getEn() + ", " + mission.getMost() + " times at most, earns "
                        + mission.getBenefit() + ".");
    }

    private static LocalizedText benefit(Benefit benefit) {
        String quota = benefit.getQuota() == 0 ? "" : " (" + benefit.getQuota() + " " + benefit.getUnit() + ")";
        return Words.text(
                "权益：" + benefit.getName().getZh() + quota + "。",
                "Benefit: " + benefit.getName().getEn() + quota + ".");
    }
}
