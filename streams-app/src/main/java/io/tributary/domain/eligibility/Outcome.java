package io.tributary.domain.eligibility;

import io.tributary.domain.LocalizedText;
import java.util.ArrayList;
import java.util.List;

/**
 * What a programme's rules come to for a merchant.
 *
 * @param clauses those that decided: all when eligible, else those that do not hold; when nothing else is in the way, those that await an attribute
 */
public record Outcome(Ground ground, boolean eligible, List<DecidedClause> clauses) {
    /** Whoever declined support gets none, whatever the clauses say. */
    public static final Outcome OPTED_OUT = on(Ground.OPT_OUT);
    /** Nobody takes part in a programme that is over. */
    public static final Outcome OVER = on(Ground.ENDED);

    /** Whoever has a time of its own in a programme is supported in that time only. */
    public static final Outcome CLOCK_NOT_BEGUN = on(Ground.CLOCK_NOT_BEGUN);
    /** The same, once it has passed. */
    public static final Outcome CLOCK_OVER = on(Ground.CLOCK_OVER);
    /** The platform's own shops draw on a programme only if its rules say so. */
    public static final Outcome OWN_SHOP = on(Ground.OWN_SHOP);

    /** What decided: the clauses, or one of the conditions that all programmes have, each with the reason that merchants read. */
    public enum Ground {
        /** The programme's clauses, each with a reason of its own. */
        CLAUSES(null, null, null),
        OPT_OUT("opt-out", "商家已选择不参加扶持。", "The merchant declined support."),
        ENDED("ended", "扶持计划已结束。", "The programme has ended."),
        CLOCK_NOT_BEGUN("clock-not-begun", "商家在本计划中的扶持期尚未开始。", "The merchant's time in the programme has not begun."),
        CLOCK_OVER("clock-over", "商家在本计划中的扶持期已结束。", "The merchant's time in the programme is over."),
        /** By hard exits, whose reasons are added. */
        EXITED(
                "exited",
                "因触发退出条件，扶持已终止或不予开始。",
                "A hard exit of the programme ended support, or keeps it from beginning."),
        BANNED("banned", "因触发退出条件，商家在禁入期内不能参加本计划。", "A hard exit of the programme bans the merchant from it."),
        COOL_OFF("cool-off", "商家退出后处于冷静期。", "The merchant left the programme not long enough ago."),
        LEFT("left", "商家已退出本计划。", "The merchant left the programme."),
        NOT_APPLIED("not-applied", "商家尚未申请参加。", "The merchant has not applied."),
        NOT_INVITED("not-invited", "商家尚未获邀参加。", "The merchant was not invited."),
        NOT_OPTED_IN("not-opted-in", "商家尚未确认参加。", "The merchant has not opted in."),
        REGISTRATION_CLOSED("registration-closed", "不在报名时间内。", "Registration was or is not open."),
        NO_SEAT("no-seat", "名额已满或尚未分配，商家在候补中。", "No seat is free or was given yet: the merchant waits for one."),
        EXCLUDED(
                "excluded",
                "商家已参加与本计划互斥的其他计划。",
                "The merchant takes part in another programme that cannot be had together with this one."),
        OWN_SHOP("own-shop", "平台自营店铺不参加本扶持计划。", "The platform's own shops take no part in the programme."),
        /** By its ladder of stages; where a clause decided its reason is added. */
        GRADUATED("graduated", "商家已毕业，本计划的扶持结束。", "The merchant has graduated: support under the programme has ended."),
        EVIDENCE_AGAINST(
                "evidence-against",
                "保底曝光已兑现，而数据显示扶持未见成效，扶持结束。",
                "The floor was delivered, and the merchant sells less on its exposure than others do: support has ended.");

        private final String id;
        private final LocalizedText reason;

        Ground(String id, String zh, String en) {
            this.id = id;
            this.reason = id == null ? null : new LocalizedText(zh, en);
        }

        /** Null for clauses. */
        public LocalizedText reason() {
            return reason;
        }

        /** Whether clauses that are named with it are hard exits of the programme. */
        public boolean isOfExits() {
            return this == EXITED || this == BANNED || this == COOL_OFF;
        }

        /** Whether clauses that are named with it have reasons of their own. */
        public boolean isByClauses() {
            return this == CLAUSES || this == GRADUATED || isOfExits();
        }
    }

    public Outcome {
        clauses = List.copyOf(clauses);
    }

    /** By a condition that all programmes have. */
    public static Outcome on(Ground ground) {
        return new Outcome(ground, false, List.of(new DecidedClause(ground.id, Verdict.FAILS)));
    }

    /** The same, eligible, where hard exits wait for something to be put right. */
    public Outcome curing(List<DecidedClause> exits) {
        if (exits.isEmpty() || !eligible) {
            return this;
        }
        List<DecidedClause> all = new ArrayList<>(clauses);
        all.addAll(exits);
        return new Outcome(ground, true, all);
    }

    /** By the clauses. */
    static Outcome of(boolean eligible, List<DecidedClause> clauses) {
        return new Outcome(Ground.CLAUSES, eligible, clauses);
    }
}
