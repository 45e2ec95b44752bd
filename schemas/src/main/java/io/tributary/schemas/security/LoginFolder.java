package io.tributary.schemas.security;

import java.nio.file.Path;

/**
 * A folder with the files {@code username} and {@code password}, as Kubernetes mounts a secret of type basic-auth. Both are read each time
 * they are asked for.
 */
record LoginFolder(Path folder) {
    static LoginFolder of(String folder) {
        return new LoginFolder(Path.of(folder));
    }

    String username() {
        return SecretFile.read(folder.resolve("username"));
    }

    String password() {
        return SecretFile.read(folder.resolve("password"));
    }
}
