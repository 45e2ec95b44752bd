package io.tributary.demo.evaluate.rerank;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import picocli.CommandLine.ITypeConverter;

/**
 * In which order requests come.
 *
 * @param seed of the shuffle; empty: as the file has them
 */
record RequestOrder(OptionalLong seed) {
    static final RequestOrder FILE = new RequestOrder(OptionalLong.empty());

    private static final String SHUFFLE = "shuffle:";

    static RequestOrder parse(String text) {
        if (text.equals("file")) {
            return FILE;
        }
        if (text.startsWith(SHUFFLE)) {
            try {
                return new RequestOrder(OptionalLong.of(Long.parseLong(text.substring(SHUFFLE.length()))));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("the seed in '" + text + "' is not a whole number", e);
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not an order: give file or shuffle:SEED");
    }

    /** The same elements in this order (Fisher and Yates; equal seeds give equal orders). */
    <T> List<T> of(List<T> elements) {
        if (seed.isEmpty()) {
            return elements;
        }
        List<T> shuffled = new ArrayList<>(elements);
        SplittableRandom random = new SplittableRandom(seed.getAsLong());
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        return shuffled;
    }

    /** For picocli. */
    static final class Converter implements ITypeConverter<RequestOrder> {
        @Override
        public RequestOrder convert(String text) {
            return parse(text);
        }
    }
}
