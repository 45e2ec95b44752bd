package io.tributary.app.config;

import static io.tributary.app.config.SettingsException.require;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where health, metrics and status are served.
 *
 * @param host address to listen on
 * @param port port, 0 picks a free one
 * @param advertisedHost name under which other instances and commands reach it; empty for the address itself
 * @param access how, and to whom
 */
public record HttpSettings(String host, int port, String advertisedHost, HttpAccess access) {
    /** For this machine only. */
    public HttpSettings(String host, int port, String advertisedHost) {
        this(host, port, advertisedHost, HttpAccess.LOCAL);
    }

    public HttpSettings {
        require(!host.isBlank(), SettingKeys.HTTP_HOST, host, "name an address, for example 127.0.0.1 or 0.0.0.0");
        require(
                advertisedHost.matches("[^\\s:/]*|\\[[0-9a-fA-F:.%]+]"),
                SettingKeys.HTTP_ADVERTISED_HOST,
                advertisedHost,
                "write a name or address without port, for example tributary-0.tributary");
    }

    /** Name or address at which others reach it: one that listens at all addresses is reached by the machine's name. */
    public String reachedAt() {
        if (!advertisedHost.isEmpty()) {
            return advertisedHost;
        }
        boolean isAnywhere = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
        return isAnywhere ? nameOfMachine() : host;
    }

    private static String nameOfMachine() {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException e) {
            return "127.0.0.1";
        }
    }

    /** What its addresses begin with. */
    public String scheme() {
        return access.isTls() ? "https" : "http";
    }
}
