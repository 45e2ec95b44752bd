package io.tributary.topology.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.cli.ProgrammeFile;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RuleCheckTest {
    private static Programme programme(String expression, ProgrammeStatus status) {
        Programme programme = ProgrammeFile.read(Path.of("..", "deploy", "programmes", "newcomer.yaml"));
        programme.setStatus(status);
        programme.getEligibility().get(0).setExpression(expression);
        return programme;
    }

    @Test
    void shouldRefuseClausesThatNobodyCanFulfilWhileTheProgrammeRunsOrPauses() {
        for (ProgrammeStatus status : new ProgrammeStatus[] {ProgrammeStatus.ACTIVE, ProgrammeStatus.PAUSED}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RuleCheck.programme(programme("merchant.ageDay >= 0", status)))
                    .withMessageContaining("merchant has no field ageDay");
        }
    }

    @Test
    void shouldTakeThemOfAProgrammeThatIsToEnd() {
        assertThat(RuleCheck.programme(programme("merchant.ageDay >= 0", ProgrammeStatus.ENDED))
                        .id())
                .isEqualTo("newcomer");
    }

    @Test
    void shouldRefuseWhatIsNoExpressionEvenThen() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuleCheck.programme(programme("merchant.ageDays >=", ProgrammeStatus.ENDED)))
                .withMessageStartingWith("eligibility.");
    }
}
