package io.tributary.demo.evaluate.rerank;

import java.util.List;
import java.util.stream.IntStream;

/** Which users take part, by their place in the file: parameters may be chosen on one half and reported on the other. */
enum UserHalf {
    ALL,
    /** The first, third, fifth ... user. */
    EVEN,
    /** The second, fourth, sixth ... user. */
    ODD;

    <T> List<T> of(List<T> users) {
        if (this == ALL) {
            return users;
        }
        int parity = this == EVEN ? 0 : 1;
        return IntStream.range(0, users.size())
                .filter(place -> place % 2 == parity)
                .mapToObj(users::get)
                .toList();
    }
}
