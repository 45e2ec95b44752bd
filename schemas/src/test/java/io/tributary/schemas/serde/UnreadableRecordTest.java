package io.tributary.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.directives.v1.BoostDirective;
import io.tributary.events.v1.Impression;
import io.tributary.schemas.Samples;
import io.tributary.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableRecordTest {
    private final AvroSerdes serdes = AvroSerdes.inMemory();
    private final Serde<Impression> serde = serdes.of(Topics.IMPRESSIONS);
    private final byte[] good = serde.serializer().serialize("impressions", Samples.of(Topics.IMPRESSIONS, 1));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void shouldRefuseTooFewBytes(int size) {
        assertUnreadable(Arrays.copyOf(good, size), size + " bytes are too few");
    }

    @Test
    void shouldRefuseAnotherFormat() {
        assertUnreadable("{\"impressionId\":\"i1\"}".getBytes(StandardCharsets.UTF_8), "the first byte is 0x7b");
    }

    @Test
    void shouldRefuseAnUnknownSchemaId() {
        byte[] bytes = good.clone();
        bytes[1] = 77;
        assertUnreadable(bytes, "no schema with id");
    }

    @Test
    void shouldRefuseEveryTruncation() {
        for (int size = WireFormat.HEADER_SIZE; size < good.length; size++) {
            byte[] bytes = Arrays.copyOf(good, size);
            assertUnreadable(bytes, "do not fit schema id");
        }
    }

    @Test
    void shouldRefuseTrailingBytes() {
        assertUnreadable(Arrays.copyOf(good, good.length + 3), "3 of " + (good.length + 3) + " bytes are left");
    }

    /** A length of two gigabytes in a damaged record must be an error, not an allocation. */
    @Test
    void shouldRefuseALengthBeyondTheRecord() {
        byte[] bytes = good.clone();
        Arrays.fill(bytes, 5, 9, (byte) 0xff);
        bytes[9] = 0x0f;
        assertUnreadable(bytes, "claims");
    }

    @Test
    void shouldOnlyEverFailAsUnreadableOnRandomDamage() {
        Serde<BoostDirective> directives = serdes.of(Topics.BOOST_DIRECTIVES);
        Random random = new Random(42);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes =
                    directives.serializer().serialize("boost-directives", Samples.of(Topics.BOOST_DIRECTIVES, i % 50));
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt();
            }
            try {
                directives.deserializer().deserialize("boost-directives", bytes);
            } catch (UnreadableRecordException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void shouldReadGoodRecordsAfterBadOnes() {
        assertUnreadable(Arrays.copyOf(good, 9), "do not fit");
        assertThat(serde.deserializer().deserialize("impressions", good)).isEqualTo(Samples.of(Topics.IMPRESSIONS, 1));
    }

    @Test
    void shouldPassTombstones() {
        assertThat(serde.deserializer().deserialize("impressions", null)).isNull();
        assertThat(serde.serializer().serialize("impressions", null)).isNull();
    }

    @Test
    void shouldNameTheTopicWhenARecordCannotBeWritten() {
        assertThatThrownBy(() -> serde.serializer().serialize("impressions", new Impression()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("impressions: cannot write the record");
    }

    private void assertUnreadable(byte[] bytes, String text) {
        assertThatThrownBy(() -> serde.deserializer().deserialize("impressions", bytes))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageStartingWith("impressions: ")
                .hasMessageContaining(text);
    }
}
