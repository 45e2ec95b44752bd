package io.tributary.analytics.store;

import io.tributary.analytics.PostgresServer;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real server, which the test starts. */
class PostgresReadModelTest extends ReadModelContract {
    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    @Override
    String url() {
        return SERVER.url();
    }
}
