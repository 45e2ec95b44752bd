package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/**
 * JavaScript, and JSON in many languages, hold numbers exactly only up to 2^53. Counts, money and times stay below that; what fills
 * 64 bits by its nature must be text or bytes. The tests of the
 * topologies hold every value that they see to it.
 */
class PortableNumbersTest {
    private static final Pattern FULL_WIDTH = Pattern.compile(
            "(?i:.*(digest|hash|fingerprint|checksum|seed|nanos?|micros|bits|mask|token|signature|salt|uuid))|id|.*Id");

    private final Set<String> seen = new HashSet<>();
    private final List<String> wide = new ArrayList<>();

    @Test
    void shouldHoldNothingIn64BitsThatIsNotACountMoneyOrATimeInMilliseconds() {
        Topics.all().stream()
                .filter(Topic::hasSchema)
                .forEach(topic -> collect(topic.schema(), topic.schema().getName()));

        assertThat(seen).hasSizeGreaterThan(25);
        assertThat(wide)
                .isNotEmpty()
                .noneMatch(field -> FULL_WIDTH.matcher(field).matches());
    }

    @Test
    void shouldTellWideFieldsByTheirNames() {
        assertThat(List.of("rulesDigest", "idHash", "timeNanos", "orderId", "id"))
                .allMatch(name -> FULL_WIDTH.matcher(name).matches());
        assertThat(List.of("time", "pool", "periodEnd", "amount", "invalid", "late"))
                .noneMatch(name -> FULL_WIDTH.matcher(name).matches());
    }

    private void collect(Schema schema, String field) {
        switch (schema.getType()) {
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    schema.getFields().forEach(each -> collect(each.schema(), each.name()));
                }
            }
            case ARRAY -> collect(schema.getElementType(), field);
            case MAP -> collect(schema.getValueType(), field);
            case UNION -> schema.getTypes().forEach(each -> collect(each, field));
            case LONG -> wide.add(field);
            default -> assertThat(schema.getType()).isNotEqualTo(Schema.Type.FLOAT);
        }
    }
}
