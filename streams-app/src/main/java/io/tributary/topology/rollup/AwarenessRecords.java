package io.tributary.topology.rollup;

import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.metrics.v1.Awareness;
import io.tributary.metrics.v1.AwarenessKind;
import io.tributary.schemas.bounds.OutOfBoundsException;
import io.tributary.schemas.bounds.RecordBounds;
import io.tributary.topology.InvalidRecordException;
import java.util.List;
import org.apache.kafka.streams.KeyValue;

/** What merchants know of programmes, by programme. */
final class AwarenessRecords {
    private static final String APPLIED = "applied";

    private AwarenessRecords() {}

    static List<KeyValue<String, Awareness>> byProgramme(String merchantId, Awareness told) {
        try {
            RecordBounds.check(told);
        } catch (OutOfBoundsException e) {
            throw new InvalidRecordException("awareness of merchant " + merchantId + ": " + e.getMessage());
        }
        if (!told.getMerchantId().equals(merchantId)) {
            throw new InvalidRecordException(
                    "awareness: merchantId is " + told.getMerchantId() + ", and the key " + merchantId);
        }
        return List.of(KeyValue.pair(told.getProgrammeId(), told));
    }

    /** That a merchant applied for a programme. The merchant tasks say of an event that is out of its bounds. */
    static List<KeyValue<String, Awareness>> applied(String merchantId, MerchantEvent event) {
        boolean isApplication = event.getType().equals(APPLIED) && event.getProgrammeId() != null;
        if (!isApplication || !RecordBounds.faults(event).isEmpty()) {
            return List.of();
        }
        String programmeId = event.getProgrammeId();
        return List.of(KeyValue.pair(
                programmeId, new Awareness(merchantId, programmeId, AwarenessKind.APPLIED, event.getTime())));
    }
}
