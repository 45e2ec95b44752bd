package io.tributary.domain.enrolment;

/**
 * What happened to a merchant, as far as rules ask for it: beside what is known of it now.
 *
 * @param firstSaleAt when its first order line was paid, epoch milliseconds; {@link Milestones#NOT_YET} when none was
 * @param enrolments what is remembered of it in programmes that ask for it
 */
public record History(Milestones milestones, long firstSaleAt, Clocks clocks, EnrolmentHistory enrolments) {
    public static final History NONE =
            new History(Milestones.NONE, Milestones.NOT_YET, Clocks.NONE, EnrolmentHistory.NONE);
}
