package io.tributary.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tokens of a file, one a line, read again when the file has changed. While it cannot be read nobody is known. */
final class TokenFile implements TokenCheck {
    private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);
    private static final int LEAST_LENGTH = 16;

    /** What is known of the file: kept are digests, which a heap dump may show. */
    private record Known(String stamp, List<byte[]> digests) {}

    private final Path file;
    private volatile Known known = new Known("", List.of());

    TokenFile(String file) {
        this.file = Path.of(file);
    }

    @Override
    public Verdict of(String token) {
        byte[] digest = digest(token);
        boolean found = false;
        // All are compared, so that the time tells nothing.
        for (byte[] each : known().digests()) {
            found |= MessageDigest.isEqual(each, digest);
        }
        return found ? Verdict.VALID : Verdict.INVALID;
    }

    private Known known() {
        String stamp = stamp();
        Known now = known;
        if (!now.stamp().equals(stamp)) {
            now = new Known(stamp, read());
            known = now;
        }
        return now;
    }

    private String stamp() {
        try {
            return Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    private List<byte[]> read() {
        try {
            List<String> tokens = Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
            long weak = tokens.stream()
                    .filter(token -> token.length() < LEAST_LENGTH)
                    .count();
            if (weak > 0) {
                LOG.warn(
                        "{}: {} tokens are shorter than {} characters and are not taken: use `openssl rand -hex 32`",
                        file,
                        weak,
                        LEAST_LENGTH);
            }
            return tokens.stream()
                    .filter(token -> token.length() >= LEAST_LENGTH)
                    .map(TokenFile::digest)
                    .toList();
        } catch (IOException e) {
            LOG.warn("http.token.file {} cannot be read, no token is known: {}", file, e.toString());
            return List.of();
        }
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java has it.
        }
    }
}
