package io.tributary.domain.pool;

import io.tributary.domain.rules.ListRules;
import io.tributary.domain.rules.ProgrammeRules;
import java.util.Collection;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A 64-bit FNV-1a hash of rules and lists: the same on every machine, in every run and in whatever order they came, so
 * that a task's digest tells whether it has what is in force. Not for secrets.
 */
public final class RulesDigest {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private long hash = OFFSET;

    private RulesDigest() {}

    /** Digest of everything in force; each collection sorted by name. */
    static long of(Collection<ProgrammeRules> programmes, Collection<ListRules> lists) {
        RulesDigest digest = new RulesDigest();
        programmes.forEach(digest::add);
        lists.forEach(digest::add);
        return digest.hash;
    }

    private void add(ListRules list) {
        text(list.name());
        number(list.version());
        number(list.entries().size());
        list.entries().forEach(this::text);
    }

    private void add(ProgrammeRules rules) {
        text(rules.id());
        number(rules.version());
        text(rules.identity().name().zh());
        text(rules.identity().name().en());
        text(rules.identity().status().name());
        number(rules.term().startsAt());
        number(rules.term().endsAt());
        text(rules.term().zone().getId());
        number(rules.term().periodMinutes());
        number(rules.quota().pool());
        number(rules.quota().floor());
        number(rules.quota().cap());
        new TreeMap<>(rules.quota().stageWeights()).forEach((stage, weight) -> {
            text(stage.name());
            number(Double.doubleToLongBits(weight));
        });
        number(Double.doubleToLongBits(rules.delivery().boost().maxMultiplier()));
        number(Double.doubleToLongBits(rules.delivery().boost().maxAdditive()));
        new TreeSet<>(rules.delivery().surfaces()).forEach(surface -> text(surface.name()));
        number(rules.delivery().holdout().from());
        number(rules.delivery().holdout().to());
        rules.eligibility().forEach(clause -> {
            text(clause.id());
            text(clause.expression());
            text(clause.reason().zh());
            text(clause.reason().en());
        });
        number(Double.doubleToLongBits(rules.delivery().boost().burst()));
        number(Double.doubleToLongBits(rules.delivery().boost().initialStrength()));
        number(Double.doubleToLongBits(rules.delivery().relevance().budget()));
        text(rules.delivery().relevance().unit().name());
    }

    private void number(long value) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            octet((int) (value >>> shift));
        }
    }

    /** The length goes in too, so that adjoining texts cannot be mistaken for each other. */
    private void text(String value) {
        number(value.length());
        for (int i = 0; i < value.length(); i++) {
            octet(value.charAt(i) >>> Byte.SIZE);
            octet(value.charAt(i));
        }
    }

    private void octet(int value) {
        hash = (hash ^ (value & 0xff)) * PRIME;
    }
}
