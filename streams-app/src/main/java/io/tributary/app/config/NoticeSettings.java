package io.tributary.app.config;

/**
 * How long before they take effect changes of programmes must be published.
 *
 * @param jurisdiction whose law is kept: CN, EU or NONE
 * @param generalDays the operator's own days for changes that take nothing from anybody, where they are more than the law's
 * @param importantDays the same for changes that may
 */
public record NoticeSettings(String jurisdiction, int generalDays, int importantDays) {}
