package io.tributary.domain.input;

import io.tributary.domain.input.Verdict.Action;
import java.util.Locale;

/**
 * Compares where the state says that an input stands with what is there. The state is right: a group's offsets expire, are deleted and
 * are reset by people, and then everything would be read again and counted twice, or skipped. Only what cannot be had any more stops
 * the service, and only where it counts.
 */
public final class InputCheck {
    private InputCheck() {}

    /**
     * @param known where the state stands, null when it says nothing
     * @param begun whether the state has positions of other partitions: then one without is new
     */
    public static Verdict of(InputKind kind, Position known, boolean begun, Found found) {
        if (known == null) {
            return ofUnknown(begun, found);
        }
        if (!known.isOf(found.topicId())) {
            return ofOtherTopic(kind, known, found);
        }
        if (known.offset() < found.start()) {
            return ofGone(kind, known, found);
        }
        if (known.offset() > found.end()) {
            return ofCut(kind, known, found);
        }
        return found.committed() == known.offset()
                ? new Verdict(Action.GO_ON, known.offset(), "")
                : new Verdict(Action.SET, known.offset(), groupDiffers(known, found));
    }

    private static Verdict ofUnknown(boolean begun, Found found) {
        if (found.committed() == Found.NONE) {
            return new Verdict(Action.SET, found.start(), begun ? "is new and read from its beginning" : "");
        }
        // What the group commits is committed with the state: it is right unless somebody has changed it.
        return new Verdict(Action.GO_ON, found.committed(), "");
    }

    private static Verdict ofOtherTopic(InputKind kind, Position known, Found found) {
        if (!known.hasRead()) {
            return new Verdict(Action.SET, found.start(), "");
        }
        String words = "was deleted and made again";
        return switch (kind) {
            case SIGNALS -> new Verdict(Action.SET, found.start(), words);
            // An empty one says that nothing holds any more, which is more likely a mishap than meant.
            case COMPACTED ->
                found.topicEmpty()
                        ? new Verdict(Action.STOP, found.start(), words + " and is empty")
                        : new Verdict(Action.READ_WHOLE, found.start(), words);
            case EVENTS ->
                new Verdict(
                        Action.STOP,
                        found.start(),
                        words + ": what had not been read from offset " + number(known.offset()) + " on is lost");
        };
    }

    private static Verdict ofGone(InputKind kind, Position known, Found found) {
        String words = "has lost up to " + number(found.start() - known.offset()) + " records that were not read yet"
                + " (stood at " + number(known.offset()) + ", begins at " + number(found.start()) + ")";
        return switch (kind) {
            case SIGNALS -> new Verdict(Action.SET, found.start(), words);
            case COMPACTED -> new Verdict(Action.READ_WHOLE, found.start(), words);
            case EVENTS -> new Verdict(Action.STOP, found.start(), words);
        };
    }

    private static Verdict ofCut(InputKind kind, Position known, Found found) {
        String words = "has lost records that were counted (stood at " + number(known.offset()) + ", ends at "
                + number(found.end()) + ")";
        return switch (kind) {
            case SIGNALS -> new Verdict(Action.SET, found.end(), words);
            case COMPACTED -> new Verdict(Action.READ_WHOLE, found.start(), words);
            case EVENTS -> new Verdict(Action.STOP, found.end(), words);
        };
    }

    private static String groupDiffers(Position known, Found found) {
        String stands = "goes on at " + number(known.offset()) + ", where the state stands: the group ";
        if (found.committed() == Found.NONE) {
            return known.hasRead() ? stands + "had lost its offset" : "";
        }
        long between = Math.abs(found.committed() - known.offset());
        return found.committed() < known.offset()
                ? stands + "was set back by " + number(between) + " records, which would have been counted twice"
                : stands + "was set forward by " + number(between) + " records, which would have been skipped";
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
