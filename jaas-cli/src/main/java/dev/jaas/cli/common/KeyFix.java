// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.common;

import dev.jaas.adapter.bouncycastle.KeyProblem;
import dev.jaas.adapter.bouncycastle.UnusableKeyException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The shell commands that fix a key which cannot be used. They name its file, never its content. */
public final class KeyFix {

    /** The commands of 8x8's documentation. */
    private static final String NEW_PAIR = "ssh-keygen -t rsa -b 4096 -m PEM -N '' -f jaas.key"
            + " && openssl rsa -in jaas.key -pubout -out jaas.key.pub";

    private static final String MAKE_NEW_PAIR = "Make one, and upload jaas.key.pub in the JaaS console: " + NEW_PAIR;

    private static final Pattern NO_QUOTES_NEEDED = Pattern.compile("[A-Za-z0-9_./+=:@%,][A-Za-z0-9_./+=:@%,-]*");

    /**
     * What OpenSSL 3 needs for DES, RC2, RC4 and Blowfish, and {@code openssl pkcs12} for the RC2 of older stores. OpenSSL 1.1
     * and LibreSSL need neither and do not know these options, so they are not a part of the command.
     */
    private static final String OLD_CIPHER =
            " (if OpenSSL 3 calls it unsupported, add: -provider legacy -provider default)";

    private static final String OLD_STORE = " (if OpenSSL 3 calls it unsupported, add: -legacy)";

    /** Where the key came from something other than a file. */
    private static final String PLACEHOLDER = "FILE";

    private final UnusableKeyException unusable;
    private final String file;
    private final String converted;

    private KeyFix(UnusableKeyException unusable) {
        this.unusable = unusable;
        String path = unusable.file().map(Object::toString).orElse(PLACEHOLDER);
        file = word(path);
        converted = word(path + ".pem"); // never the source itself
    }

    /**
     * Describes a key that cannot be used.
     *
     * @param unusable why
     * @return three lines: what was found, what is needed, and the command that fixes it
     */
    public static String describe(UnusableKeyException unusable) {
        return finding(unusable) + '\n' + fix(unusable);
    }

    /**
     * What was found.
     *
     * @param unusable why the key cannot be used
     * @return one line
     */
    public static String finding(UnusableKeyException unusable) {
        return line(unusable, 0);
    }

    /**
     * What is needed, and the command that fixes it.
     *
     * @param unusable why the key cannot be used
     * @return two lines
     */
    public static String fix(UnusableKeyException unusable) {
        return line(unusable, 1) + '\n' + new KeyFix(unusable).command();
    }

    private static String line(UnusableKeyException unusable, int index) {
        return unusable.getMessage().split("\n", -1)[index];
    }

    private String command() {
        return switch (unusable.problem()) {
            case NO_SUCH_FILE -> "Correct it, or make a key: " + NEW_PAIR;
            case DIRECTORY -> "Find it: ls " + file;
            case ACCESS_DENIED -> "Run: chmod u+r " + file;
            case UNREADABLE -> "Try: cat " + file + " > /dev/null";
            case EMPTY -> "Copy the key again, or make one: " + NEW_PAIR;
            case TOO_LARGE -> "Extract it: " + extraction();
            case SEVERAL_KEYS -> "Extract the first one: " + extraction();
            case NOT_PRIVATE -> "Name the private key's file. If it is lost: " + NEW_PAIR;
            case OTHER_ALGORITHM, TOO_SHORT, TOO_LONG, UNKNOWN_KIND -> MAKE_NEW_PAIR;
            case PRIMES_MISSING -> "Export it again with its primes, or make one: " + NEW_PAIR;
            case END_MISSING, BEGIN_MISSING, DAMAGED -> "Copy it again, then check it: " + check();
            case PASSPHRASE_MISSING -> "Or remove it: " + removePassphrase();
            case WRONG_PASSPHRASE -> "Try it yourself: " + check();
            case UNSUPPORTED_ENCRYPTION, WORK_FACTOR_TOO_HIGH -> "Encrypt it again: " + encryptAgain();
            case LIBRARY_CONFLICT -> "Remove them from the class path, or decrypt the key: " + removePassphrase();
            case REJECTED_BY_PROVIDER -> "List the providers: java -XshowSettings:security:providers -version";
            case NOT_A_KEY -> "Name the right file, or make a key: " + NEW_PAIR;
            case PUTTY, SSH_COM, DER, BARE_BASE64, PKCS12, JAVA_KEY_STORE, JWK ->
                "Convert it: " + String.format(Locale.ROOT, conversion(), file, converted);
        };
    }

    /** The command that converts another format to PEM; its arguments are the file and the file that it writes. */
    private String conversion() {
        return switch (unusable.problem()) {
            case PUTTY -> "puttygen %s -O private-openssh -o %s";
            case SSH_COM -> "(umask 077; ssh-keygen -i -f %s > %s)";
            case DER -> "openssl pkey -inform DER -in %s -out %s";
            case BARE_BASE64 ->
                "tr '_-' '/+' < %s | tr -cd 'A-Za-z0-9+/=' | openssl base64 -d -A | openssl pkey -inform DER -out %s";
            case PKCS12 -> "openssl pkcs12 -in %s -nocerts -nodes -out %s" + OLD_STORE;
            case JAVA_KEY_STORE ->
                "keytool -importkeystore -srckeystore %s -destkeystore k.p12 -deststoretype PKCS12"
                        + " && openssl pkcs12 -in k.p12 -nocerts -nodes -out %s";
            case JWK ->
                "(umask 077; node -e 'process.stdout.write(crypto.createPrivateKey({format:\"jwk\",key:JSON.parse("
                        + "fs.readFileSync(process.argv[1]))}).export({type:\"pkcs8\",format:\"pem\"}))' %s > %s)";
            default -> throw new IllegalStateException("No conversion for " + unusable.problem());
        };
    }

    /** Without openssl, which cannot read keys of OpenSSH, and asks for passphrases. */
    private String extraction() {
        return "(umask 077; sed -n '/BEGIN.*PRIVATE KEY/,/END.*PRIVATE KEY/{p;/END/q;}' " + file + " > " + converted
                + ")";
    }

    private String check() {
        return unusable.isOpenSshFormat()
                ? "ssh-keygen -y -f " + file
                : "openssl pkey -in " + file + " -noout -check" + (isEncrypted() ? OLD_CIPHER : "");
    }

    private boolean isEncrypted() {
        return unusable.problem() == KeyProblem.WRONG_PASSPHRASE;
    }

    private String removePassphrase() {
        return unusable.isOpenSshFormat()
                ? "ssh-keygen -p -N '' -f " + file
                : "openssl pkey -in " + file + " -out " + converted + OLD_CIPHER;
    }

    private String encryptAgain() {
        return unusable.isOpenSshFormat()
                ? "ssh-keygen -p -a 32 -Z aes256-ctr -f " + file
                : "openssl pkcs8 -topk8 -v2 aes-256-cbc -in " + file + " -out " + converted + OLD_CIPHER;
    }

    static String word(String path) {
        String relative = path.startsWith("-") ? "./" + path : path; // not an option
        return NO_QUOTES_NEEDED.matcher(relative).matches() ? relative : new ShellText().word(relative);
    }
}
