package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The schemas are the contract's documentation: nothing in them may be without a word of explanation. */
class SchemaDocsTest {
    private final Map<String, Schema> named = new LinkedHashMap<>();

    SchemaDocsTest() {
        Topics.all().stream()
                .filter(Topic::hasSchema)
                .forEach(topic -> collect(PublishedSchema.of(topic).rawSchema()));
    }

    @Test
    void shouldExplainEveryRecordFieldAndSymbol() {
        assertThat(named).hasSizeGreaterThan(30);
        named.values().forEach(schema -> {
            assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank();
            if (schema.getType() == Schema.Type.ENUM) {
                assertSymbols(schema);
            } else {
                schema.getFields()
                        .forEach(field -> assertThat(field.doc())
                                .as(schema.getFullName() + "." + field.name())
                                .isNotBlank());
            }
        });
    }

    @Test
    void shouldKeepToThePackagesThatAreTrusted() {
        assertThat(named.keySet()).allMatch(name -> name.matches("io\\.tributary\\.[a-z]+\\.v1\\.[A-Za-z]+"));
        named.values()
                .forEach(schema -> assertThat(ContractModel.get().getClass(schema))
                        .as(schema.getFullName())
                        .isNotNull());
    }

    @Test
    void shouldGiveEveryEnumADefaultSoThatNewSymbolsAreReadable() {
        assertThat(named.values())
                .filteredOn(schema -> schema.getType() == Schema.Type.ENUM)
                .allSatisfy(schema -> assertThat(schema.getEnumDefault())
                        .as(schema.getFullName())
                        .isNotNull());
    }

    private static void assertSymbols(Schema schema) {
        Object docs = schema.getObjectProp("symbolDocs");
        assertThat(docs).as(schema.getFullName()).isInstanceOf(Map.class);
        Map<?, ?> bySymbol = (Map<?, ?>) docs;
        assertThat(bySymbol.keySet().stream().map(Object::toString))
                .as(schema.getFullName())
                .containsExactlyElementsOf(schema.getEnumSymbols());
        assertThat(bySymbol.values())
                .allSatisfy(doc -> assertThat(doc.toString()).isNotBlank());
    }

    private void collect(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                if (named.put(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema()));
                }
            }
            case ENUM -> named.put(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType());
            case MAP -> collect(schema.getValueType());
            case UNION -> schema.getTypes().forEach(this::collect);
            default -> {
                // plain values are explained by their field
            }
        }
    }
}
