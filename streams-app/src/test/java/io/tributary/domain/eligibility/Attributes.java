package io.tributary.domain.eligibility;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.eligibility.AttributeDeclaration.Type;
import io.tributary.domain.eligibility.AttributeDeclaration.Validity;
import java.util.List;
import java.util.Map;

/** Declarations and merchants for tests. */
public final class Attributes {
    public static final AttributeDeclarations DECLARED = AttributeDeclarations.of(List.of(
            declaration("gmv30d", Type.NUMBER, "CNY minor units", 72),
            declaration("score", Type.NUMBER, "points", 0),
            declaration("industry", Type.TEXT, "", 0),
            declaration("staff", Type.NUMBER, "persons", 0),
            declaration("revenue", Type.NUMBER, "CNY minor units", 0),
            declaration("own", Type.TRUTH, "", 0)));

    private Attributes() {}

    public static AttributeDeclaration declaration(String name, Type type, String unit, int hours) {
        return new AttributeDeclaration(
                name, type, unit, new LocalizedText("指标" + name, "figure " + name), new Validity(30, hours));
    }

    /** Measured on 100 cases, and does not say when it ends. */
    public static Attribute value(Object value, long measuredAt) {
        return new Attribute(value, measuredAt, Long.MAX_VALUE, 100);
    }

    /** A merchant of an unknown size with these figures. */
    public static MerchantProfile merchant(Map<String, Attribute> attributes) {
        return new MerchantProfile("UNKNOWN", List.of(), 0, "", List.of(), "", -1, 0, "", false, attributes, false);
    }
}
