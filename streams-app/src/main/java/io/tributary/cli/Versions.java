package io.tributary.cli;

/** Rules and lists are versioned: what was published once never changes under its number. */
final class Versions {
    private Versions() {}

    /**
     * @param what its kind and name, for the error
     * @param before the highest version that is published
     * @throws IllegalArgumentException when the version that is to be published is not higher
     */
    static void requireRising(String what, int before, int now) {
        if (now <= before) {
            throw new IllegalArgumentException(what + ": version is " + now + ", but version " + before
                    + " is published and differs; set version: " + (before + 1));
        }
    }
}
