package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.app.config.Role;
import io.tributary.domain.state.StateVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalOriginTest {
    private static final int CURRENT = StateVersion.current();

    @TempDir
    private Path stateDir;

    @Test
    void shouldReadWhatItWrote() {
        LocalOrigin origin = new LocalOrigin("cluster", "changelog", CURRENT);

        origin.write(stateDir, Role.MERCHANT);

        assertThat(LocalOrigin.read(stateDir, Role.MERCHANT)).isEqualTo(origin);
        assertThat(LocalOrigin.read(stateDir, Role.POOL)).isEqualTo(LocalOrigin.UNKNOWN);
    }

    @Test
    void shouldTakeANoteWithoutAVersionForOneFromBeforeThereWereVersions() throws IOException {
        new LocalOrigin("", "", CURRENT).write(stateDir, Role.MERCHANT);
        try (var notes = Files.list(stateDir)) {
            Files.writeString(notes.findFirst().orElseThrow(), "cluster\nchangelog\n");
        }

        LocalOrigin before = LocalOrigin.read(stateDir, Role.MERCHANT);

        assertThat(before.version()).isEqualTo(StateVersion.NONE);
        assertThat(before.isStaleFor(new LocalOrigin("cluster", "changelog", CURRENT)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 2, 8})
    void shouldGoOnWithFoldersOfItsOwnVersionAndOfThoseBesideIt(int ahead) {
        LocalOrigin noted = new LocalOrigin("cluster", "changelog", CURRENT + ahead);

        boolean readable = StateVersion.isReadable(CURRENT + ahead);

        assertThat(noted.isStaleFor(new LocalOrigin("cluster", "changelog", CURRENT)))
                .isEqualTo(!readable);
        assertThat(readable).isEqualTo(ahead == 0 || ahead == 1);
    }
}
