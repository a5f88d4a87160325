package dev.jaas.adapter.bouncycastle;

import java.nio.file.Path;
import java.util.Map;

/**
 * The sentences for every key that cannot be used, each in three lines: what was found, what is needed, how to mend it.
 * They name the file, never what is in it.
 */
final class Mistakes {

    /** What is not a private key, by its label without spaces. */
    private static final Map<String, String> NOT_PRIVATE = Map.ofEntries(
            Map.entry("PUBLICKEY", "a public key"),
            Map.entry("RSAPUBLICKEY", "a public key"),
            Map.entry(NotPem.SSH2_PUBLIC_KEY, "a public key (SSH2)"),
            Map.entry(NotPem.SSH_PUBLIC_LINE, "a public key (OpenSSH's line)"),
            Map.entry("CERTIFICATE", "a certificate"),
            Map.entry("X509CERTIFICATE", "a certificate"),
            Map.entry("TRUSTEDCERTIFICATE", "a certificate"),
            Map.entry("PKCS7", "a bundle of certificates"),
            Map.entry("CERTIFICATEREQUEST", "a certificate request"),
            Map.entry("NEWCERTIFICATEREQUEST", "a certificate request"));

    private static final String RSA = "an RSA private key of 2048 to 16384 bits (JaaS takes RS256 only)";
    private static final String PEM = "the private key as PEM, with its BEGIN and END lines";
    private static final String WHOLE = "the whole file, unchanged, from its BEGIN line to its END line";
    /** The commands of 8x8's documentation. */
    private static final String NEW_PAIR = "ssh-keygen -t rsa -b 4096 -m PEM -N '' -f jaas.key"
            + " && openssl rsa -in jaas.key -pubout -out jaas.key.pub";

    private static final String MAKE_ONE = "Make one, and upload jaas.key.pub in the JaaS console: " + NEW_PAIR;

    private final SourceName source;
    private final boolean openSsh;

    private Mistakes(SourceName source, boolean openSsh) {
        this.source = source;
        this.openSsh = openSsh;
    }

    static Mistakes inFile(Path file) {
        return new Mistakes(SourceName.of(file), false);
    }

    static Mistakes inText(String description) {
        return new Mistakes(SourceName.of(description), false);
    }

    /** The same, with the commands for OpenSSH's own format, which openssl cannot read. */
    Mistakes ofOpenSsh() {
        return new Mistakes(source, true);
    }

    UnusableKeyException noSuchFile() {
        return mistake(
                "there is no such file", "the path of your private key", "Correct it, or make a key: " + NEW_PAIR);
    }

    UnusableKeyException directory() {
        return mistake("it is a directory", "the path of the key file itself", "Find it: ls " + source.inCommand());
    }

    UnusableKeyException accessDenied() {
        return mistake("it may not be read", "the right to read it", "Run: chmod u+r " + source.inCommand());
    }

    UnusableKeyException unreadable(Exception e) {
        return mistake(
                "reading it failed (" + e.getClass().getSimpleName() + ")",
                "a file that can be read to its end",
                "Try: cat " + source.inCommand() + " > /dev/null");
    }

    UnusableKeyException empty() {
        return mistake("it is empty", RSA, "Copy the key again, or make one: " + NEW_PAIR);
    }

    UnusableKeyException tooLarge() {
        return mistake(
                "it has more than 64 KiB, and no key is that large",
                "a file with the private key and little else",
                "Take it out: openssl pkey -in %s -out %s".formatted(source.inCommand(), source.mended()));
    }

    UnusableKeyException severalKeys(int count) {
        return mistake(
                "it holds %d private keys, and which one signs must not be left to chance".formatted(count),
                "a file with one private key",
                "Take the first one out: openssl pkey -in %s -out %s".formatted(source.inCommand(), source.mended()));
    }

    UnusableKeyException notPrivate(String label) {
        return mistake(
                "it holds " + NOT_PRIVATE.getOrDefault(label, "another kind of PEM block") + ", not a private key",
                "the private key of the pair (BEGIN … PRIVATE KEY)",
                "Name that file. If it is lost: " + NEW_PAIR);
    }

    UnusableKeyException otherAlgorithm(String whichWithArticle) {
        return mistake("it holds " + whichWithArticle + " key", RSA, MAKE_ONE);
    }

    UnusableKeyException tooWeak(int bits) {
        return mistake("it is an RSA key of only %d bits".formatted(bits), RSA, MAKE_ONE);
    }

    UnusableKeyException tooLong(int bits) {
        return mistake("it is an RSA key of %d bits, which is too long".formatted(bits), RSA, MAKE_ONE);
    }

    UnusableKeyException primesMissing() {
        return mistake(
                "it is an RSA key without its primes or its public exponent",
                "the whole private key, as openssl or ssh-keygen make it",
                "Export it again with its primes, or make one: " + NEW_PAIR);
    }

    UnusableKeyException cutOff() {
        return mistake(
                "the key is cut off: its END line is missing", WHOLE, "Copy it again, then check it: " + check());
    }

