package io.tributary.schemas.serde;

import io.tributary.schemas.fault.RegistryAnswer;
import io.tributary.schemas.fault.Waits;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions to a registry, repeated while it is away. A thread of Kafka Streams waits here as long as it takes: when that is longer than
 * {@code max.poll.interval.ms} or its transaction's timeout, its tasks are given to others or taken back from their last commit, which is
 * what happens to a process that stalls, and no failure.
 */
final class PatientQuestions {
    /** What is waited for, in {@link Waits}. */
    static final String REGISTRY = "schema-registry";

    private static final Logger LOG = LoggerFactory.getLogger(PatientQuestions.class);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final long SAY_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Duration patience;
    private final Waits waits;

    PatientQuestions(Duration patience, Waits waits) {
        this.patience = patience;
        this.waits = waits;
    }

    @FunctionalInterface
    interface Question<R> {
        R ask() throws IOException, RestClientException;
    }

    /** It may be answered later. */
    private static final class Passing extends Exception {
        Passing(Exception cause) {
            super(reason(cause), cause);
        }
    }

    /**
     * The registry's answer.
     *
     * @throws RestClientException what the registry itself would answer again
     * @throws RegistryUnavailableException when patience ends, or waiting is to end
     */
    <R> R ask(Question<R> question) throws RestClientException {
        try {
            return attempt(question);
        } catch (Passing away) {
            try (Waits.Wait wait = waits.begin(REGISTRY, away.getMessage())) {
                return askOn(question, away, wait);
            }
        }
    }

    private <R> R askOn(Question<R> question, Passing first, Waits.Wait wait) throws RestClientException {
        Passing last = first;
        long pause = FIRST_PAUSE_MILLIS;
        long said = System.nanoTime() - SAY_EVERY_NANOS;
        while (true) {
            long left = patience.minus(wait.lasted()).toMillis();
            if (left <= 0) {
                throw unavailable("did not answer within " + patience.toMillis() + " ms", last.getCause());
            }
            if (System.nanoTime() - said >= SAY_EVERY_NANOS) {
                LOG.warn("The schema registry does not answer, {}", wait);
                said = System.nanoTime();
            }
            pause(wait, Math.min(pause, left), last);
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
            try {
                return attempt(question);
            } catch (Passing again) {
                last = again;
            }
        }
    }

    private static <R> R attempt(Question<R> question) throws RestClientException, Passing {
        try {
            return question.ask();
        } catch (RestClientException e) {
            if (RegistryAnswer.of(e) != RegistryAnswer.AWAY) {
                throw e;
            }
            throw new Passing(e);
        } catch (KafkaException e) {
            throw e; // Ours: what was answered is no use.
        } catch (IOException | RuntimeException e) {
            // The client falls over answers that are none, and wraps what went wrong below a schema's references.
            if (e.getCause() instanceof RestClientException below && RegistryAnswer.of(below) != RegistryAnswer.AWAY) {
                throw below;
            }
            throw new Passing(e);
        }
    }

    /** Waits, visibly. Does nothing when the time is zero. */
    void pause(Duration time, String why) {
        if (!time.isZero()) {
            try (Waits.Wait wait = waits.begin(REGISTRY, why)) {
                pause(wait, time.toMillis(), null);
            }
        }
    }

    private static void pause(Waits.Wait wait, long millis, Passing last) {
        try {
            if (!wait.pause(millis, last == null ? wait.reason() : last.getMessage())) {
                throw unavailable("was still waited for when waiting was ended", last);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("interrupted while waiting for the schema registry", last);
        }
    }

    static RegistryUnavailableException unavailable(String what, Throwable failure) {
        return new RegistryUnavailableException(
                "the schema registry " + what + (failure == null ? "" : " (" + reason(failure) + ")")
                        + ": check schema.registry.url and that the registry is up",
                failure);
    }

    /** One line; an ingress answers with pages. */
    static String reason(Throwable failure) {
        return RegistryAnswer.reason(failure);
    }
}
