package io.tributary.cli;

import io.tributary.programmes.v1.Programme;
import io.tributary.schemas.Topics;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;

/** Publishes rules: all of them, or none where one is refused. */
final class RuleApplication {
    private final SettingsOptions.Connection connection;
    private final RuleFiles files;

    RuleApplication(SettingsOptions.Connection connection, RuleFiles files) {
        this.connection = connection;
        this.files = files;
    }

    /**
     * Returns when no programme has words that look misspelt.
     *
     * @throws IllegalArgumentException naming the first that has
     */
    static void requireUsualWords(RuleFiles files) {
        for (Programme programme : files.programmes().values()) {
            ProgrammeCheck.doubts(programme).stream().findFirst().ifPresent(doubt -> {
                throw new IllegalArgumentException(
                        RuleFiles.title(programme) + ": " + doubt + " If not, --force publishes it as it is.");
            });
        }
    }

    /**
     * Returns when every list that a clause names is published or among the files.
     *
     * @throws IllegalArgumentException naming the programme, the clause and the list
     */
    void requireLists() {
        Set<String> known = new HashSet<>(files.lists().keySet());
        if (files.programmes().values().stream().allMatch(each -> known.containsAll(ProgrammeCheck.lists(each)))) {
            return;
        }
        known.addAll(PublishedLists.read(connection).latest().keySet());
        for (Programme programme : files.programmes().values()) {
            try {
                ProgrammeCheck.requireLists(programme, known);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        RuleFiles.title(programme) + ": " + e.getMessage()
                                + "; publish it with `tributary lists apply FILE`, or here with --list FILE",
                        e);
            }
        }
    }

    /** Publishes what differs from what is published, and says so of each. */
    void publish(PrintWriter out) {
        RuleRoom.require(connection, files.programmes(), files.lists());
        ListPublication.publish(connection, files.lists(), out);
        Set<String> ids = Versions.publish(
                connection,
                new Versions.Kind<>("programme", Topics.PROGRAMMES, Programme::getVersion),
                files.programmes());
        files.programmes()
                .values()
                .forEach(programme -> out.println(RuleFiles.title(programme)
                        + (ids.contains(programme.getProgrammeId()) ? ": published" : ": unchanged")));
    }
}
