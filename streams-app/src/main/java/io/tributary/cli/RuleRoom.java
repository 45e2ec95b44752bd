package io.tributary.cli;

import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.ListKey;
import io.tributary.schemas.ProgrammeKey;
import io.tributary.schemas.Topics;
import io.tributary.schemas.bounds.RuleSizes;
import io.tributary.topology.rules.ListParts;
import java.util.Map;
import java.util.TreeMap;

/** Whether there is room for rules beside those that are published: all travel with a beat. The pool would refuse them else. */
final class RuleRoom {
    private RuleRoom() {}

    /**
     * @param programmes to be published, by id
     * @param lists to be published, by name
     * @throws IllegalArgumentException when there is none
     */
    static void require(
            SettingsOptions.Connection connection,
            Map<String, Programme> programmes,
            Map<String, ReferenceList> lists) {
        Map<String, Programme> allProgrammes =
                PublishedProgrammes.read(connection).carried(System.currentTimeMillis());
        Map<String, ReferenceList> allLists = new TreeMap<>(LatestRecords.read(connection, Topics.REFERENCE_LISTS));
        requireRoom(allProgrammes, allLists, programmes, lists);
    }

    /**
     * Adds what is to be published to what is, in whose place it comes.
     *
     * @param publishedLists by key
     * @throws IllegalArgumentException in one line that says how large they would be together, and what to do
     */
    static void requireRoom(
            Map<String, Programme> publishedProgrammes,
            Map<String, ReferenceList> publishedLists,
            Map<String, Programme> programmes,
            Map<String, ReferenceList> lists) {
        programmes.values().forEach(programme -> publishedProgrammes.put(ProgrammeKey.of(programme), programme));
        lists.values()
                .forEach(list -> ListParts.split(list).forEach(part -> publishedLists.put(ListKey.of(part), part)));
        RuleSizes.check(
                publishedProgrammes.values(), PublishedLists.of(publishedLists).carried(System.currentTimeMillis()));
    }
}
