package io.tributary.topology.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.state.StateVersion;
import io.tributary.domain.state.StateWriter;
import io.tributary.schemas.ContractModel;
import io.tributary.state.v1.ExperimentDayState;
import io.tributary.state.v1.ExperimentHeadState;
import io.tributary.state.v1.ExperimentMinuteState;
import io.tributary.state.v1.ExperimentRowState;
import io.tributary.state.v1.ExperimentVersionState;
import io.tributary.state.v1.PoolHeadState;
import io.tributary.state.v1.RollupGroupState;
import io.tributary.state.v1.RollupRowsState;
import io.tributary.state.v1.SteeringState;
import io.tributary.topology.state.StoredForms;
import io.tributary.topology.state.WriterSchemas;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is stored is held by golden files, one folder for each version of the state. */
class StoredFormsTest {
    private static final String RECORDS = "records.txt";
    private static final String SCHEMAS = "schemas.txt";
    private static final String OTHER_SCHEMAS = "other-schemas.txt";
    private static final List<Schema> OF_OTHER_STORES = List.of(
            PoolHeadState.getClassSchema(),
            SteeringState.getClassSchema(),
            RollupGroupState.getClassSchema(),
            RollupRowsState.getClassSchema(),
            ExperimentDayState.getClassSchema(),
            ExperimentVersionState.getClassSchema(),
            ExperimentRowState.getClassSchema(),
            ExperimentMinuteState.getClassSchema(),
            ExperimentHeadState.getClassSchema());
    /** Names of records that are packed as a whole. */
    private static final Pattern LATER = Pattern.compile("memo/.*|task/([ij]\\d+|u.*)");
    /** Id of the packed section of a merchant's main record. */
    private static final int COUNTS = 2;

    private static final String WHAT_TO_DO = """
            what is stored has changed: %s.
            If a release has written state of version %2$d, raise StateVersion.current() first: add a field with a default to a schema,
            or to what is packed as PackedLayout says, so that versions %2$d and the next read each other's.
            Then, and before the first release in any case, record the new golden files with
              mvn package -pl streams-app -am -Dtest='Stored*Test' -Dtest.argLine=-Dstate.forms.record=true
            and commit them beside those of the earlier versions, which must still be read.""";

    static Stream<Integer> versions() {
        return IntStream.rangeClosed(1, StateVersion.current()).boxed();
    }

    @Test
    void shouldWriteWhatThisVersionWrites() {
        SortedMap<Integer, String> schemas = new TreeMap<>();
        WriterSchemas writers = StoredForms.writers(Map.of(), schemas);
        SortedMap<String, String> records = StoredForms.lines(new StateSample().records(writers));
        SortedMap<String, String> numbered = new TreeMap<>();
        schemas.forEach((number, schema) -> numbered.put(number.toString(), schema));
        SortedMap<String, String> others = new TreeMap<>();
        OF_OTHER_STORES.forEach(schema -> others.put(schema.getFullName(), schema.toString()));
        if (StoredForms.RECORDING) {
            StoredForms.write(RECORDS, records);
            StoredForms.write(SCHEMAS, numbered);
            StoredForms.write(OTHER_SCHEMAS, others);
            return;
        }
        int version = StateVersion.current();
        StoredForms.read(version, SCHEMAS)
                .forEach((number, schema) -> assertThat(parse(numbered.get(number)))
                        .as(WHAT_TO_DO, "schema " + number, version)
                        .isEqualTo(parse(schema)));
        StoredForms.read(version, OTHER_SCHEMAS)
                .forEach((name, schema) -> assertThat(parse(others.get(name)))
                        .as(WHAT_TO_DO, name, version)
                        .isEqualTo(parse(schema)));
        SortedMap<String, String> golden = StoredForms.read(version, RECORDS);
        assertThat(records.keySet()).as(WHAT_TO_DO, "records", version).isEqualTo(golden.keySet());
        golden.forEach((name, line) -> assertThat(records.get(name))
                .as(WHAT_TO_DO, "record " + name, version)
                .isEqualTo(line));
        assertThat(numbered.keySet())
                .as(WHAT_TO_DO, "schemas", version)
                .isEqualTo(StoredForms.read(version, SCHEMAS).keySet());
    }

