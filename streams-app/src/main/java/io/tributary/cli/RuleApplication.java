package io.tributary.cli;

import io.tributary.domain.rules.NoticePolicy;
import io.tributary.programmes.v1.Programme;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

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
                                + "; publish it with `tributary lists apply FILE`, or give its file, too",
                        e);
            }
        }
    }

    /**
     * Publishes what differs from what is published, and says so of each.
     *
     * @param reason of an emergency that shortens notice; null for none
     * @throws IllegalArgumentException when a version does not rise, or is to be in force before its notice ends; then none is published
     */
    void publish(NoticePolicy policy, String reason, PrintWriter out) {
        long now = System.currentTimeMillis();
        PublishedProgrammes published = PublishedProgrammes.read(connection);
        List<Notice> notices = new ArrayList<>();
        for (Programme programme : files.programmes().values()) {
            if (isNew(programme, published.versions(programme.getProgrammeId()))) {
                Notice notice = Notice.of(published, programme, policy, now);
                notice.require(reason);
                notices.add(notice);
            }
        }
        RuleRoom.require(connection, files.programmes(), files.lists());
        ListPublication.publish(connection, files.lists(), files.programmes().keySet(), out);
        ProgrammePublication publication = new ProgrammePublication(connection);
        notices.forEach(notice -> publication.add(notice, reason));
        publication.send();
        Set<Programme> changed = notices.stream().map(Notice::after).collect(Collectors.toSet());
        files.programmes()
                .values()
                .forEach(programme -> out.println(RuleFiles.title(programme) + ": "
                        + (changed.contains(programme) ? "published" + when(programme) : "unchanged")));
    }

    private static String when(Programme programme) {
        return programme.getEffectiveFrom() == null
                ? ""
                : ", in force from " + Moment.show(programme.getEffectiveFrom());
    }

    /**
     * Whether a version is to be published.
     *
     * @throws IllegalArgumentException when it is not higher than the highest there is, and differs
     */
    static boolean isNew(Programme programme, SortedMap<Integer, Programme> versions) {
        if (versions.isEmpty()) {
            return true;
        }
        if (programme.equals(versions.get(programme.getVersion()))) {
            return false;
        }
        Versions.requireRising("programme " + programme.getProgrammeId(), versions.lastKey(), programme.getVersion());
        return true;
    }
}
