package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.app.run.DeadLetters;
import io.tributary.schemas.KeyPartition;
import io.tributary.schemas.TopicNames;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    private static final TopicNames NAMES = new TopicNames("staging-");

    @Test
    void shouldSendTheRecordAsItWasAndMarkTheTryFirst() {
        ProducerRecord<byte[], byte[]> again = letter(
                        "staging-orders", Map.of("traceparent", "00-1", DeadLetter.TRY, "1"))
                .again("staging-dead-letters", 0);

        assertThat(again.topic()).isEqualTo("staging-orders");
        assertThat(again.partition()).isEqualTo(3);
        assertThat(again.timestamp()).isEqualTo(1_000);
        assertThat(again.key()).isEqualTo(bytes("m-1"));
        assertThat(again.value()).isEqualTo(bytes("value"));
        assertThat(texts(again.headers()))
                .containsExactly(
                        Map.entry(DeadLetter.TRY, "2"),
                        Map.entry(DeadLetter.OF, "staging-dead-letters-0@17"),
                        Map.entry("traceparent", "00-1"));
    }

    @Test
    void shouldSendWhereTheKeyBelongsWhenAsked() {
        assertThat(letter("staging-orders", Map.of()).again("d", 8).partition()).isEqualTo(KeyPartition.of("m-1", 8));
    }

    @Test
    void shouldNoteWhatBecameOfIt() {
        ProducerRecord<byte[], byte[]> note =
                letter("staging-orders", Map.of()).note(DeadLetter.Fate.DISCARDED, "ann", "old");
        ConsumerRecord<byte[], byte[]> read = record(note.headers());

        assertThat(note.key()).isNull();
        assertThat(note.value()).isNull();
        assertThat(DeadLetter.isNote(read)).isTrue();
        assertThat(DeadLetter.noted(read)).isEqualTo("0@17");
        assertThat(texts(note.headers()))
                .contains(Map.entry(DeadLetter.BECAME, "DISCARDED"), Map.entry(DeadLetter.REASON, "old"));
    }

    @Test
    void shouldNotResendForEver() {
        DeadLetter twice = letter("staging-orders", Map.of(DeadLetter.TRY, "2"));
        DeadLetter thrice = letter("staging-orders", Map.of(DeadLetter.TRY, "3"));

        assertThat(twice.refusal(NAMES, 3, false)).isEmpty();
        assertThat(thrice.refusal(NAMES, 3, false)).contains("came back 3 times", "--force");
        assertThat(thrice.refusal(NAMES, 3, true)).isEmpty();
    }

    @Test
    void shouldNotResendWhatWouldTakeBackSomethingNewer() {
        assertThat(letter("staging-merchants", Map.of()).refusal(NAMES, 3, false))
                .contains("would replace");
        assertThat(letter("staging-beats", Map.of()).refusal(NAMES, 3, false)).contains("newer ones");
        assertThat(letter("staging-merchants", Map.of()).refusal(NAMES, 3, true))
                .isEmpty();
    }

    @Test
    void shouldNeverResendWhatIsNotWhole() {
        assertThat(letter("staging-orders", Map.of(DeadLetters.CUT_FROM, "2000000"))
                        .refusal(NAMES, 3, true))
                .contains("only its beginning");
        assertThat(new DeadLetter(record(new RecordHeaders())).refusal(NAMES, 3, true))
                .contains("no header says");
        DeadLetter headless = letter("staging-orders", Map.of(DeadLetters.HEADERS_LEFT_OUT, "2"));
        assertThat(headless.refusal(NAMES, 3, false)).contains("--force");
        assertThat(headless.refusal(NAMES, 3, true)).isEmpty();
    }

    private static DeadLetter letter(String topic, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(DeadLetters.EXCEPTION, "io.tributary.topology.InvalidRecordException");
        all.put(DeadLetters.MESSAGE, "bucket is 2000");
        all.put(DeadLetters.TOPIC, topic);
        all.put(DeadLetters.PARTITION, "3");
        all.put(DeadLetters.OFFSET, "99");
        all.put(DeadLetters.TIME, "1000");
        Headers made = new RecordHeaders();
        all.forEach((key, value) -> made.add(key, bytes(value)));
        return new DeadLetter(record(made));
    }

    private static ConsumerRecord<byte[], byte[]> record(Headers headers) {
        return new ConsumerRecord<>(
                "staging-dead-letters",
                0,
                17,
                5_000,
                TimestampType.CREATE_TIME,
                3,
                5,
                bytes("m-1"),
                bytes("value"),
                headers,
                Optional.empty());
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new LinkedHashMap<>();
        StreamSupport.stream(headers.spliterator(), false)
                .forEach(
                        (Header header) -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
