package io.tributary.domain.merchant;

/**
 * Where a merchant stands in what the service does with it, for its record.
 *
 * @param place among the task's merchants and in its work
 * @param directive its last one
 * @param ledgerSequence number of its last ledger entry; 0 before the first
 */
public record MerchantHead(Place place, Directive directive, long ledgerSequence) {
    /**
     * Its place in the task.
     *
     * @param number tells it from the task's other merchants; not negative
     * @param countedTo position of the count journal up to which it has counted, exclusive
     * @param queued whether the next sweep visits it
     * @param undecided whether the next sweep decides its eligibility anew
     */
    public record Place(long number, long countedTo, boolean queued, boolean undecided) {}

    /**
     * The last directive. Times are epoch milliseconds.
     *
     * @param sequence its number; 0 before the first
     * @param expiresAt 0 when it was withdrawn
     */
    public record Directive(long sequence, long issuedAt, long expiresAt) {}
}
