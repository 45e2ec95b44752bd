package io.tributary.domain.merchant;

import io.tributary.domain.metric.DayCalendar;
import io.tributary.domain.metric.Membership;
import io.tributary.domain.metric.Memberships;
import io.tributary.domain.metric.MetricWindows;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.domain.rules.RulesInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Notes for a merchant's metrics in which programmes it is, and on which terms, from when on. */
final class MembershipRecorder {
    /** Windows that are kept may begin a day, which may have 25 hours, before the time for which days can be restated. */
    private static final long LONGEST_DAY = TimeUnit.HOURS.toMillis(26);
    /** An event that is dated further ahead than this does not put off what a beat decides. */
    private static final long MOST_PUT_OFF = TimeUnit.MINUTES.toMillis(10);

    private final MerchantPolicy policy;
    private final TaskState state;
    private final DayCalendar calendar;

    MembershipRecorder(MerchantPolicy policy, TaskState state) {
        this.policy = policy;
        this.state = state;
        this.calendar = new DayCalendar(policy.windows().zone());
    }

    /**
     * Follows what was decided.
     *
     * @param now service time, epoch milliseconds
     */
    void follow(MerchantState merchant, RulesInForce rules, long now) {
        Memberships before = merchant.windows().memberships();
        Membership membership = membership(merchant, rules);
        if (before.current() != membership) {
            long from = from(merchant.windows(), now);
            long oldest = now - policy.windows().restateMillis() - LONGEST_DAY;
            merchant.windows().memberships(calendar, before.changed(from, membership, oldest));
        }
    }

    private static Membership membership(MerchantState merchant, RulesInForce rules) {
        if (merchant.participations().isEmpty()) {
            return Membership.NONE;
        }
        List<Membership.Terms> terms = new ArrayList<>();
        for (Participation part : merchant.participations()) {
            ProgrammeRules programme = rules.rules(part.programmeId());
            terms.add(new Membership.Terms(
                    programme.id(),
                    part.enrolment().version(),
                    part.enrolment().stage(),
                    programme.delivery().holdout(),
                    programme.term().endsAt()));
        }
        return Membership.of(terms);
    }

    /** After what the merchant may have counted as it was: a sweep comes to some merchants a while after its beat. */
    private long from(MetricWindows windows, long now) {
        long counted = Math.min(state.watermark() + 1, windows.lastOpenEnd());
        return Math.max(now, Math.min(counted, now + MOST_PUT_OFF));
    }
}
