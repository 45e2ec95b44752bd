package io.tributary.domain.reward;

/** A benefit that was given to a merchant, on the terms of that moment, until it is over. See {@link BenefitStatus}. */
public final class GivenBenefit {
    private final Terms terms;
    private BenefitStatus status;
    private long orders;
    private long sales;
    private long used;
    /** What was published last: status and used. */
    private BenefitStatus published;

    private long publishedUsed;

    /**
     * On which terms it was given.
     *
     * @param benefitId which of the programme's benefits
     * @param number of the merchant in the programme, from 1: no other has it
     * @param version of the rules
     * @param from first moment of its time, epoch milliseconds
     * @param until first moment after it; {@link Long#MAX_VALUE} for without end
     * @param missionId the mission that earned it, or empty
     */
    public record Terms(
            String benefitId,
            long number,
            int version,
            BenefitKind kind,
            Benefit.Allowance allowance,
            long from,
            long until,
            String missionId) {
        /** Its name, which no other of the merchant in the programme has: also that of its coupon. */
        public String id() {
            return benefitId + "~" + number;
        }
    }

    GivenBenefit(Terms terms, BenefitStatus status) {
        this.terms = terms;
        this.status = status;
    }

    public Terms terms() {
        return terms;
    }

    public BenefitStatus status() {
        return status;
    }

    /** Used so far, in the unit of its quota. */
    public long used() {
        return used;
    }

    void status(BenefitStatus now) {
        status = now;
    }

    void used(long now) {
        used = now;
    }

    /** Counts sales while it is in use; a refund counts against them. */
    void sold(int moreOrders, long moreSales, String currency) {
        orders += moreOrders;
        sales += currency.equals(terms.allowance.currency()) ? moreSales : 0;
        used = terms.allowance.used(orders, sales);
    }

    boolean isUsedUp() {
        return terms.allowance.quota() > 0 && used >= terms.allowance.quota();
    }

    /** When time alone changes it after this time, epoch milliseconds. */
    long nextChange(long now) {
        return status == BenefitStatus.ACCEPTED && terms.from > now ? terms.from : terms.until;
    }

    /** Whether the merchant has accepted an offer since it was last published. */
    boolean isJustAccepted() {
        return status == BenefitStatus.ACCEPTED && published == BenefitStatus.OFFERED;
    }

    /** Whether it is to be published. */
    boolean isNews() {
        return status != published || used != publishedUsed;
    }

    void published() {
        published = status;
        publishedUsed = used;
    }

    /** What is to be stored of it; see the fields of the same names. */
    public record Snapshot(
            Terms terms,
            BenefitStatus status,
            long orders,
            long sales,
            long used,
            BenefitStatus published,
            long publishedUsed) {}

    Snapshot snapshot() {
        return new Snapshot(terms, status, orders, sales, used, published, publishedUsed);
    }

    static GivenBenefit restored(Snapshot snapshot) {
        GivenBenefit given = new GivenBenefit(snapshot.terms, snapshot.status);
        given.orders = snapshot.orders;
        given.sales = snapshot.sales;
        given.used = snapshot.used;
        given.published = snapshot.published;
        given.publishedUsed = snapshot.publishedUsed;
        return given;
    }
}
