package io.tributary.schemas.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.bounds.Bound.Items;
import io.tributary.schemas.bounds.Bound.Nested;
import io.tributary.schemas.bounds.Bound.Real;
import io.tributary.schemas.bounds.Bound.Symbol;
import io.tributary.schemas.bounds.Bound.Text;
import io.tributary.schemas.bounds.Bound.Whole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The table of bounds is whole, says what the checks check, and is what the page shows. */
class BoundsTest {
    private static final Path PAGE = Path.of("BOUNDS.md");
    private static final String END_OF_PREFACE =
            "<!-- From here on written by BoundsTest from the table in Bounds.java. -->\n\n";

    @Test
    void shouldBoundEveryFieldOfEveryInput() {
        BoundsPage.inputs().values().stream()
                .flatMap(java.util.List::stream)
                .forEach(schema -> assertThat(Bounds.of(schema.getFullName()).keySet())
                        .as("a new field needs a line in Bounds.java: " + schema.getFullName())
                        .containsExactlyElementsOf(schema.getFields().stream()
                                .map(Schema.Field::name)
                                .toList()));
    }

    @Test
    void shouldBoundNothingThatIsNoInput() {
        Set<String> inputs = BoundsPage.inputs().values().stream()
                .flatMap(java.util.List::stream)
                .map(Schema::getFullName)
                .collect(Collectors.toSet());
        assertThat(Bounds.all().keySet()).isEqualTo(inputs);
    }

    @Test
    void shouldHaveBoundsOfTheFieldsType() {
        BoundsPage.inputs()
                .values()
                .forEach(schemas -> schemas.forEach(schema -> schema.getFields().forEach(field -> {
                    Bound bound = Bounds.of(schema.getFullName()).get(field.name());
                    assertThat(fits(field.schema(), bound))
                            .as(schema.getFullName() + "." + field.name() + ": " + bound)
                            .isTrue();
                })));
    }

    private static boolean fits(Schema schema, Bound bound) {
        return switch (schema.getType()) {
            case UNION -> fits(RecordBounds.present(schema), bound);
            case INT ->
                bound instanceof Whole whole && whole.least() >= Integer.MIN_VALUE && whole.most() <= Integer.MAX_VALUE;
            case LONG -> bound instanceof Whole;
            case DOUBLE -> bound instanceof Real real && Double.isFinite(real.least()) && Double.isFinite(real.most());
            case STRING -> bound instanceof Text text && text.mostBytes() <= 2_000;
            case ARRAY -> bound instanceof Items items && fits(schema.getElementType(), items.each());
            case MAP -> bound instanceof Items items && fits(schema.getValueType(), items.each());
            case RECORD -> bound instanceof Nested;
            case ENUM, BOOLEAN -> bound instanceof Symbol;
            default -> false;
        };
    }

    /** Run with -Dbounds.write to write the page anew. */
    @Test
    void shouldBeThePage() throws IOException {
        String written = Files.readString(PAGE);
        int prefaceEnd = written.indexOf(END_OF_PREFACE) + END_OF_PREFACE.length();
        assertThat(prefaceEnd).isGreaterThan(END_OF_PREFACE.length());
        String expected = new BoundsPage().write(written.substring(0, prefaceEnd));
        if (System.getProperty("bounds.write") != null) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE))
                .as("schemas/BOUNDS.md is old: run this test with -Dbounds.write")
                .isEqualTo(expected);
    }
}
