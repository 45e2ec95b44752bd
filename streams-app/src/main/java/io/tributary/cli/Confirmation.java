package io.tributary.cli;

import java.io.Console;

/** What cannot be taken back is done only when a person, or a script with --yes, says so. */
final class Confirmation {
    static final String YES_HELP = "Do it without asking; needed where nobody can be asked.";

    private Confirmation() {}

    /**
     * Returns when it was confirmed.
     *
     * @param what happens, one sentence
     * @throws IllegalArgumentException when it was not, or nobody can be asked
     */
    static void require(boolean yes, String what) {
        if (yes) {
            return;
        }
        Console console = System.console();
        if (console == null) {
            throw new IllegalArgumentException(what + " Add --yes to do it.");
        }
        String answer = console.readLine("%s%nType yes to go on: ", what);
        if (answer == null || !answer.trim().equalsIgnoreCase("yes")) {
            throw new IllegalArgumentException("nothing was changed: not confirmed");
        }
    }
}