    UnusableKeyException beginMissing() {
        return mistake(
                "the key is cut off: its BEGIN line is missing", WHOLE, "Copy it again, then check it: " + check());
    }

    UnusableKeyException damaged() {
        return mistake(
                "the key is damaged: part of it is missing or changed",
                WHOLE,
                "Copy it again, then check it: " + check());
    }

    UnusableKeyException passphraseMissing() {
        return mistake(
                "the key is encrypted, and no passphrase was given",
                "its passphrase (in the jaas program JAAS_PRIVATE_KEY_PASSPHRASE, in Java passphrase(char[]))",
                "Or take it off: " + withoutPassphrase());
    }

    UnusableKeyException wrongPassphrase() {
        return mistake(
                "the passphrase does not open it (or the key is damaged)",
                "the passphrase that it was encrypted with",
                "Try it by hand: " + check());
    }

    UnusableKeyException unsupportedEncryption(String what) {
        return mistake(
                "it is encrypted with " + what + ", which is not read here",
                openSsh ? "AES" : "AES or triple DES, with PBKDF2 or scrypt",
                "Encrypt it anew: " + encryptAnew());
    }

    UnusableKeyException tooMuchWork(String what) {
        return mistake(
                "it is encrypted with " + what,
                "a smaller work factor, so that opening it cannot stop a server",
                "Encrypt it anew: " + encryptAnew());
    }

    UnusableKeyException unknownKind(String label) {
        String shown = label.matches("[A-Z0-9]{1,40}") ? " (" + label + ")" : "";
        return mistake("it holds a private key of an unknown kind" + shown, RSA, MAKE_ONE);
    }

    UnusableKeyException putty() {
        return mistake("it is a key of PuTTY (.ppk)", PEM, convert("puttygen %s -O private-openssh -o %s"));
    }

    UnusableKeyException sshCom() {
        return mistake("it is a private key of SSH2 (ssh.com)", PEM, convert("ssh-keygen -i -f %s > %s"));
    }

    UnusableKeyException der() {
        return mistake("it is a binary (DER) file", PEM, convert("openssl pkey -inform DER -in %s -out %s"));
    }

    UnusableKeyException bareBase64() {
        return mistake(
                "it is base64 without BEGIN and END lines",
                PEM,
                convert("tr -d '[:space:]' < %s | openssl base64 -d -A | openssl pkey -inform DER -out %s"));
    }

    UnusableKeyException pkcs12() {
        return mistake(
                "it is a PKCS#12 store (.p12, .pfx)", PEM, convert("openssl pkcs12 -in %s -nocerts -nodes -out %s"));
    }

    UnusableKeyException javaKeyStore() {
        return mistake(
                "it is a Java key store (.jks)",
                PEM,
                "Convert it: keytool -importkeystore -srckeystore %s -destkeystore k.p12 -deststoretype PKCS12 && openssl pkcs12 -in k.p12 -nocerts -nodes -out %s"
                        .formatted(source.inCommand(), source.mended()));
    }

    UnusableKeyException jwk() {
        return mistake(
                "it is a key in JSON (JWK)",
                PEM,
                convert("node -e 'process.stdout.write(crypto.createPrivateKey({format:\"jwk\",key:JSON.parse("
                        + "fs.readFileSync(process.argv[1]))}).export({type:\"pkcs8\",format:\"pem\"}))' %s > %s"));
    }

    UnusableKeyException notAKey() {
        return mistake(
                "it is not a key: it has no BEGIN line and is of no known format",
                PEM,
                "Name the right file, or make a key: " + NEW_PAIR);
    }

    UnusableKeyException refusedByProvider(String who, Exception e) {
        return mistake(
                who + " does not take the key (" + e.getClass().getSimpleName() + ")",
                "a provider with a KeyFactory for RSA and a Signature for SHA256withRSA",
                "Leave provider(…) out, or see what this one offers: java -XshowSettings:security:providers -version");
    }

    private String convert(String command) {
        return "Convert it: " + command.formatted(source.inCommand(), source.mended());
    }

    private String check() {
        return openSsh
                ? "ssh-keygen -y -f " + source.inCommand()
                : "openssl pkey -in " + source.inCommand() + " -noout -check";
    }

    private String withoutPassphrase() {
        return openSsh
                ? "ssh-keygen -p -N '' -f " + source.inCommand()
                : "openssl pkey -in %s -out %s".formatted(source.inCommand(), source.mended());
    }

    private String encryptAnew() {
        return openSsh
                ? "ssh-keygen -p -a 32 -Z aes256-ctr -f " + source.inCommand()
                : "openssl pkcs8 -topk8 -v2 aes-256-cbc -in %s -out %s".formatted(source.inCommand(), source.mended());
    }

    private UnusableKeyException mistake(String found, String needed, String mendIt) {
        return new UnusableKeyException("%s: %s.\nNeeded: %s.\n%s".formatted(source.name(), found, needed, mendIt));
    }
}
