package io.tributary.schemas.bounds;

import java.util.Locale;

/**
 * What the values of one field may be. What lies outside is refused: the record becomes a dead letter that names the field. The
 * checks take and return primitives and make no object, for two of them are asked for every event.
 */
public sealed interface Bound {
    /** What a value must be, for people. */
    String need();

    /** A whole number from least to most. */
    record Whole(String unit, long least, long most) implements Bound {
        public boolean holds(long value) {
            return value >= least && value <= most;
        }

        /**
         * @throws OutOfBoundsException when it does not hold
         */
        public void check(String path, long value) {
            if (value < least || value > most) {
                throw refusal(path, Long.toString(value), need());
            }
        }

        @Override
        public String need() {
            return unit + ", " + least + " to " + most;
        }
    }

    /** A finite number from least to most: neither infinity nor what is not a number. */
    record Real(String unit, double least, double most) implements Bound {
        public boolean holds(double value) {
            return value >= least && value <= most;
        }

        /**
         * @throws OutOfBoundsException when it does not hold
         */
        public void check(String path, double value) {
            if (!(value >= least && value <= most)) {
                throw refusal(path, Double.toString(value), need());
            }
        }

        @Override
        public String need() {
            return unit + ", a finite number from " + shortest(least) + " to " + shortest(most);
        }

        private static String shortest(double value) {
            return value == Math.rint(value) && Math.abs(value) < 1e15
                    ? Long.toString((long) value)
                    : String.format(Locale.ROOT, "%s", value);
        }
    }

    /** A text by the bytes it has in UTF-8. */
    record Text(String what, int leastBytes, int mostBytes, Charset characters) implements Bound {
        /** By its bytes, which are UTF-8. */
        public boolean holds(int bytes) {
            return bytes >= leastBytes && bytes <= mostBytes;
        }

        /**
         * Checks a text that lies in bytes by its length alone.
         *
         * @throws OutOfBoundsException when it does not hold
         */
        public void check(String path, int bytes) {
            if (bytes < leastBytes || bytes > mostBytes) {
                throw refusal(path, bytes == 0 ? "empty" : bytes + " bytes long", need());
            }
        }

        /**
         * @throws OutOfBoundsException when it does not hold
         */
        public void check(String path, String value) {
            // No character of Java's has more than three bytes: most texts need not be counted.
            int bytes = value.length() <= mostBytes / 3 && value.length() >= leastBytes
                    ? value.length()
                    : Utf8.length(value);
            if (!holds(bytes) || !characters.holds(value)) {
                throw refusal(path, shown(value), need());
            }
        }

        @Override
        public String need() {
            String size = leastBytes == mostBytes ? "" + mostBytes : leastBytes + " to " + mostBytes;
            return what + ", " + size + " bytes of " + characters.need();
        }
    }

    /** A list or a map, of which each element has bounds of its own. */
    record Items(String what, int least, int most, Bound each) implements Bound {
        /**
         * @throws OutOfBoundsException when there are too few or too many
         */
        public void check(String path, int count) {
            if (count < least || count > most) {
                throw new OutOfBoundsException(path + ": has " + count + " entries, must be " + need());
            }
        }

        @Override
        public String need() {
            return what + ", " + least + " to " + most + " entries";
        }
    }

    /** A symbol of an enumeration, or true or false: Avro reads nothing else, and unknown symbols as the default. */
    record Symbol() implements Bound {
        @Override
        public String need() {
            return "one of the schema's symbols";
        }
    }

    /** A record whose fields have bounds of their own. */
    record Nested() implements Bound {
        @Override
        public String need() {
            return "its fields’ bounds";
        }
    }

    /** The characters of a text. */
    enum Charset {
        /** Any Unicode text. */
        TEXT("UTF-8") {
            @Override
            boolean holds(String value) {
                return Utf8.isText(value);
            }
        },
        /** Text without control characters: it is a key, or stands in logs and state. */
        NAME("UTF-8 without control characters such as NUL") {
            @Override
            boolean holds(String value) {
                for (int i = 0; i < value.length(); i++) {
                    if (Character.isISOControl(value.charAt(i))) {
                        return false;
                    }
                }
                return Utf8.isText(value);
            }
        },
        /** A code of the list in {@link Currencies}. */
        CURRENCY("upper-case letters: an ISO 4217 code that has a minor unit") {
            @Override
            boolean holds(String value) {
                return Currencies.code(value) != null;
            }
        },
        SLUG("lower-case letters, digits and hyphens, of which the first is no hyphen") {
            @Override
            boolean holds(String value) {
                return !value.startsWith("-")
                        && value.chars()
                                .allMatch(each ->
                                        each >= 'a' && each <= 'z' || each >= '0' && each <= '9' || each == '-');
            }
        },
        DIGITS("digits") {
            @Override
            boolean holds(String value) {
                return value.chars().allMatch(each -> each >= '0' && each <= '9');
            }
        };

        private final String need;

        Charset(String need) {
            this.need = need;
        }

        abstract boolean holds(String value);

        String need() {
            return need;
        }
    }

    private static OutOfBoundsException refusal(String path, String value, String need) {
        return new OutOfBoundsException(path + ": is " + value + ", must be " + need);
    }

    private static String shown(String value) {
        if (value.isEmpty()) {
            return "empty";
        }
        StringBuilder shown = new StringBuilder();
        value.codePoints()
                .limit(40)
                .forEach(each -> shown.appendCodePoint(Character.isISOControl(each) ? '\uFFFD' : each));
        return shown.length() < value.length() ? shown + "... (" + Utf8.length(value) + " bytes)" : shown.toString();
    }
}
