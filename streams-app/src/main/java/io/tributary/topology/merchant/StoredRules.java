package io.tributary.topology.merchant;

import io.tributary.domain.rules.RuleBook;
import io.tributary.pool.v1.Beat;
import io.tributary.text.LogEvents;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules in force as a task stores them: the beat that brought them, in Avro's single-object encoding. */
final class StoredRules {
    private static final Logger LOG = LoggerFactory.getLogger(StoredRules.class);

    private StoredRules() {}

    static byte[] of(Beat beat) {
        try {
            ByteBuffer encoded = Beat.getEncoder().encode(beat);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new IllegalStateException("a beat that was read cannot be written", e);
        }
    }

    /**
     * Rules that cannot be read any more are none: the report says so, and the next beat brings them again.
     *
     * @param bytes empty for none
     * @param partition that stored them
     */
    static RuleBook read(byte[] bytes, int partition) {
        if (bytes.length == 0) {
            return RuleBook.EMPTY;
        }
        try {
            return MerchantRecords.rules(Beat.getDecoder().decode(bytes));
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    LogEvents.STORED_RULES_UNREADABLE,
                    "partition {}: the stored rules cannot be read; asking the pool for them",
                    partition,
                    e);
            return RuleBook.EMPTY;
        }
    }
}
