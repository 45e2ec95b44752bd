package io.tributary.schemas.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryAnswerTest {
    @ParameterizedTest
    @CsvSource({
        "404, 40401, NOT_THERE",
        "404, 40402, NOT_THERE",
        "404, 40403, NOT_THERE",
        "409, 409, REFUSED",
        "409, 40901, REFUSED",
        "409, 0, REFUSED",
        "422, 42201, REFUSED",
        "422, 42205, REFUSED",
        "404, 50005, AWAY",
        "404, 404, AWAY",
        "404, 0, AWAY",
        "409, 50005, AWAY",
        "422, 50005, AWAY",
        "422, 0, AWAY",
        "500, 40403, AWAY",
        "200, 40403, AWAY",
    })
    void shouldTellWhatTheRegistrySaysFromWhatSomethingElseSays(int status, int code, RegistryAnswer answer) {
        assertThat(RegistryAnswer.of(status, code)).isEqualTo(answer);
    }

    @Test
    void shouldBlameARecordForNothingButASchemaThatIsNotThere() {
        for (int status = 100; status < 600; status++) {
            for (int code = 0; code < 60_000; code++) {
                if (RegistryAnswer.of(status, code).fault().blame() == Blame.RECORD) {
                    assertThat(status).isEqualTo(404);
                    assertThat(code).isBetween(40401, 40403);
                }
            }
        }
    }
}
