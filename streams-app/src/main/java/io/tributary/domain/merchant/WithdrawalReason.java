package io.tributary.domain.merchant;

import io.tributary.domain.LocalizedText;

/** Why a merchant's directive was withdrawn, with the sentence that merchants read. Where several hold, the first of these is told. */
public enum WithdrawalReason {
    NO_PROFILE("平台已撤回商家资料，扶持停止。", "The platform withdrew the merchant's profile; support ends."),
    OPTED_OUT("商家已选择不参加扶持。", "The merchant does not want support."),
    STOPPED("平台已紧急停止扶持。", "The platform stopped the boost by its kill switch."),
    SPENT("本期曝光额度已用完。", "The grant of this period is spent."),
    AHEAD("曝光进度超前于计划，暂停扶持。", "Delivery is ahead of the plan; the boost pauses."),
    NO_GRANT("本期尚无曝光额度。", "There is no grant in this period yet."),
    WINDOW_CLOSED("扶持计划不在开放时段。", "The programme is outside its windows."),
    PROGRAMME_OVER("扶持计划已暂停或结束。", "The programme is paused or over."),
    NOT_ENROLLED("商家目前不在任何扶持计划中。", "The merchant is in no programme.");

    private final String zh;
    private final String en;

    WithdrawalReason(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    public LocalizedText explanation() {
        return new LocalizedText(zh, en);
    }
}