    /** Nothing that a version has written is lost on the way through this one. */
    @ParameterizedTest
    @MethodSource("versions")
    void shouldReadWhatEachVersionHasWritten(int version) {
        Map<String, byte[]> records = StoredForms.records(StoredForms.read(version, RECORDS));
        WriterSchemas writers = StoredForms.writers(StoredForms.read(version, SCHEMAS), new TreeMap<>());

        Map<String, byte[]> again = StateSample.rewritten(records, writers, writers);

        MerchantState member = StateSample.member(records, writers);
        MerchantState sample = new StateSample().member();
        assertThat(member.profile()).isEqualTo(sample.profile());
        assertThat(member.closedWindows(new StateWriter()))
                .usingRecursiveComparison()
                .isEqualTo(sample.closedWindows(new StateWriter()));
        assertThat(member.decisions().all())
                .hasSize(2)
                .isEqualTo(sample.decisions().all());
        assertThat(member.announced()).isEqualTo(sample.announced());
        assertThat(member.milestones()).isEqualTo(sample.milestones());
        assertThat(member.clocks()).isEqualTo(sample.clocks());
        assertThat(member.firstSaleAt()).isEqualTo(sample.firstSaleAt());
        assertThat(records).as("what was decided, and on which facts").containsKeys("m-1/d", "m-1/f");
        SortedMap<String, String> current = StoredForms.read(StateVersion.current(), RECORDS);
        StoredForms.lines(again)
                .forEach((name, line) -> assertThat(line)
                        .as("%s of version %d, read and written again", name, version)
                        .isEqualTo(current.get(name)));
    }

    /** Counts of a merchant, memos and segments have room behind their end. */
    @ParameterizedTest
    @MethodSource("versions")
    void shouldPassOverWhatALaterVersionAppends(int version) {
        Map<String, byte[]> records = StoredForms.records(StoredForms.read(version, RECORDS));
        WriterSchemas writers = StoredForms.writers(StoredForms.read(version, SCHEMAS), new TreeMap<>());
        Map<String, byte[]> longer = new TreeMap<>(records);
        longer.replaceAll((name, bytes) -> LATER.matcher(name).matches() ? StoredForms.plus(bytes, 3) : bytes);
        longer.computeIfPresent("m-1/", (name, record) -> StoredForms.withLonger(record, COUNTS, 3));
        longer.computeIfPresent("m-2/", (name, record) -> StoredForms.withLonger(record, COUNTS, 3));

        Map<String, byte[]> again = StateSample.rewritten(longer, writers, writers);

        assertThat(StoredForms.lines(longer)).isNotEqualTo(StoredForms.lines(records));
        assertThat(StoredForms.lines(again))
                .isEqualTo(StoredForms.lines(StateSample.rewritten(records, writers, writers)));
    }

    /** The version before can go on with what this one has written, and this one with what that one has. */
    @ParameterizedTest
    @MethodSource("versions")
    void shouldBeCompatibleWithTheSchemasOfEachVersion(int version) {
        Stream.concat(
                        StoredForms.read(version, SCHEMAS).values().stream(),
                        StoredForms.read(version, OTHER_SCHEMAS).values().stream())
                .map(StoredFormsTest::parse)
                .forEach(then -> {
                    Schema now = now(then);
                    assertReads(now, then);
                    if (version >= StateVersion.current() - 1) {
                        assertReads(then, now);
                    }
                });
    }

    private static Schema now(Schema then) {
        Class<?> type = ContractModel.get().getClass(then);
        return SpecificData.get().getSchema(type);
    }

    private static void assertReads(Schema reader, Schema writer) {
        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getType())
                .as("%s reads what %s wrote", reader, writer)
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    private static Schema parse(String schema) {
        return schema == null ? null : new Schema.Parser().parse(schema);
    }
}
