package io.tributary.domain.merchant;

import io.tributary.domain.pool.ProgrammeSums;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A task's partial sums at a beat; see the schema PoolReport for the meaning of each.
 *
 * @param programmes by programme, in the order of the beat
 */
public record TaskReport(long beat, long time, long rulesDigest, Map<String, ProgrammeSums> programmes) {
    public TaskReport {
        programmes = Collections.unmodifiableMap(new LinkedHashMap<>(programmes));
    }
}
