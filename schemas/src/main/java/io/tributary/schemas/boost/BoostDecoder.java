package io.tributary.schemas.boost;

import io.tributary.directives.v1.BoostDirective;
import io.tributary.pool.v1.Beat;
import io.tributary.programmes.v1.Control;
import io.tributary.programmes.v1.ControlKind;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.schemas.serde.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives raw records to the view. What cannot be read never boosts: a directive counts as withdrawn, a control as a stop. */
final class BoostDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(BoostDecoder.class);

    private final BoostView view;
    private final TopicNames names;
    private final Deserializer<BoostDirective> directives;
    private final Deserializer<Control> controls;
    private final Deserializer<Beat> beats;

    BoostDecoder(BoostView view, AvroSerdes serdes) {
        this.view = view;
        this.names = serdes.names();
        this.directives = serdes.of(Topics.BOOST_DIRECTIVES).deserializer();
        this.controls = serdes.of(Topics.CONTROLS).deserializer();
        this.beats = serdes.of(Topics.BEATS).deserializer();
    }

    /** What the topics are called whose records it takes. */
    TopicNames names() {
        return names;
    }

    /** @param live whether the record has just been written, which matters for beats */
    void apply(ConsumerRecord<byte[], byte[]> message, boolean live) {
        String topic = message.topic();
        if (names.isNamed(Topics.BEATS, topic)) {
            beat(message, live);
        } else if (message.key() == null) {
            LOG.warn("{}-{}@{} has no key: skipped", topic, message.partition(), message.offset());
        } else if (names.isNamed(Topics.CONTROLS, topic)) {
            view.control(key(message), control(message));
        } else {
            view.directive(key(message), directive(message));
        }
    }

    private void beat(ConsumerRecord<byte[], byte[]> message, boolean live) {
        try {
            Beat beat = beats.deserialize(message.topic(), message.value());
            if (beat != null && beat.getRulesPart() == 0) {
                view.beat(beat, live);
            }
        } catch (UnreadableRecordException e) {
            LOG.warn("Beat at offset {} is skipped: {}", message.offset(), e.getMessage());
        }
    }

    private Control control(ConsumerRecord<byte[], byte[]> message) {
        try {
            return controls.deserialize(message.topic(), message.value());
        } catch (UnreadableRecordException e) {
            LOG.warn("Control {} is taken as a stop: {}", key(message), e.getMessage());
            return new Control(key(message), ControlKind.UNKNOWN, e.getMessage(), message.timestamp());
        }
    }

    private BoostDirective directive(ConsumerRecord<byte[], byte[]> message) {
        try {
            return directives.deserialize(message.topic(), message.value());
        } catch (UnreadableRecordException e) {
            LOG.warn("Directive of {} is taken as withdrawn: {}", key(message), e.getMessage());
            return null;
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> message) {
        return new String(message.key(), StandardCharsets.UTF_8);
    }
}
