package io.tributary.topology.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.programmes.v1.ReferenceList;
import io.tributary.topology.ListSamples;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StateCodecTest {
    private final KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("any"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    }

    @Test
    void shouldReadWhatItWrote() {
        ReferenceList list = ListSamples.list("farms", 3, List.of("a", "b"));
        byte[] bytes = codec().encode(list);

        assertThat(codec().decode(bytes)).isEqualTo(list);
    }

    @Test
    void shouldReadWhatAnEarlierVersionWrote() {
        Schema earlier = SchemaBuilder.record("ReferenceList")
                .namespace("io.tributary.programmes.v1")
                .fields()
                .requiredString("name")
                .requiredInt("version")
                .requiredString("dropped")
                .name("entries")
                .type()
                .array()
                .items()
                .stringType()
                .noDefault()
                .endRecord();
        GenericRecord old = new GenericRecordBuilder(earlier)
                .set("name", "farms")
                .set("version", 2)
                .set("dropped", "x")
                .set(
                        "entries",
                        new GenericData.Array<>(earlier.getField("entries").schema(), List.of("a")))
                .build();
        byte[] bytes = new StateCodec<GenericRecord>(earlier, WriterSchemas.in(store, "schema/")).encode(old);

        assertThat(codec().decode(bytes)).isEqualTo(ListSamples.list("farms", 2, List.of("a")));
    }

    @Test
    void shouldRefuseDamagedBytes() {
        assertThatThrownBy(() -> codec().decode(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ReferenceList");
    }

    private StateCodec<ReferenceList> codec() {
        return new StateCodec<>(ReferenceList.getClassSchema(), WriterSchemas.in(store, "schema/"));
    }
}
