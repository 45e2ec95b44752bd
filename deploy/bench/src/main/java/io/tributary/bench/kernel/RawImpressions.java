package io.tributary.bench.kernel;

import io.tributary.events.v1.Impression;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.schemas.serde.ImpressionView;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Impressions as bytes in Confluent's wire format, in which ids can be renewed. */
final class RawImpressions {
    private final Serializer<Impression> writer;
    private final Deserializer<ImpressionView> reader;
    private final FreshIds ids;
    private final List<Raw> all = new ArrayList<>();

    /** Where its id stands is kept, so that a new one can be put there. */
    private record Raw(String merchantId, byte[] bytes, int idStart) {}

    /**
     * @param ids new ids, of as many characters as all that are added
     */
    RawImpressions(AvroSerdes serdes, FreshIds ids) {
        this.writer = serdes.of(Topics.IMPRESSIONS).serializer();
        this.reader = serdes.impressionViews();
        this.ids = ids;
    }

    /** Takes these in place of those that it has, all with this time, epoch milliseconds. */
    void take(List<Events.Keyed<Impression>> events, long time) {
        all.clear();
        for (Events.Keyed<Impression> each : events) {
            each.event().setTime(time);
            each.event().setImpressionId(ids.next());
            byte[] bytes = writer.serialize(Topics.IMPRESSIONS.name(), each.event());
            all.add(new Raw(each.merchantId(), bytes, read(bytes).idStart()));
        }
    }

    int size() {
        return all.size();
    }

    String merchantId(int at) {
        return all.get(at).merchantId;
    }

    /** One of them, until the next one is read. */
    ImpressionView read(int at) {
        return read(all.get(at).bytes);
    }

    /** The same with an id that it never had. */
    ImpressionView readFresh(int at) {
        Raw raw = all.get(at);
        ids.next(raw.bytes, raw.idStart);
        return read(raw.bytes);
    }

    private ImpressionView read(byte[] bytes) {
        return reader.deserialize(Topics.IMPRESSIONS.name(), bytes);
    }
}
