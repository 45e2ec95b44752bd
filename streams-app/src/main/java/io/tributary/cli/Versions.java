package io.tributary.cli;

/** Rules and lists are versioned: what was published once never changes under its number. */
final class Versions {
    private Versions() {}

    static void requireRising(String what, int before, int now) {
        if (now <= before) {
            throw new IllegalArgumentException(what + ": version is " + now + ", but version " + before
                    + " is published and differs; set version: " + (before + 1));
        }
    }
}
