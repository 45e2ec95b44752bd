package io.tributary.demo.client;

import io.tributary.events.v1.Impression;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.events.v1.OrderLine;
import io.tributary.feedback.v1.Feedback;
import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.programmes.v1.Control;
import io.tributary.programmes.v1.ControlKind;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.Publication;
import io.tributary.programmes.v1.PublicationKind;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.ListKey;
import io.tributary.schemas.ProgrammeKey;
import io.tributary.schemas.Topic;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.testkit.Cluster;
import io.tributary.testkit.ClusterException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Sends what a platform sends, each record stamped with its event time. Thread-confined. */
public final class Feed implements PlatformFeed, MerchantFeed, AutoCloseable {
    private static final String CLOCK_SCOPE = "CLOCK";

    private final KafkaProducer<String, byte[]> producer;
    private final TopicNames names;
    private final Serializer<Impression> impressions;
    private final Serializer<OrderLine> orders;
    private final Serializer<IvtVerdict> verdicts;
    private final Serializer<MerchantProfile> profiles;
    private final Serializer<Programme> programmes;
    private final Serializer<Publication> publications;
    private final Serializer<ReferenceList> lists;
    private final Serializer<Control> controls;
    private final Serializer<MerchantEvent> events;
    private final Serializer<Feedback> feedback;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long sent;

    public Feed(Cluster cluster, AvroSerdes serdes) {
        this.producer = cluster.producer();
        this.names = serdes.names();
        this.impressions = serdes.of(Topics.IMPRESSIONS).serializer();
        this.orders = serdes.of(Topics.ORDERS).serializer();
        this.verdicts = serdes.of(Topics.IVT_VERDICTS).serializer();
        this.profiles = serdes.of(Topics.MERCHANTS).serializer();
        this.programmes = serdes.of(Topics.PROGRAMMES).serializer();
        this.publications = serdes.of(Topics.PROGRAMMES_HISTORY).serializer();
        this.lists = serdes.of(Topics.REFERENCE_LISTS).serializer();
        this.controls = serdes.of(Topics.CONTROLS).serializer();
        this.events = serdes.of(Topics.MERCHANT_EVENTS).serializer();
        this.feedback = serdes.of(Topics.FEEDBACK).serializer();
    }

    @Override
    public void impression(String merchantId, Impression impression) {
        send(Topics.IMPRESSIONS, impressions, merchantId, impression, impression.getTime());
    }

    @Override
    public void order(String merchantId, OrderLine order) {
        send(Topics.ORDERS, orders, merchantId, order, order.getTime());
    }

    @Override
    public void profile(MerchantProfile profile) {
        send(Topics.MERCHANTS, profiles, profile.getMerchantId(), profile, profile.getUpdatedAt());
    }

    @Override
    public void verdict(String merchantId, IvtVerdict verdict) {
        send(Topics.IVT_VERDICTS, verdicts, merchantId, verdict, verdict.getJudgedAt());
    }

    @Override
    public void event(String merchantId, MerchantEvent event) {
        send(Topics.MERCHANT_EVENTS, events, merchantId, event, event.getTime());
    }

    @Override
    public void feedback(String merchantId, Feedback happened) {
        send(Topics.FEEDBACK, feedback, merchantId, happened, happened.getTime());
    }

    public void programme(Programme programme, long time) {
        send(Topics.PROGRAMMES, programmes, programme.getProgrammeId(), programme, time);
    }

    /** Tells the history of rules of a first version, as whoever publishes one does. */
    public void publication(Programme programme, long time) {
        Publication publication = Publication.newBuilder()
                .setProgramme(programme)
                .setPublishedAt(time)
                .setKind(PublicationKind.FIRST)
                .build();
        send(Topics.PROGRAMMES_HISTORY, publications, ProgrammeKey.ofPublication(programme, time), publication, time);
    }

    public void list(ReferenceList list, long time) {
        send(Topics.REFERENCE_LISTS, lists, ListKey.of(list), list, time);
    }

    /** Tells the pool that event time has come this far. */
    public void clock(long time) {
        Control control = new Control(CLOCK_SCOPE, ControlKind.CLOCK, null, time);
        send(Topics.CONTROLS, controls, CLOCK_SCOPE, control, time);
    }

    @Override
    public void raw(Topic<?> topic, String key, byte[] bytes, long time) {
        send(new ProducerRecord<>(names.of(topic), null, time, key, bytes));
    }

    /** Returns when everything sent is on the brokers. */
    public void flush() {
        producer.flush();
        Exception cause = failure.get();
        if (cause != null) {
            throw new ClusterException("the broker refused a record: " + cause.getMessage(), cause);
        }
    }

    /** Records handed over so far. */
    public long sent() {
        return sent;
    }

    private <T extends SpecificRecord> void send(
            Topic<T> topic, Serializer<T> serializer, String key, T value, long time) {
        String name = names.of(topic);
        send(new ProducerRecord<>(name, null, time, key, serializer.serialize(name, value)));
    }

    private void send(ProducerRecord<String, byte[]> message) {
        sent++;
        // The callback tells of failure; nobody waits for the future.
        var unused = producer.send(message, (metadata, error) -> {
            if (error != null) {
                failure.compareAndSet(null, error);
            }
        });
    }

    @Override
    public void close() {
        producer.close();
    }
}
