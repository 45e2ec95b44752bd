package io.tributary.domain.rules;

import java.util.concurrent.TimeUnit;

/**
 * Whose law says how long before it takes effect a change of a platform's rules must be public. The law speaks of changes: a
 * programme's first version changes nothing that anybody relied on, and owes no notice.
 */
public enum Jurisdiction {
    /** None, for trying things out. */
    NONE(0, 0),
    /**
     * China. E-commerce Law, article 34: at least 7 days before a change takes effect. Order 116 on platform rules (in force from
     * 2026-02-01), article 12: the same, and 15 days where many users or their major interests are touched.
     */
    CN(7, 15),
    /** European Union. Regulation 2019/1150, article 3(2): at least 15 days for any change of the terms, whatever it is. */
    EU(15, 15);

    private final int generalDays;
    private final int importantDays;

    Jurisdiction(int generalDays, int importantDays) {
        this.generalDays = generalDays;
        this.importantDays = importantDays;
    }

    /** Days of notice that the law asks at least. */
    public int days(ChangeKind kind) {
        return kind == ChangeKind.IMPORTANT ? importantDays : generalDays;
    }

    /** The same in milliseconds. */
    long millis(ChangeKind kind) {
        return TimeUnit.DAYS.toMillis(days(kind));
    }
}
