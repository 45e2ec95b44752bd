package io.tributary.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.tributary.app.config.HttpAccess;
import io.tributary.text.Json;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who is told what. Health is told to everybody, since whoever looks after processes has no token; everything else to whoever asks from
 * this machine, and to whoever brings a token. What a proxy passes on is not from this machine, wherever the proxy runs.
 */
final class Callers {
    private static final Set<String> OPEN = Set.of("/health/live", "/health/ready");
    private static final String BEARER = "Bearer ";

    private final List<Predicate<String>> tokens;

    private Callers(List<Predicate<String>> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    static Callers of(HttpAccess access) {
        List<Predicate<String>> tokens = new ArrayList<>();
        if (!access.tokenFile().isEmpty()) {
            tokens.add(new TokenFile(access.tokenFile()));
        }
        if (!access.issuer().isEmpty()) {
            tokens.add(SignedTokens.of(access));
        }
        return new Callers(tokens);
    }

    /** Answers instead of what was asked for, when it is not to be told. */
    void check(Context context) {
        if (OPEN.contains(context.path()) || isFromHere(context)) {
            return;
        }
        String header = context.header("Authorization");
        boolean known = header != null
                && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && isKnown(header.substring(BEARER.length()).trim());
        if (!known) {
            refuse(context);
        }
    }

    private boolean isKnown(String token) {
        return tokens.stream().anyMatch(kind -> kind.test(token));
    }

    private void refuse(Context context) {
        boolean open = !tokens.isEmpty();
        context.status(open ? HttpStatus.UNAUTHORIZED : HttpStatus.FORBIDDEN);
        if (open) {
            context.header("WWW-Authenticate", "Bearer realm=\"tributary\"");
        }
        context.contentType("application/json")
                .result(Json.write(Map.of(
                        "error",
                        open
                                ? "a valid bearer token is needed from other machines"
                                : "this is told to this machine only: set http.token.file or http.oidc.* for others")));
        context.skipRemainingHandlers();
    }

    private static boolean isFromHere(Context context) {
        return context.header("Forwarded") == null
                && context.header("X-Forwarded-For") == null
                && isLoopback(context.req().getRemoteAddr());
    }

    static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
