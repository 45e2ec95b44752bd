package io.tributary.domain.merchant;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;

/** What a task has done since its state began; each only rises. */
public final class Counters {
    public long impressions;
    public long exposures;
    public long orders;
    public long refunds;
    public long duplicates;
    public long late;
    public long charged;
    public long directives;
    public long merchants;
    /** Exposures that name a directive which is none of the merchant's live ones. */
    public long unknownDirectives;
    /** Refunds that came before their payment, or when it was forgotten. */
    public long unmatched;
    /** Order lines whose refund does not fit their payment: another currency, or more than was paid. */
    public long mismatched;
    /** Charged exposures that did not say their cost in the unit of their programme's relevance budget. */
    public long unmeasured;
    /** Charged exposures whose loss of relevance was counted in part. */
    public long lossesCut;
    /** Profiles that were older than the one known. */
    public long staleProfiles;

    void write(StateWriter writer) {
        for (long value : values()) {
            writer.writeLong(value);
        }
    }

    private long[] values() {
        return new long[] {
            impressions,
            exposures,
            orders,
            refunds,
            duplicates,
            late,
            charged,
            directives,
            merchants,
            unknownDirectives,
            unmatched,
            mismatched,
            unmeasured,
            lossesCut,
            staleProfiles
        };
    }

    static Counters read(StateReader reader) {
        Counters counters = new Counters();
        counters.impressions = reader.readLong();
        counters.exposures = reader.readLong();
        counters.orders = reader.readLong();
        counters.refunds = reader.readLong();
        counters.duplicates = reader.readLong();
        counters.late = reader.readLong();
        counters.charged = reader.readLong();
        counters.directives = reader.readLong();
        counters.merchants = reader.readLong();
        counters.unknownDirectives = reader.readLong();
        counters.unmatched = reader.readLong();
        counters.mismatched = reader.readLong();
        counters.unmeasured = reader.readLong();
        counters.lossesCut = reader.readLong();
        counters.staleProfiles = reader.readLong();
        return counters;
    }
}
