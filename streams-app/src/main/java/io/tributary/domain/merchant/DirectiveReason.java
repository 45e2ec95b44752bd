package io.tributary.domain.merchant;

import io.tributary.domain.LocalizedText;

/** Why a directive was sent, with the sentence that merchants read. */
public enum DirectiveReason {
    GRANTED("本期扶持曝光额度已生效。", "The grant of this period begins."),
    REFRESHED("扶持继续有效。", "Support goes on; the directive was renewed."),
    NEED_CHANGED("根据曝光进度调整了扶持力度。", "The boost was adjusted to the progress of the exposure."),
    RESUMED("曝光进度已回到计划之内，恢复扶持。", "Delivery is back within the plan; the boost resumes."),
    TERMS_CHANGED("扶持规则或额度有变化。", "The rules or the grant changed.");

    private final String zh;
    private final String en;

    DirectiveReason(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    public LocalizedText explanation() {
        return new LocalizedText(zh, en);
    }
}
