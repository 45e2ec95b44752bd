package io.tributary.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.programmes.v1.Programme;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class RuleFieldsTest {
    @Test
    void shouldKnowEveryFieldOfTheContract() {
        Set<String> unknown = Programme.getClassSchema().getFields().stream()
                .map(Schema.Field::name)
                .filter(field -> !RuleFields.isKnown(field))
                .collect(Collectors.toSet());
        unknown.removeAll(RuleFields.NO_RULES);
        unknown.remove(ClauseChange.FIELD);

        assertThat(unknown)
                .as("a new field needs a line in RuleFields: what it is called, and which changes of it take nothing")
                .isEmpty();
    }
}
