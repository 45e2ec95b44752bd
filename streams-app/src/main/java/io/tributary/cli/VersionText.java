package io.tributary.cli;

import io.tributary.app.run.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} answers. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"tributary " + BuildInfo.read()};
    }
}
