package io.tributary.analytics.report;

import io.tributary.domain.LocalizedText;

/** What a report is written in. */
public enum ReportLanguage {
    ZH,
    EN;

    public String of(LocalizedText text) {
        return of(text.zh(), text.en());
    }

    public String of(String zh, String en) {
        return this == ZH ? zh : en;
    }
}
