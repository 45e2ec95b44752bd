package io.tributary.domain.ledger;

import io.tributary.domain.LocalizedText;

/**
 * A line of the audit trail; see the schema LedgerEntry.
 *
 * @param sequence rises by one per merchant, from 1
 * @param periodStart epoch milliseconds
 * @param exposures what the entry is about, not negative
 * @param granted grant after the entry; of a release the grant that it releases from
 * @param spent charged less credited after the entry
 * @param beat at which it was written, and its time in epoch milliseconds
 * @param reason why a grant is not what the rules alone give, or null
 * @param couponId the coupon that was issued, used, has expired or was clawed back, or null
 */
public record Entry(
        long sequence,
        String programmeId,
        long periodStart,
        EntryKind kind,
        long exposures,
        long granted,
        long spent,
        long beat,
        long time,
        LocalizedText reason,
        String couponId) {}
