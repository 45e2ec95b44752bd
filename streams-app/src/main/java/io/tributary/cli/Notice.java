package io.tributary.cli;

import io.tributary.app.config.NoticeSettings;
import io.tributary.domain.rules.ChangeKind;
import io.tributary.domain.rules.Jurisdiction;
import io.tributary.domain.rules.NoticePolicy;
import io.tributary.domain.rules.RuleBook;
import io.tributary.domain.rules.RuleChange;
import io.tributary.domain.rules.RuleDifference;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.PublicationKind;
import io.tributary.topology.rules.RuleValues;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/**
 * The notice that a version of a programme owes when it is published now.
 *
 * @param before the version that would be in force without it; null for none
 * @param now epoch milliseconds
 */
record Notice(Programme before, Programme after, RuleChange change, NoticePolicy policy, long now) {

    /** Of a version beside what is published. */
    static Notice of(PublishedProgrammes published, Programme after, NoticePolicy policy, long now) {
        Programme before = published.inForceAt(after.getProgrammeId(), Math.max(now, from(after, now)));
        return of(before, after, policy, now);
    }

    static Notice of(Programme before, Programme after, NoticePolicy policy, long now) {
        RuleChange change = RuleChange.between(
                before == null ? null : RuleValues.of(TransitionCheck.without(before, from(after, now))),
                RuleValues.of(after));
        return new Notice(before, after, change, policy, now);
    }

    /** The policy that the settings ask for. */
    static NoticePolicy policy(NoticeSettings settings) {
        return new NoticePolicy(
                Jurisdiction.valueOf(settings.jurisdiction()), settings.generalDays(), settings.importantDays());
    }

    private static long from(Programme programme, long now) {
        return programme.getEffectiveFrom() == null ? now : programme.getEffectiveFrom();
    }

    /** First moment from which it may be in force, epoch milliseconds; {@link RuleBook#AT_ONCE} when it owes no notice. */
    long earliest() {
        return policy.earliest(change, now);
    }

    PublicationKind kind() {
        return before == null
                ? PublicationKind.FIRST
                : PublicationKind.valueOf(change.kind().name());
    }

    /** Whether it would be in force too soon. */
    boolean isShort() {
        return from(after, now) < earliest();
    }

    /**
     * Returns when its notice is long enough, or is shortened in an emergency, which the law must allow.
     *
     * @param reason of the emergency; null for none
     * @throws IllegalArgumentException naming the first lawful moment, or why nobody can stay under the version before
     */
    void require(String reason) {
        TransitionCheck.fault(before, after).ifPresent(line -> {
            throw new IllegalArgumentException(line);
        });
        if (!isShort()) {
            return;
        }
        long byLaw = policy.earliestByLaw(change, now);
        if (reason != null && from(after, now) < byLaw) {
            throw new IllegalArgumentException(shortfall(policy.jurisdiction().days(change.kind()), byLaw)
                    + "; that is the law of " + policy.jurisdiction() + ", which --force cannot shorten");
        } else if (reason == null) {
            throw new IllegalArgumentException(shortfall(policy.days(change.kind()), earliest())
                    + (from(after, now) < byLaw ? "" : "; in an emergency --force --reason TEXT"));
        }
    }

    /** What is wrong with its time and what to do, in one line. */
    String shortfall() {
        return shortfall(policy.days(change.kind()), earliest());
    }

    private String shortfall(int days, long earliest) {
        String what = change.differences().stream()
                .filter(each -> each.kind() == change.kind())
                .limit(3)
                .map(RuleDifference::field)
                .collect(Collectors.joining(", "));
        return "effectiveFrom: " + RuleFiles.title(after) + " is "
                + (change.kind() == ChangeKind.IMPORTANT ? "an important" : "a general") + " change of "
                + RuleFiles.title(before) + " (" + what + ") and must be published " + days
                + " days before: set effectiveFrom: " + moment(earliest) + " or later";
    }

    /** In the programme's zone, at the next full hour: there is time to write it into the file. */
    String moment(long time) {
        ZonedDateTime at = Instant.ofEpochMilli(time).atZone(ZoneId.of(after.getTimeZone()));
        return at.truncatedTo(ChronoUnit.HOURS).plusHours(1).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }
}
