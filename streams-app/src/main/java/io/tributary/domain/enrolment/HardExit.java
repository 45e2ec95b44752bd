package io.tributary.domain.enrolment;

import io.tributary.domain.eligibility.Clause;
import java.util.concurrent.TimeUnit;

/**
 * A condition that ends a merchant's part in a programme, whatever its clauses say. While it holds nobody comes in.
 *
 * @param clause the condition, with the reason that merchants read
 * @param cureDays days of 24 hours that a merchant has to put it right before it ends its part; 0: it ends it at once
 * @param clawBack whether benefits that were issued and not used are taken back
 * @param banDays days of 24 hours from the exit in which it does not come in again; 0: none, {@value #FOR_GOOD}: for good
 */
public record HardExit(Clause clause, int cureDays, boolean clawBack, int banDays) {
    public static final int FOR_GOOD = -1;

    public HardExit {
        require(cureDays >= 0, clause, "cureDays", cureDays, "0 or more");
        require(banDays >= FOR_GOOD, clause, "banDays", banDays, "0 or more, or -1 for good");
    }

    private static void require(boolean holds, Clause clause, String field, int value, String need) {
        if (!holds) {
            throw new IllegalArgumentException(clause.path() + "." + field + ": is " + value + ", must be " + need);
        }
    }

    String id() {
        return clause.id();
    }

    /** The moment at which it ends the part of a merchant of whom it has held since another, epoch milliseconds. */
    long endsAt(long since) {
        return since + TimeUnit.DAYS.toMillis(cureDays);
    }

    /** First moment after the ban of an exit, epoch milliseconds; {@link Long#MAX_VALUE} for never. */
    long bannedUntil(long exitedAt) {
        return banDays == FOR_GOOD ? Long.MAX_VALUE : exitedAt + TimeUnit.DAYS.toMillis(banDays);
    }
}
