package io.podgate.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar says of itself. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
        return new String[] {"podgate " + version};
    }
}
