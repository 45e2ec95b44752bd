package io.tributary.domain.merchant;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The currencies that a merchant has sold in: at most {@value #MOST}, for each of its metric cells keeps sums in each, and its record
 * must fit into what a topic takes. Immutable; most merchants sell in one and share one object.
 */
final class Currencies {
    /** More are refused: nobody sells in more. */
    static final int MOST = 16;

    static final Currencies NONE = new Currencies(new String[0]);
    private static final Map<String, Currencies> SINGLE = new ConcurrentHashMap<>();

    private final String[] codes;

    private Currencies(String[] codes) {
        this.codes = codes;
    }

    private boolean contains(String code) {
        for (String each : codes) {
            if (each.equals(code)) {
                return true;
            }
        }
        return false;
    }

    /**
     * @throws IllegalArgumentException when it would be one too many
     */
    void check(String code) {
        if (codes.length == MOST && !contains(code)) {
            throw new IllegalArgumentException("currency: is " + code + ", must be one of the " + MOST
                    + " that the merchant has sold in: " + String.join(", ", codes));
        }
    }

    /** These and one more, or just these. */
    Currencies with(String code) {
        if (contains(code)) {
            return this;
        }
        if (codes.length == 0) {
            return SINGLE.computeIfAbsent(code, one -> new Currencies(new String[] {one}));
        }
        String[] more = Arrays.copyOf(codes, codes.length + 1);
        more[codes.length] = code;
        return new Currencies(more);
    }

    void write(StateWriter writer) {
        writer.writeInt(codes.length);
        for (String each : codes) {
            writer.writeString(each);
        }
    }

    static Currencies read(StateReader reader) {
        Currencies currencies = NONE;
        for (int count = reader.readInt(); count > 0; count--) {
            currencies = currencies.with(reader.readString());
        }
        return currencies;
    }
}
