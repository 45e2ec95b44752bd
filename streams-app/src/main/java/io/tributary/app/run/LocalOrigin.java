package io.tributary.app.run;

import io.tributary.app.config.Role;
import io.tributary.app.config.StartupException;
import io.tributary.domain.state.StateVersion;
import io.tributary.text.ErrorText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A note beside a role's folder of local stores: the cluster and the changelog that they are copies of. A copy of another changelog would
 * be taken for an old version of this one, and what is new be put on top of it.
 *
 * @param cluster id
 * @param changelog id; empty while there is none
 * @param version of the state that was last written there; 0 from before there were versions
 */
record LocalOrigin(String cluster, String changelog, int version) {
    static final LocalOrigin UNKNOWN = new LocalOrigin("", "", StateVersion.NONE);

    private static Path file(Path stateDir, Role role) {
        return stateDir.resolve(role.id() + ".origin");
    }

    /** {@link #UNKNOWN} when nothing was noted. */
    static LocalOrigin read(Path stateDir, Role role) {
        Path file = file(stateDir, role);
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
            return lines.size() < 2 ? UNKNOWN : new LocalOrigin(lines.get(0), lines.get(1), version(lines));
        } catch (IOException | NumberFormatException e) {
            throw cannot("read", file, e);
        }
    }

    private static int version(List<String> lines) {
        return lines.size() < 3 ? StateVersion.NONE : Integer.parseInt(lines.get(2));
    }

    void write(Path stateDir, Role role) {
        Path file = file(stateDir, role);
        try {
            Files.createDirectories(stateDir);
            Files.writeString(file, cluster + "\n" + changelog + "\n" + version + "\n", StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw cannot("written", file, e);
        }
    }

    /** Whether stores of this origin cannot be gone on with where the changelog is that other one. */
    boolean isStaleFor(LocalOrigin now) {
        boolean other = !changelog.equals(now.changelog) || !StateVersion.isReadable(version);
        return !changelog.isEmpty() && other;
    }

    /** Whether this is of another cluster. */
    boolean isElsewhere(LocalOrigin now) {
        return !cluster.isEmpty() && !cluster.equals(now.cluster);
    }

    private static StartupException cannot(String what, Path file, Exception e) {
        return new StartupException(
                file.toAbsolutePath() + " cannot be " + what + " (" + ErrorText.of(e) + "): check state.dir", e);
    }
}
