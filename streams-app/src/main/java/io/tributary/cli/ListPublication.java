package io.tributary.cli;

import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.ListKey;
import io.tributary.schemas.Topics;
import io.tributary.topology.rules.AttributeRecords;
import io.tributary.topology.rules.ListParts;
import io.tributary.topology.rules.RuleRecords;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes versions of lists, with all their parts or not at all. */
final class ListPublication {
    private ListPublication() {}

    /**
     * Publishes those that differ from what is published, and says so of each.
     *
     * @param lists whole, by name
     * @throws IllegalArgumentException when one differs under a version that does not rise; then none is published
     */
    static void publish(SettingsOptions.Connection connection, Map<String, ReferenceList> lists, PrintWriter out) {
        publish(connection, lists, Set.of(), out);
    }

    /**
     * The same.
     *
     * @param replaced ids of programmes of which another version is published with the lists
     */
    static void publish(
            SettingsOptions.Connection connection,
            Map<String, ReferenceList> lists,
            Set<String> replaced,
            PrintWriter out) {
        if (lists.isEmpty()) {
            return;
        }
        if (lists.containsKey(AttributeDeclarations.LIST)) {
            List<Programme> programmes = LatestRecords.read(connection, Topics.PROGRAMMES).values().stream()
                    .filter(programme -> !replaced.contains(programme.getProgrammeId()))
                    .toList();
            requireTypes(programmes, AttributeRecords.declared(lists.values()));
        }
        RuleRoom.require(connection, Map.of(), lists);
        PublishedLists published = PublishedLists.read(connection);
        String topic = connection.topics().of(Topics.REFERENCE_LISTS);
        List<ProducerRecord<String, ReferenceList>> records = new ArrayList<>();
        Set<String> changed = new TreeSet<>();
        lists.values().forEach(list -> {
            if (isNew(list, published.versions(list.getName()))) {
                changed.add(list.getName());
                ListParts.split(list).forEach(part -> records.add(new ProducerRecord<>(topic, ListKey.of(part), part)));
            }
        });
        Kafka.sendTogether(
                connection, connection.serdes().of(Topics.REFERENCE_LISTS).serializer(), records);
        lists.values()
                .forEach(list -> out.println(ListText.title(list) + ": "
                        + (changed.contains(list.getName()) ? "published" : "unchanged") + ", "
                        + ListText.of(list)));
    }

    /**
     * Returns when programmes that run or will run find the attributes declared that their clauses read.
     *
     * @throws IllegalArgumentException naming the programme, the clause and the attribute
     */
    static void requireTypes(Collection<Programme> programmes, AttributeDeclarations declared) {
        for (Programme programme : programmes) {
            if (programme.getStatus() != ProgrammeStatus.ENDED) {
                try {
                    ProgrammeCheck.requireTypes(RuleRecords.rules(programme), declared);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "list " + AttributeDeclarations.LIST + ": " + RuleFiles.title(programme)
                                    + " is published and could not be evaluated any more: " + e.getMessage()
                                    + "; change or end it first",
                            e);
                }
            }
        }
    }

    /**
     * Whether a version is to be published.
     *
     * @throws IllegalArgumentException when it is not higher than the highest there is, and differs
     */
    static boolean isNew(ReferenceList list, SortedMap<Integer, PublishedLists.Version> versions) {
        if (versions.isEmpty()) {
            return true;
        }
        PublishedLists.Version same = versions.get(list.getVersion());
        Optional<ReferenceList> before = same == null ? Optional.empty() : same.whole();
        if (before.isPresent() && before.get().equals(list)) {
            return false;
        }
        Versions.requireRising("list " + list.getName(), versions.lastKey(), list.getVersion());
        return true;
    }
}
