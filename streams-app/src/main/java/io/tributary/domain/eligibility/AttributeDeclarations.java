package io.tributary.domain.eligibility;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.eligibility.AttributeDeclaration.Type;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All attributes that are declared: what a clause may read, and what of that is known of a merchant. Immutable. */
public final class AttributeDeclarations {
    /** Name of the list that declares them. */
    public static final String LIST = "attributes";
    /** None is declared. */
    public static final AttributeDeclarations NONE = new AttributeDeclarations(Map.of());

    private static final LocalizedText NOTHING = new LocalizedText("无", "nothing");

    private final Map<String, AttributeDeclaration> byName;

    private AttributeDeclarations(Map<String, AttributeDeclaration> byName) {
        this.byName = byName;
    }

    /**
     * Those of a list.
     *
     * @throws IllegalArgumentException naming the one that is declared twice, or otherwise than {@link SizeTable} reads it
     */
    public static AttributeDeclarations of(Collection<AttributeDeclaration> declared) {
        Map<String, AttributeDeclaration> byName = new LinkedHashMap<>();
        for (AttributeDeclaration each : declared) {
            if (byName.put(each.name(), each) != null) {
                throw new IllegalArgumentException("name: '" + each.name() + "' is declared twice");
            }
            SizeTable.requireUsable(each);
        }
        return new AttributeDeclarations(Collections.unmodifiableMap(byName));
    }

    /** In the order of their declaration. */
    public Set<String> names() {
        return byName.keySet();
    }

    /** Null for one that is not declared. */
    public Type type(String name) {
        AttributeDeclaration declaration = byName.get(name);
        return declaration == null ? null : declaration.type();
    }

    /** Why no clause may read this attribute; empty where one may. */
    String refusal(String name) {
        AttributeDeclaration declaration = byName.get(name);
        return declaration == null ? "" : declaration.subject().refusal();
    }

    /**
     * The attribute if it is known of the merchant: declared, of the declared type and not expired.
     *
     * @param time epoch milliseconds
     * @return null when it is unknown
     */
    public Attribute known(MerchantFacts merchant, String name, long time) {
        AttributeDeclaration declaration = byName.get(name);
        Attribute attribute = declaration == null ? null : merchant.attributes().get(name);
        boolean counts = attribute != null && declaration.isOfType(attribute) && time < declaration.endOf(attribute);
        return counts ? attribute : null;
    }

    /** First moment at which what is said of a merchant no longer counts, epoch milliseconds; {@link Long#MAX_VALUE} for never. */
    long endOf(MerchantFacts merchant, String name) {
        AttributeDeclaration declaration = byName.get(name);
        Attribute attribute = declaration == null ? null : merchant.attributes().get(name);
        return attribute == null ? Long.MAX_VALUE : declaration.endOf(attribute);
    }

    /** What these attributes measure, for people; by its name where one is not declared. */
    public LocalizedText meaning(Set<String> names) {
        if (names.isEmpty()) {
            return NOTHING;
        }
        return new LocalizedText(
                names.stream().map(name -> text(name).zh()).collect(Collectors.joining("、")),
                names.stream().map(name -> text(name).en()).collect(Collectors.joining(", ")));
    }

    private LocalizedText text(String name) {
        AttributeDeclaration declaration = byName.get(name);
        return declaration == null ? new LocalizedText(name, name) : declaration.meaning();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AttributeDeclarations that && byName.equals(that.byName);
    }

    @Override
    public int hashCode() {
        return byName.hashCode();
    }

    @Override
    public String toString() {
        return byName.values().toString();
    }
}
