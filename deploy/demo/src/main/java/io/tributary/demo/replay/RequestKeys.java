package io.tributary.demo.replay;

import io.tributary.demo.marketplace.Buckets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Request ids and experiment buckets from user and time by HMAC-SHA-256, so that neither the id nor the bucket tells who it was
 * to anybody who does not hold the key. The key is a salt that is given, or else the digest of the events file: the same
 * replay gives the same ids, and whoever can compute the key has the users before him anyway.
 */
final class RequestKeys {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_BYTES = 12;
    private static final int BUFFER = 1 << 16;

    private final Mac mac;
    private final long bucketSalt;

    private RequestKeys(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
        bucketSalt = ByteBuffer.wrap(mac.doFinal("bucket".getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    static RequestKeys of(String salt) {
        if (salt.isEmpty()) {
            throw new IllegalArgumentException("--salt must not be empty");
        }
        return new RequestKeys(salt.getBytes(StandardCharsets.UTF_8));
    }

    static RequestKeys ofFile(Path events) {
        try (InputStream in = Files.newInputStream(events)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return new RequestKeys(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("events file " + events + " cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What one user saw at one moment is one request. */
    String requestId(String user, long time) {
        // The user is length-prefixed by its end marker: no two pairs of user and time give the same bytes.
        byte[] hash = mac.doFinal((user + '\u0000' + time).getBytes(StandardCharsets.UTF_8));
        return "r" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
    }

    int bucket(String requestId) {
        return Buckets.of(requestId, bucketSalt);
    }
}
