package io.tributary.analytics.store;

import io.tributary.text.SecretMask;
import java.sql.SQLException;

/** A database did not do what was asked. The message is one line that says what to do. */
public final class DatabaseException extends RuntimeException {
    DatabaseException(String message) {
        super(message);
    }

    private DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @param doing what was done, or the address, of which secrets are hidden
     */
    static DatabaseException of(String doing, SQLException e) {
        String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
        return new DatabaseException("database: " + SecretMask.url(doing) + ": " + reason + "; " + remedy(reason), e);
    }

    private static String remedy(String reason) {
        if (reason.contains("lock on file")) {
            return "another command or program has it open: close that, or name another with --database";
        }
        if (reason.contains("refused") || reason.contains("authentication") || reason.contains("connection attempt")) {
            return "start it, or correct address, user and password of --jdbc-url";
        }
        if (reason.contains("No space left")) {
            return "make room, and run the command again: what was written before is kept";
        }
        if (reason.contains("does not exist")) {
            return "the tables were made by an older version: read the topics on, without --no-refresh";
        }
        return "see that it can be written, or name another with --database or --jdbc-url";
    }
}
