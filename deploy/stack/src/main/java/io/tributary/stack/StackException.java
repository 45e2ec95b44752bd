package io.tributary.stack;

/** What keeps the stack from running, in one line, and what to do about it. */
public final class StackException extends RuntimeException {
    private final String remedy;

    public StackException(String problem, String remedy) {
        this(problem, remedy, null);
    }

    public StackException(String problem, String remedy, Throwable cause) {
        super(oneLine(problem) + ": " + oneLine(remedy), cause);
        this.remedy = oneLine(remedy);
    }

    /** What the person at the keyboard can do about it. */
    public String remedy() {
        return remedy;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
