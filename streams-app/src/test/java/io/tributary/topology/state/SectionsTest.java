package io.tributary.topology.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.state.StateVersion;
import io.tributary.domain.state.UnknownSections;
import io.tributary.state.v1.MerchantHeadState;
import io.tributary.topology.merchant.MerchantCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;

/** Versions of the service that read each other's records: what a newer one has added is carried by the older one. */
class SectionsTest {
    private static final int HEAD = 1;
    private static final int NEW_SECTION = 90;

    private final Map<Integer, String> schemas = new TreeMap<>();
    private final WriterSchemas writers = WriterSchemas.inMemory(schemas);

    @Test
    void shouldCarryWhatANewerVersionHasAddedAndGiveItBack() {
        MerchantCodec service = new MerchantCodec(writers);
        byte[] newer = newerRecord(44);

        Map<String, byte[]> older = new HashMap<>();
        service.write(service.read("m", newer, part -> null), older::put);

        List<String> found = new ArrayList<>();
        StateCodec<GenericData.Record> heads = new StateCodec<>(headOfTheNext(), writers);
        UnknownSections rest = Sections.read(older.get(""), "", UnknownSections.NONE, section -> {
            switch (section.id()) {
                case HEAD -> found.add("directive " + generic(section).get("directiveSequence"));
                case NEW_SECTION -> found.add("new " + section.packed("new", 1).readLong());
                default -> found.add("other");
            }
            return true;
        });
        assertThat(heads.number()).isEqualTo(1);
        assertThat(rest.isEmpty()).isTrue();
        assertThat(found).containsExactlyInAnyOrder("directive 44", "other", "new 1234567");
    }

    @Test
    void shouldReadASectionOfASchemaThatHasAFieldMore() {
        assertThat(new MerchantCodec(writers)
                        .read("m", newerRecord(17), part -> null)
                        .directiveSequence())
                .isEqualTo(17);
    }

    @Test
    void shouldGiveAFieldThatAnOlderVersionDidNotWriteItsDefault() {
        Sections sections = new Sections().begin();
        MerchantHeadState head = new MerchantHeadState();
        head.setDirectiveSequence(5);
        sections.add(HEAD, new StateCodec<>(MerchantHeadState.getClassSchema(), writers), head);

        Sections.read(sections.toByteArray(), "", UnknownSections.NONE, section -> {
            assertThat(generic(section).get("grade")).isEqualTo(7);
            assertThat(generic(section).get("directiveSequence")).isEqualTo(5L);
            return true;
        });
    }

    @Test
    void shouldRefuseARecordFromBeforeThereWereVersions() {
        byte[] record = {14, 0, 0};

        assertThatThrownBy(() -> Sections.read(record, "", UnknownSections.NONE, section -> true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 14")
                .hasMessageContaining("tributary state");
    }

    @Test
    void shouldReadOneVersionAroundItsOwn() {
        assertThat(StateVersion.isReadable(StateVersion.NONE)).isFalse();
        assertThat(StateVersion.isReadable(StateVersion.current())).isTrue();
        assertThat(StateVersion.isReadable(StateVersion.current() + 1)).isTrue();
        assertThat(StateVersion.isReadable(StateVersion.current() + 2)).isFalse();
    }

    /** As a version writes it that has a field more in the head, counts of a wider layout, and a section that nobody else knows. */
    private byte[] newerRecord(long directiveSequence) {
        Schema next = headOfTheNext();
        GenericData.Record head = new GenericData.Record(next);
        next.getFields()
                .forEach(field -> head.put(
                        field.pos(),
                        switch (field.schema().getType()) {
                            case LONG -> 0L;
                            case INT -> 3;
                            default -> false;
                        }));
        head.put("directiveSequence", directiveSequence);
        Sections sections = new Sections().begin();
        sections.add(HEAD, new StateCodec<>(next, writers), head);
        sections.packed().writeLong(1234567);
        sections.addPacked(NEW_SECTION, 1);
        return sections.toByteArray();
    }

    private static Schema headOfTheNext() {
        String now = MerchantHeadState.getClassSchema().toString();
        String more = "{\"name\":\"grade\",\"type\":\"int\",\"doc\":\"Added.\",\"default\":7}]}";
        return new Schema.Parser().parse(now.substring(0, now.length() - 2) + "," + more);
    }

    private GenericData.Record generic(StoredSection section) {
        try {
            Schema writer = writers.schema(section.form(), "head");
            return new org.apache.avro.generic.GenericDatumReader<GenericData.Record>(writer, headOfTheNext())
                    .read(null, org.apache.avro.io.DecoderFactory.get().binaryDecoder(section.body(), null));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
