package io.tributary.domain;

/** A sentence that merchants read: {@code zh} Simplified Chinese, {@code en} English; neither may be blank. */
public record LocalizedText(String zh, String en) {
    public LocalizedText {
        if (zh == null || zh.isBlank() || en == null || en.isBlank()) {
            throw new IllegalArgumentException("text for merchants needs both zh and en");
        }
    }
}
