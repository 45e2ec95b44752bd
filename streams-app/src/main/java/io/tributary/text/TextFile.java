package io.tributary.text;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Text that a person wrote. What is wrong with a file as such is said in the same words everywhere, with the remedy. */
public final class TextFile {
    private static final long MOST_BYTES = 64 << 20;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextFile() {}

    /**
     * The file's text, without a byte order mark.
     *
     * @throws IllegalArgumentException naming the file and what is wrong with it
     */
    public static String read(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new IllegalArgumentException(file + ": is a folder; name the files in it");
            }
            if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException(file + ": is larger than 64 MB; is it the right file?");
            }
            return checked(file, Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": no such file", e);
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException(file + ": may not be read; check its permissions", e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": is not UTF-8 text; save it as UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static String checked(Path file, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(file + ": is not text, it has NUL bytes; is it the right file?");
        }
        return text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1);
    }
}
