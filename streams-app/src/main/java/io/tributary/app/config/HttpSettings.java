package io.tributary.app.config;

import static io.tributary.app.config.SettingsException.require;

/**
 * Where health, metrics and status are served.
 *
 * @param host address to listen on
 * @param port port, 0 picks a free one
 */
public record HttpSettings(String host, int port) {
    public HttpSettings {
        require(!host.isBlank(), SettingKeys.HTTP_HOST, host, "name an address, for example 127.0.0.1 or 0.0.0.0");
    }
}
