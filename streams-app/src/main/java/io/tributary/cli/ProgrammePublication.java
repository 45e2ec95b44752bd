package io.tributary.cli;

import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.Publication;
import io.tributary.programmes.v1.PublicationKind;
import io.tributary.schemas.ProgrammeKey;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes versions of programmes together with their places in the history: all in one transaction. */
final class ProgrammePublication {
    private final SettingsOptions.Connection connection;
    private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();

    ProgrammePublication(SettingsOptions.Connection connection) {
        this.connection = connection;
    }

    /**
     * Adds a version.
     *
     * @param reason why its notice was shortened; null when it was not
     */
    void add(Notice notice, String reason) {
        Programme programme = notice.after();
        add(Topics.PROGRAMMES, ProgrammeKey.of(programme), programme);
        history(Publication.newBuilder()
                .setProgramme(programme)
                .setPublishedAt(notice.now())
                .setKind(notice.kind())
                .setReplaces(notice.before() == null ? null : notice.before().getVersion())
                .setJurisdiction(notice.policy().jurisdiction().name())
                .setReason(notice.isShort() ? reason : null)
                .build());
    }

    /**
     * Adds that a programme is deleted.
     *
     * @param last its highest version
     * @param keys of all its versions on the topic
     * @param now epoch milliseconds
     */
    void delete(Programme last, List<String> keys, long now) {
        add(Topics.PROGRAMMES, last.getProgrammeId(), null);
        keys.stream().filter(ProgrammeKey::isVersion).forEach(key -> add(Topics.PROGRAMMES, key, null));
        history(Publication.newBuilder()
                .setProgramme(last)
                .setPublishedAt(now)
                .setKind(PublicationKind.DELETED)
                .build());
    }

    private void history(Publication publication) {
        String key = ProgrammeKey.ofPublication(publication.getProgramme(), publication.getPublishedAt());
        add(Topics.PROGRAMMES_HISTORY, key, publication);
    }

    private <T extends SpecificRecord> void add(Topic<T> topic, String key, T value) {
        String name = connection.topics().of(topic);
        byte[] bytes = value == null
                ? null
                : connection.serdes().of(topic).serializer().serialize(name, value);
        records.add(new ProducerRecord<>(name, key, bytes));
    }

    /** Publishes what was added; nothing when that is nothing. */
    void send() {
        if (!records.isEmpty()) {
            Kafka.sendTogether(connection, new ByteArraySerializer(), records);
        }
    }
}
