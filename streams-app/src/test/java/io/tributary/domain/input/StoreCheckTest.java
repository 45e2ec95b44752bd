package io.tributary.domain.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreCheckTest {
    /** Known id, found id, has state, has positions, is empty: what is said. */
    @ParameterizedTest
    @CsvSource({
        // The first start, and one that was killed before its first commit.
        "'', '',  false, false, true,  ''",
        "'', a,   false, true,  true,  ''",
        "'', '',  false, true,  true,  ''",
        // All is there.
        "a,  a,   true,  true,  false, ''",
        "'', a,   true,  true,  false, ''",
        // The state is lost.
        "a,  '',  true,  true,  true,  'is gone'",
        "'', '',  true,  true,  true,  'is gone'",
        "a,  b,   true,  true,  true,  'made again'",
        "a,  b,   true,  true,  false, 'made again'",
        "a,  a,   true,  true,  true,  'is empty'",
        "'', a,   true,  true,  true,  'is empty'",
        // The state is there, and nothing else.
        "'', a,   false, false, false, 'counted twice'",
        "'', a,   false, false, true,  ''",
    })
    void shouldFindWhatIsLost(
            String known, String found, boolean state, boolean positions, boolean empty, String says) {
        String words = StoreCheck.of(known, found, state, positions, empty);

        assertThat(words.isEmpty()).isEqualTo(says.isEmpty());
        assertThat(words).contains(says);
    }
}
