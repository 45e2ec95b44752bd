package io.tributary.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.tributary.app.config.HttpAccess;
import io.tributary.http.TokenCheck.Verdict;
import io.tributary.text.Json;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is told what. Health is told to everybody, since whoever looks after processes has no token; everything else to whoever asks from
 * this machine, and to whoever brings a token. What a proxy passes on is not from this machine, wherever the proxy runs.
 */
final class Callers {
    private static final Set<String> OPEN = Set.of("/health/live", "/health/ready");
    private static final String BEARER = "Bearer ";
    /** After so long keys are asked for again, whatever came meanwhile. */
    private static final String RETRY_SECONDS = "30";

    private final List<TokenCheck> tokens;

    private Callers(List<TokenCheck> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    static Callers of(HttpAccess access) {
        List<TokenCheck> tokens = new ArrayList<>();
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
        boolean isBearer = header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        switch (isBearer ? verdict(header.substring(BEARER.length()).trim()) : Verdict.INVALID) {
            case INVALID -> refuse(context);
            case UNDECIDED -> putOff(context);
            default -> {}
        }
    }

    private Verdict verdict(String token) {
        Verdict best = Verdict.INVALID;
        for (TokenCheck check : tokens) {
            Verdict verdict = check.of(token);
            if (verdict.compareTo(best) > 0) {
                best = verdict;
            }
        }
        return best;
    }

    private void refuse(Context context) {
        boolean open = !tokens.isEmpty();
        if (open) {
            context.header("WWW-Authenticate", "Bearer realm=\"tributary\"");
        }
        answer(
                context,
                open ? HttpStatus.UNAUTHORIZED : HttpStatus.FORBIDDEN,
                open
                        ? "a valid bearer token is needed from other machines"
                        : "this is told to this machine only: set http.token.file or http.oidc.* for others");
    }

    /** The caller's token may be as good as any. */
    private static void putOff(Context context) {
        context.header("Retry-After", RETRY_SECONDS);
        answer(
                context,
                HttpStatus.SERVICE_UNAVAILABLE,
                "the issuer's keys (http.oidc.jwks) cannot be had, so that nobody can say whether this token is valid");
    }

    private static void answer(Context context, HttpStatus status, String error) {
        context.status(status).contentType("application/json").result(Json.write(Map.of("error", error)));
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
