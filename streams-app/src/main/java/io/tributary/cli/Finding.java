package io.tributary.cli;

/**
 * What `doctor` has found.
 *
 * @param area what was looked at
 * @param words what was found, one line
 * @param remedy what to do about it, empty when there is nothing to do
 */
record Finding(String area, Level level, String words, String remedy) {
    /** How bad it is. */
    enum Level {
        OK,
        /** It works, and may cost some day. */
        WARN,
        /** It does not work, or will not. */
        FAIL
    }

    static Finding ok(String area, String words) {
        return new Finding(area, Level.OK, words, "");
    }

    static Finding warn(String area, String words, String remedy) {
        return new Finding(area, Level.WARN, words, remedy);
    }

    static Finding fail(String area, String words, String remedy) {
        return new Finding(area, Level.FAIL, words, remedy);
    }
}
