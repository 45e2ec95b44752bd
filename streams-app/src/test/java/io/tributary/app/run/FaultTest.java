package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.fault.Blame;
import io.tributary.schemas.fault.Fault;
import io.tributary.schemas.fault.Reaction;
import io.tributary.schemas.serde.RegistryUnavailableException;
import io.tributary.schemas.serde.SchemaRefusedException;
import io.tributary.schemas.serde.UnknownSchemaException;
import io.tributary.schemas.serde.UnreadableRecordException;
import io.tributary.topology.InvalidRecordException;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.junit.jupiter.api.Test;

class FaultTest {
    /** They say only that something of Kafka's went wrong, and wrap what did. */
    private static final Set<String> SAY_NOTHING =
            Set.of(ApiException.class.getName(), StreamsException.class.getName());

    @Test
    void shouldHaveDecidedAboutEveryExceptionOfKafkasClients() throws Exception {
        assertThat(undecided(ApiException.class)).isEmpty();
    }

    @Test
    void shouldHaveDecidedAboutEveryExceptionOfKafkaStreams() throws Exception {
        assertThat(undecided(StreamsException.class)).isEmpty();
    }

    @Test
    void shouldNameOnlyClassesThatThereAre() {
        assertThat(Arrays.stream(Fault.values()).flatMap(fault -> fault.classes().stream()))
                .allSatisfy(name -> assertThat(Class.forName(name)).isAssignableTo(Throwable.class));
    }

    @Test
    void shouldSayOfEachFaultWhatIsDone() {
        assertThat(Fault.values()).allSatisfy(fault -> {
            assertThat(fault.remedy()).isNotBlank();
            assertThat(fault.reaction() == Reaction.HALT
                            || !fault.reaction().meter().isEmpty())
                    .as("counted")
                    .isTrue();
            // A record is given up for its own fault only, and for that alone.
            assertThat(fault.blame() == Blame.RECORD).isEqualTo(fault.reaction() == Reaction.DEAD_LETTER);
        });
    }

    @Test
    void shouldDecideByTheOutermostThatMeansSomething() {
        assertThat(Fault.of(new InvalidRecordException("x"))).isEqualTo(Fault.UNREADABLE_RECORD);
        assertThat(Fault.of(wrapped(new UnreadableRecordException("x")))).isEqualTo(Fault.UNREADABLE_RECORD);
        assertThat(Fault.of(wrapped(new UnknownSchemaException("x", null)))).isEqualTo(Fault.UNKNOWN_SCHEMA);
        assertThat(Fault.of(wrapped(new RegistryUnavailableException("x", new IOException()))))
                .isEqualTo(Fault.REGISTRY_AWAY);
        assertThat(Fault.of(wrapped(new SchemaRefusedException("x", null)))).isEqualTo(Fault.SCHEMA_REFUSED);
        assertThat(Fault.of(new UnreadableRecordException("x", new TimeoutException())))
                .isEqualTo(Fault.UNREADABLE_RECORD);
        assertThat(Fault.of(wrapped(new InvalidTxnStateException("x")))).isEqualTo(Fault.TRANSACTION_LOST);
        assertThat(Fault.of(wrapped(new UnknownProducerIdException("x")))).isEqualTo(Fault.TRANSACTION_LOST);
        assertThat(Fault.of(new TaskMigratedException("x", new StackOverflowError())))
                .isEqualTo(Fault.TRANSACTION_LOST);
        assertThat(Fault.of(new TaskCorruptedException(Set.of()))).isEqualTo(Fault.TRANSACTION_LOST);
        assertThat(Fault.of(wrapped(new CommitFailedException()))).isEqualTo(Fault.TRANSACTION_LOST);
        assertThat(Fault.of(wrapped(new TimeoutException("x")))).isEqualTo(Fault.BROKERS_BUSY);
        assertThat(Fault.of(wrapped(new TopicAuthorizationException("x")))).isEqualTo(Fault.ACCESS_DENIED);
        assertThat(Fault.of(wrapped(new RecordTooLargeException("x")))).isEqualTo(Fault.UNWRITABLE);
        assertThat(Fault.of(new ProcessorStateException("x"))).isEqualTo(Fault.DAMAGED);
        assertThat(Fault.of(new StreamsException(new StackOverflowError()))).isEqualTo(Fault.TOO_DEEP);
        assertThat(Fault.of(new IllegalStateException("x"))).isEqualTo(Fault.UNEXPECTED);
        assertThat(Fault.of(new AssertionError())).isEqualTo(Fault.UNEXPECTED);
        assertThat(Fault.of(null)).isEqualTo(Fault.UNEXPECTED);
    }

    @Test
    void shouldSeeABrokenProcessBelowAnything() {
        for (Error error : List.of(
                new OutOfMemoryError(),
                new InternalError(),
                new NoClassDefFoundError(),
                new UnsatisfiedLinkError(),
                new ExceptionInInitializerError())) {
            assertThat(Fault.of(error)).isEqualTo(Fault.BROKEN_PROCESS);
            assertThat(Fault.of(new SerializationException(wrapped(error)))).isEqualTo(Fault.BROKEN_PROCESS);
            assertThat(Fault.of(new ProcessorStateException("x", error))).isEqualTo(Fault.BROKEN_PROCESS);
        }
    }

    @Test
    void shouldNotFollowCausesInACircle() {
        IllegalStateException one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("other", one));
        assertThat(Fault.of(one)).isEqualTo(Fault.UNEXPECTED);
    }

    private static StreamsException wrapped(Throwable cause) {
        return new StreamsException("task 0_0", new KafkaException("in an error state", cause));
    }

    /** Classes of exceptions beside the given one about which the table says nothing. */
    private static List<String> undecided(Class<?> neighbour) throws Exception {
        List<String> undecided = new ArrayList<>();
        List<Class<?>> all = exceptionsBeside(neighbour);
        assertThat(all.size()).isGreaterThan(10);
        for (Class<?> each : all) {
            if (Fault.ofClass(each) == null && !SAY_NOTHING.contains(each.getName())) {
                undecided.add(each.getName());
            }
        }
        return undecided;
    }

    private static List<Class<?>> exceptionsBeside(Class<?> neighbour) throws Exception {
        String folder = neighbour.getPackageName().replace('.', '/') + "/";
        URL jar = neighbour.getProtectionDomain().getCodeSource().getLocation();
        List<Class<?>> found = new ArrayList<>();
        try (JarFile file = new JarFile(jar.getPath())) {
            for (String name : file.stream().map(Object::toString).toList()) {
                boolean beside = name.startsWith(folder) && name.indexOf('/', folder.length()) < 0;
                if (beside && name.endsWith(".class") && !name.contains("-info")) {
                    Class<?> type = Class.forName(
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'));
                    if (Throwable.class.isAssignableFrom(type)) {
                        found.add(type);
                    }
                }
            }
        }
        return found;
    }
}
