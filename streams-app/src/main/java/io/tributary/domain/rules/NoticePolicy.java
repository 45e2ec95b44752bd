package io.tributary.domain.rules;

import java.util.concurrent.TimeUnit;

/**
 * How long before it takes effect a change must be public here: what the law asks, or the operator's own days where these are more.
 *
 * @param generalDays the operator's own, 0 or more
 * @param importantDays the operator's own, 0 or more
 */
public record NoticePolicy(Jurisdiction jurisdiction, int generalDays, int importantDays) {
    public NoticePolicy {
        if (generalDays < 0 || importantDays < 0) {
            throw new IllegalArgumentException(
                    "days of notice: are " + generalDays + " and " + importantDays + ", must not be negative");
        }
    }

    public int days(ChangeKind kind) {
        return Math.max(jurisdiction.days(kind), kind == ChangeKind.IMPORTANT ? importantDays : generalDays);
    }

    /**
     * The first lawful moment for a change to be in force, epoch milliseconds; {@link RuleBook#AT_ONCE} when it owes no notice.
     *
     * @param published when it is made public, epoch milliseconds
     */
    public long earliest(RuleChange change, long published) {
        return change.earliest(kind -> published + TimeUnit.DAYS.toMillis(days(kind)), published);
    }

    /** The same by the law alone: what an emergency may shorten notice to. */
    public long earliestByLaw(RuleChange change, long published) {
        return change.earliest(kind -> published + jurisdiction.millis(kind), published);
    }
}
