package io.tributary.domain.enrolment;

import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * How merchants come into a programme, beside its clauses.
 *
 * @param excludes ids of programmes: nobody takes part in one of them and in this one at once
 * @param coolOffDays days of 24 hours after a merchant left by its own word or by a hard exit, in which it does not come in again; 0: none
 * @param platformShops whether the platform's own shops may come in
 */
public record EnrolmentTerms(
        EnrolmentMode mode, Registration registration, Set<String> excludes, int coolOffDays, boolean platformShops) {
    /** By itself, at any time. */
    public static final EnrolmentTerms OPEN =
            new EnrolmentTerms(EnrolmentMode.AUTOMATIC, Registration.ALWAYS, Set.of(), 0);

    /**
     * When merchants can come in, and how many: a request counts when its time is in here; without requests a merchant comes in while it is open. Who has
     * come in stays, and so does a request that waits for clauses to hold.
     *
     * @param opensAt first moment, epoch milliseconds; {@link Long#MIN_VALUE} for none
     * @param closesAt first moment after it, epoch milliseconds; {@link Long#MAX_VALUE} for none
     * @param seats how many take part at once; null: as many as there are
     */
    public record Registration(long opensAt, long closesAt, Seats seats) {
        public static final Registration ALWAYS = new Registration(Long.MIN_VALUE, Long.MAX_VALUE);

        /** For as many as there are. */
        public Registration(long opensAt, long closesAt) {
            this(opensAt, closesAt, null);
        }

        public Registration {
            if (closesAt <= opensAt) {
                throw new IllegalArgumentException(
                        "enrolment.closesAt: is " + closesAt + ", must be later than opensAt");
            }
        }

        boolean isOpenAt(long time) {
            return time >= opensAt && time < closesAt;
        }
    }

    /** Not for the platform's own shops. */
    public EnrolmentTerms(EnrolmentMode mode, Registration registration, Set<String> excludes, int coolOffDays) {
        this(mode, registration, excludes, coolOffDays, false);
    }

    public EnrolmentTerms {
        excludes = Set.copyOf(excludes);
        if (coolOffDays < 0) {
            throw new IllegalArgumentException("enrolment.coolOffDays: is " + coolOffDays + ", must be 0 or more");
        }
    }

    /** The same, for the platform's own shops, too, or not. */
    public EnrolmentTerms forPlatformShops(boolean may) {
        return new EnrolmentTerms(mode, registration, excludes, coolOffDays, may);
    }

    /** Whether nothing of it depends on what a merchant did before. */
    boolean isOpen() {
        return mode == EnrolmentMode.AUTOMATIC && registration.equals(Registration.ALWAYS) && coolOffDays == 0;
    }

    /** How many take part at once; null: as many as there are. */
    public Seats seats() {
        return registration.seats;
    }

    long coolOffMillis() {
        return TimeUnit.DAYS.toMillis(coolOffDays);
    }
}
