package io.tributary.domain.rules;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.appeal.AppealChannel;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * The table of a programme's fields: what each is called, and which changes of it take nothing from anybody. All others are
 * {@link ChangeKind#IMPORTANT}, and so is every change of a field that does not stand here.
 */
final class RuleFields {
    static final String STARTS_AT = "startsAt";
    static final String ENDS_AT = "endsAt";
    static final String STATUS = "status";

    /** These say which version it is and when it is in force: they change with every version. */
    static final Set<String> NO_RULES = Set.of("programmeId", "version", "effectiveFrom");

    private static final BiPredicate<Object, Object> ALWAYS = (before, after) -> true;
    private static final BiPredicate<Object, Object> NEVER = (before, after) -> false;
    private static final BiPredicate<Object, Object> HIGHER = (before, after) -> number(after) >= number(before);

    private record Field(LocalizedText name, BiPredicate<Object, Object> general) {}

    private static final Map<String, Field> FIELDS = Map.ofEntries(
            field("name", "名称", "Name", ALWAYS),
            // Who answers for rules, and on what grounds, changes none.
            field("governance", "治理信息", "Governance", ALWAYS),
            field(STATUS, "状态", "Status", (before, after) -> "ACTIVE".equals(after)),
            field(STARTS_AT, "开始时间", "Start", (before, after) -> number(after) <= number(before)),
            field(
                    ENDS_AT,
                    "结束时间",
                    "End",
                    (before, after) -> after == null || before != null && HIGHER.test(before, after)),
            // Grants, floors and caps are a period's.
            field("timeZone", "时区", "Time zone", NEVER),
            field("periodMinutes", "周期（分钟）", "Period in minutes", NEVER),
            field("pool", "每周期曝光总量", "Exposures of a period", HIGHER),
            field("floor", "每位商家的保底曝光", "Floor of each merchant", HIGHER),
            field("cap", "每位商家的曝光上限", "Cap of each merchant", HIGHER),
            // What one stage gets more of a pool, another gets less.
            field("stageWeights", "各阶段权重", "Weights of the stages", NEVER),
            field("maxMultiplier", "最大加权倍数", "Greatest multiplier", HIGHER),
            field("maxAdditive", "最大加分", "Greatest additive boost", HIGHER),
            field("surfaces", "适用场景", "Surfaces", (before, after) -> list(after).containsAll(list(before))),
            field("holdout", "对照桶", "Holdout", RuleFields::isWithin),
            field("burst", "可超前进度的比例", "How far it may run ahead", HIGHER),
            field("initialStrength", "初始加权", "First boost", HIGHER),
            field("relevanceBudget", "相关性损失上限", "Relevance budget", RuleFields::isMoreOrNoLimit),
            field("relevanceUnit", "相关性损失单位", "Unit of the relevance budget", NEVER),
            // Merchants pay, or a part of what they get becomes advertisement; a partner may end what it pays for.
            // More who share a pool is less for each.
            field(
                    "admitsPlatformShops",
                    "平台自营店铺可参加",
                    "The platform's own shops",
                    (before, after) -> Boolean.FALSE.equals(after)),
            field(
                    "withoutPersonalisation",
                    "无个性化时也扶持",
                    "Without personalisation, too",
                    (before, after) -> Boolean.TRUE.equals(after)),
            field("shareOfPage", "占一页展位的最大比例", "Largest share of a page", HIGHER),
            field("mostOfAll", "各计划合计上限", "Most of all programmes", RuleFields::isMoreOrNoLimit),
            field("funding", "资金来源", "Funding", NEVER),
            // Another scope is fewer items of one merchant and more of another's.
            field("scope", "扶持的商品范围", "Items in scope", (before, after) -> after == null),
            field("entity", "同一主体各店铺合计", "What the shops of one legal entity share", RuleFields::isHigherCapOrNone),
            // Whether one window is more than another depends on the year; none are always.
            // Another mission or benefit may be given in place of one that was promised; more of them take nothing.
            field("missions", "任务", "Missions", (before, after) -> list(after).containsAll(list(before))),
            field("benefits", "权益", "Benefits", (before, after) -> list(after).containsAll(list(before))),
            field("windows", "开放时段", "Windows", (before, after) -> list(after).isEmpty()),
            // Whether one time is more than another depends on the merchant; none is always.
            field("clock", "商家自身的扶持期", "Time of each merchant's own", (before, after) -> after == null),
            // What comes earlier takes nothing; all of a grant is delivered either way.
            field("deliveryShape", "投放节奏", "Shape of delivery", ALWAYS),
            field("appeal", "申诉渠道", "Channel of appeals", RuleFields::isNoLater),
            field("enrolment", "报名与参加方式", "Enrolment", RuleFields::isOpenToAsMany),
            // Who takes part keeps what it has for a while, in place of none.
            field("transition", "在参商家的过渡", "Transition of those who take part", RuleFields::isNoShorter),
            // What brings one merchant to a stage keeps another from it, and weights go by stages.
            field("stages", "阶段阶梯", "Ladder of stages", NEVER),
            field("endsWhen", "扶持无效时结束", "End where support does not help", (before, after) -> after == null),
            // Without a condition that ended support nobody has less.
            field("exits", "退出条件", "Hard exits", (before, after) -> list(before).containsAll(list(after))));

    private RuleFields() {}

    private static Map.Entry<String, Field> field(
            String name, String zh, String en, BiPredicate<Object, Object> general) {
        return Map.entry(name, new Field(new LocalizedText(zh, en), general));
    }

    /** Whether the field stands in the table. */
    static boolean isKnown(String field) {
        return FIELDS.containsKey(field);
    }

    /** Whether two values say the same: surfaces are a set. */
    static boolean same(String field, Object before, Object after) {
        return field.equals("surfaces")
                ? Set.copyOf(list(before)).equals(Set.copyOf(list(after)))
                : Objects.equals(before, after);
    }

    /** A field that differs. */
    static RuleDifference difference(String name, Object before, Object after) {
        Field field = FIELDS.getOrDefault(name, new Field(new LocalizedText(name, name), NEVER));
        ChangeKind kind = field.general.test(before, after) ? ChangeKind.GENERAL : ChangeKind.IMPORTANT;
        LocalizedText sentence = new LocalizedText(
                field.name.zh() + "由 " + shown(name, before, "无") + " 改为 " + shown(name, after, "无"),
                field.name.en() + ": from " + shown(name, before, "none") + " to " + shown(name, after, "none"));
        return new RuleDifference(name, before, after, kind, sentence);
    }

    private static String shown(String name, Object value, String none) {
        if (value == null) {
            return none;
        }
        boolean isTime = name.equals(STARTS_AT) || name.equals(ENDS_AT);
        return isTime ? Instant.ofEpochMilli(((Number) value).longValue()).toString() : value.toString();
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static Collection<?> list(Object value) {
        return value instanceof Collection<?> all ? all : List.of();
    }

    /** A holdout gets nothing: a part of the one before takes from nobody. */
    private static boolean isWithin(Object before, Object after) {
        Map<?, ?> outer = (Map<?, ?>) before;
        Map<?, ?> inner = (Map<?, ?>) after;
        return number(inner.get("from")) >= number(outer.get("from"))
                && number(inner.get("to")) <= number(outer.get("to"));
    }

    /** A channel may be another, and a case be decided sooner. */
    private static boolean isNoLater(Object before, Object after) {
        return after != null
                && number(((Map<?, ?>) after).get("days"))
                        <= (before == null ? AppealChannel.USUAL_DAYS : number(((Map<?, ?>) before).get("days")));
    }

    private static boolean isNoShorter(Object before, Object after) {
        return before == null || after != null && staysUntil(after) >= staysUntil(before);
    }

    private static double staysUntil(Object transition) {
        Map<?, ?> values = (Map<?, ?>) transition;
        return Boolean.TRUE.equals(values.get("toTheEnd")) ? Double.MAX_VALUE : number(values.get("endsAt"));
    }

    /** Nothing but that there are more seats, or none are counted. */
    private static boolean isOpenToAsMany(Object before, Object after) {
        if (after == null) {
            return true;
        }
        Map<String, Object> was = before == null ? new HashMap<>() : new HashMap<>(fields(before));
        Map<String, Object> is = new HashMap<>(fields(after));
        Object fewer = was.remove("seats");
        Object more = is.remove("seats");
        return was.equals(is) && (more == null || fewer != null && isAsManySeats(fields(fewer), fields(more)));
    }

    private static boolean isAsManySeats(Map<String, Object> before, Map<String, Object> after) {
        return HIGHER.test(before.get("number"), after.get("number"))
                && Objects.equals(before.get("by"), after.get("by"))
                && Objects.equals(before.get("selectsAt"), after.get("selectsAt"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(Object record) {
        return (Map<String, Object>) record;
    }

    /** None is no limit. */
    private static boolean isHigherCapOrNone(Object before, Object after) {
        return after == null
                || before != null && number(((Map<?, ?>) after).get("cap")) >= number(((Map<?, ?>) before).get("cap"));
    }

    /** 0 is no limit. */
    private static boolean isMoreOrNoLimit(Object before, Object after) {
        return number(after) == 0 || number(before) != 0 && number(after) >= number(before);
    }
}
