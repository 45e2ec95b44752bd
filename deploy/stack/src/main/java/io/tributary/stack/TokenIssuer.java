package io.tributary.stack;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Signs tokens that say who somebody is (JWT, RFC 7519, signed by RS256), with a key of its own that is nowhere kept: what an OpenID Connect
 * issuer does, for brokers of a stack.
 */
public final class TokenIssuer {
    /** What it calls itself. */
    static final String NAME = "tributary-stack";
    /** Whom its tokens are for. */
    static final String AUDIENCE = "kafka";

    private static final int KEY_BITS = 2_048;

    private final String keyId = SelfSigned.random();
    private final KeyPair key;

    public TokenIssuer() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            key = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // Every Java has it.
        }
    }

    /** A token that says that its bearer is this user, from now on for so long. */
    public String token(String user, Duration life) {
        long now = System.currentTimeMillis() / 1_000;
        String signed = text("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + keyId + "\"}") + "."
                + text("{\"iss\":\"" + NAME + "\",\"aud\":\"" + AUDIENCE + "\",\"sub\":\"" + user + "\",\"iat\":" + now
                        + ",\"exp\":" + (now + life.toSeconds()) + "}");
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + bytes(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // Every Java has it.
        }
    }

    /** The public keys of issuers, as brokers read them (JWKS, RFC 7517). */
    public static String keys(TokenIssuer... issuers) {
        return Stream.of(issuers).map(TokenIssuer::jwk).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private String jwk() {
        RSAPublicKey open = (RSAPublicKey) key.getPublic();
        return "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"" + keyId + "\",\"n\":\""
                + number(open.getModulus()) + "\",\"e\":\"" + number(open.getPublicExponent()) + "\"}";
    }

    /** Without the byte that only holds the sign. */
    private static String number(BigInteger value) {
        byte[] all = value.toByteArray();
        int first = all[0] == 0 ? 1 : 0;
        return bytes(java.util.Arrays.copyOfRange(all, first, all.length));
    }

    private static String text(String json) {
        return bytes(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String bytes(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
