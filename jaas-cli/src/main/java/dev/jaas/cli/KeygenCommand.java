// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.cli.common.Json;
import dev.jaas.cli.common.Terminal;
import dev.jaas.cli.common.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code jaas keygen}: a new key pair, as the JaaS console takes it. */
@Command(name = "keygen", description = HelpText.KEYGEN, footer = HelpText.KEYGEN_NEXT)
final class KeygenCommand implements Runnable {

    private static final int BITS = 4096;
    private static final int LINE = 64;

    private final Program program;

    @Parameters(
            paramLabel = "FILE",
            description = "Where to write the private key. An existing file is never replaced.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String file;

    KeygenCommand(Program program) {
        this.program = program;
    }

    @Override
    public void run() {
        Path path = path(file);
        KeyPair pair = generate();
        write(path, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        String publicKey = pem("PUBLIC KEY", pair.getPublic().getEncoded());
        Terminal terminal = program.terminal();
        if (program.json) {
            terminal.println(new Json()
                    .with("outcome", "created")
                    .with("exitStatus", 0)
                    .with("privateKeyFile", path)
                    .with("publicKey", publicKey));
        } else {
            terminal.err().println("The private key is in " + path + ". Upload this public key in the JaaS console:");
            terminal.println(publicKey.stripTrailing());
        }
    }

    private static Path path(String file) {
        Path path;
        try {
            path = Path.of(file);
        } catch (InvalidPathException e) {
            throw new UsageException("FILE is not the name of a file", "choose another name.");
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) { // before a key is made for nothing
            throw exists(path);
        }
        return path;
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has RSA.", e);
        }
    }

    /** The file has its permissions from the beginning, and only if there is none yet. */
    private static void write(Path path, String pem) {
        FileAttribute<?>[] ownerOnly =
                path.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try (SeekableByteChannel channel = Files.newByteChannel(
                path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(pem);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (FileAlreadyExistsException e) {
            throw exists(path);
        } catch (IOException e) {
            throw new UsageException(
                    "The private key cannot be written to " + path + " ("
                            + e.getClass().getSimpleName() + ")",
                    "choose a directory that exists and has space, and remove what was written of the file.");
        }
    }

    private static UsageException exists(Path path) {
        return new UsageException(
                "The file " + path + " exists, and it may hold a key that is in use", "choose another name.");
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + type + "-----\n";
    }
}
