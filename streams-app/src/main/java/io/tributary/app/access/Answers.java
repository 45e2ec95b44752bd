package io.tributary.app.access;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;

/** What brokers answer to a client that asks what it may do. */
final class Answers {
    private static final int ANSWER_SECONDS = 10;

    private Answers() {}

    /**
     * What is allowed: nothing when even this is denied; empty when there is nothing of that name.
     *
     * @throws KafkaException when they do not answer
     */
    static <T> Optional<Set<AclOperation>> operations(KafkaFuture<T> asked, Function<T, Set<AclOperation>> operations) {
        try {
            return Optional.ofNullable(operations.apply(get(asked)));
        } catch (ExecutionException e) {
            return isDenial(e) ? Optional.of(Set.of()) : Optional.empty();
        }
    }

    /**
     * Whether it was refused; any other answer, as that there is nothing of that name, is none.
     *
     * @throws KafkaException when they do not answer
     */
    static boolean isDenied(KafkaFuture<?> asked) {
        try {
            get(asked);
            return false;
        } catch (ExecutionException e) {
            return isDenial(e);
        }
    }

    private static boolean isDenial(ExecutionException e) {
        return e.getCause() instanceof AuthorizationException;
    }

    private static <T> T get(KafkaFuture<T> asked) throws ExecutionException {
        try {
            return asked.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new KafkaException("no answer within " + ANSWER_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for the brokers", e);
        }
    }
}
