package io.tributary.bundle;

import io.tributary.inputs.PositionProducer;
import io.tributary.inputs.PositionTrail;
import java.util.Map;

/**
 * A producer that leaves flushing to its transactions' commits. Streams flushes for each task before it commits them all in one
 * transaction, and a commit flushes anyway: so a thread would wait for the brokers once for each of its tasks, one after the other,
 * before it waits for the commit, and nothing of the next task's would be on its way meanwhile.
 *
 * <p>A record that could not be sent fails the commit, and with it the thread's tasks, which go on from the last one.
 */
final class TransactionalProducer extends PositionProducer {
    TransactionalProducer(Map<String, Object> config, PositionTrail trail) {
        super(config, trail);
    }

    @Override
    public void flush() {
        // The commit does.
    }
}
