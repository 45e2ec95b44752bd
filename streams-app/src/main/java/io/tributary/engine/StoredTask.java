package io.tributary.engine;

import io.tributary.domain.merchant.TaskState;
import io.tributary.engine.dedup.ImpressionWindow;
import io.tributary.engine.journal.CountJournal;

/**
 * What is stored of a merchant task beside its merchants and order lines.
 *
 * @param state what decisions are made of
 * @param impressions ids of the impressions counted; an id is mixed with its merchant's
 * @param journal what merchants have counted since their records were written
 */
public record StoredTask(TaskState state, ImpressionWindow impressions, CountJournal journal) {
    /** A task that has seen nothing. */
    public static StoredTask empty() {
        return new StoredTask(new TaskState(), new ImpressionWindow(), new CountJournal());
    }
}
