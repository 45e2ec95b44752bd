package io.tributary.testkit;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for what brokers answer to an admin client. */
public final class BrokerAnswers {
    private BrokerAnswers() {}

    /**
     * Returns the answer. The client's own {@code default.api.timeout.ms} ends the wait where no broker is up.
     *
     * @throws ClusterException when brokers refuse or none answers, with why in one line, and when the thread is interrupted
     */
    public static <T> T await(KafkaFuture<T> asked) {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw new ClusterException(
                    "the brokers did not answer: " + e.getCause().getMessage() + "; are they up?", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while asking the brokers", e);
        }
    }
}
