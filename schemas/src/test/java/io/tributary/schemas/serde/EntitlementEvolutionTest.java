package io.tributary.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ledger.v1.Decision;
import io.tributary.schemas.ContractModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;

/** Entitlements written before decisions had ids are read by those who know them, and the other way round. */
class EntitlementEvolutionTest {
    private static final Schema NOW = Decision.getClassSchema();

    @Test
    void shouldReadDecisionsThatHaveNoId() throws IOException {
        GenericRecord old = new GenericData.Record(before());
        Map.of("programmeId", "farm", "version", 3, "eligible", true, "clauses", List.of("size"), "reasons", List.of())
                .forEach(old::put);
        old.put("stage", new GenericData.EnumSymbol(NOW.getField("stage").schema(), "GROW"));
        old.put("granted", 7L);
        old.put("periodStart", 1_772_380_800_000L);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(old.getSchema()).write(old, encoder);
        encoder.flush();

        Decision read = new SpecificDatumReader<Decision>(old.getSchema(), NOW, ContractModel.get())
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        assertThat(read.getDecisionId()).isEmpty();
        assertThat(read.getVersion()).isEqualTo(3);
        assertThat(read.getGranted()).isEqualTo(7);
    }

    @Test
    void shouldBeReadByWhoDoesNotKnowTheId() {
        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(before(), NOW)
                        .getType())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    /** The schema without the field. */
    private static Schema before() {
        List<Schema.Field> fields = NOW.getFields().stream()
                .filter(field -> !field.name().equals("decisionId"))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        assertThat(fields).hasSize(NOW.getFields().size() - 1);
        return Schema.createRecord(NOW.getName(), NOW.getDoc(), NOW.getNamespace(), false, fields);
    }
}
