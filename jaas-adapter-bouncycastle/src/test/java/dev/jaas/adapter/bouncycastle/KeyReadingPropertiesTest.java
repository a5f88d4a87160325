// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.KeyId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Any input either gives a key that signs correctly or is refused quickly in three lines. The number of tries is
 * jqwik's default; the profile {@code fuzz} makes it large.
 */
class KeyReadingPropertiesTest {

    private static final KeyId KEY_ID = KeyId.parse("vpaas-magic-cookie-test/ed85b6");
    private static final byte[] INPUT = {1, 2, 3};

    /** The time for the highest accepted work factor on a slow machine. */
    private static final Duration MAX_DURATION = Duration.ofSeconds(30);

    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9+/]{16,}");

    private static final List<String> KEYS = new ArrayList<>();
    private static final List<byte[]> CONTENTS = new ArrayList<>();

    private static Tools tools = new Tools(Path.of(""));
    private static BigInteger modulus = BigInteger.ZERO;
    private static String ed25519 = "";

    /** One change to some bytes: where (as a fraction of their length), which kind, and with which bytes. */
    record Edit(double where, int kind, String latin1) {

        byte[] appliedTo(byte[] in) {
            byte[] bytes = latin1.getBytes(ISO_8859_1);
            int at = (int) (where * in.length);
            int removed = kind == 0 ? 0 : kind == 1 ? Math.min(bytes.length, in.length - at) : in.length - at;
            byte[] added = kind == 2 ? new byte[0] : bytes;
            byte[] out = new byte[in.length - removed + added.length];
            System.arraycopy(in, 0, out, 0, at);
            System.arraycopy(added, 0, out, at, added.length);
            System.arraycopy(in, at + removed, out, at + added.length, in.length - at - removed);
            return out;
        }
    }

    @BeforeContainer
    static void makeKeys() throws IOException {
        tools = new Tools(Files.createTempDirectory("jaas-keys"));
        tools.run("openssl genrsa -traditional -out pkcs1 2048");
        tools.run("openssl pkcs8 -topk8 -nocrypt -in pkcs1 -out pkcs8");
        tools.run("openssl rsa -traditional -aes128 -in pkcs1 -out dek -passout pass:PASS");
        tools.run("openssl pkcs8 -topk8 -iter 1 -in pkcs1 -out pbkdf2 -passout pass:PASS");
        tools.run("openssl pkcs8 -topk8 -scrypt -scrypt_N 2 -in pkcs1 -out scrypt -passout pass:PASS");
        tools.run("openssl genpkey -algorithm ed25519 -out ed25519");
        tools.copy("pkcs1", "openssh");
        tools.run("ssh-keygen -q -p -N '' -f openssh");
        tools.copy("pkcs1", "gcm");
        tools.run("ssh-keygen -q -p -N PASS -a 1 -Z aes256-gcm@openssh.com -f gcm");
        tools.run("openssl pkcs8 -topk8 -v1 PBE-SHA1-3DES -iter 1 -in pkcs1 -out pbes1 -passout pass:PASS");
        modulus = PemJwsSigner.fromFile(KEY_ID, tools.path("pkcs1")).publicKey().getModulus();
        ed25519 = tools.text("ed25519");
        for (String name : List.of("pkcs1", "pkcs8", "dek", "pbes1", "pbkdf2", "scrypt", "ed25519", "openssh", "gcm")) {
            String pem = tools.text(name);
            KEYS.add(pem);
            if (!name.equals("dek")) {
                CONTENTS.add(Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "")));
            }
        }
    }

    @AfterContainer
    static void removeKeys() throws IOException {
        try (var files = Files.list(tools.dir())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(tools.dir());
    }

    @Property
    void fromStream_anyBytes_areRefused(@ForAll @Size(max = 3000) byte[] content) throws Exception {
        assertSignsOrIsRefused(content);
    }

    @Property
    void fromStream_aChangedFile_signsOrIsRefused(
            @ForAll @From("keys") String pem, @ForAll @From("edits") @Size(min = 1, max = 4) List<Edit> edits)
            throws Exception {
        assertSignsOrIsRefused(changed(pem.getBytes(ISO_8859_1), edits));
    }

    @Property
    void fromStream_aChangedContentOfAnyLabel_signsOrIsRefused(
            @ForAll @From("contents") byte[] content,
            @ForAll @From("labels") String label,
            @ForAll @From("edits") @Size(min = 1, max = 4) List<Edit> edits)
            throws Exception {
        String body = Base64.getMimeEncoder().encodeToString(changed(content, edits));
        assertSignsOrIsRefused("-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(label, body)
                .getBytes(ISO_8859_1));
    }

    @Property
    void fromStream_piecesOfPemInAnyOrder_signOrAreRefused(@ForAll @From("pieces") List<String> pieces)
            throws Exception {
        assertSignsOrIsRefused(String.join("", pieces).getBytes(ISO_8859_1));
    }

    @Property
    void fromStream_aKeyInAnyCombinationOfEncodings_isReadAsTheSameKey(
            @ForAll @From("rsaKeys") String pem, @ForAll @From("encodings") List<KeyState.Text> encodings) {
        byte[] content = encoded(pem, encodings).getBytes(UTF_8);
        Assume.that(content.length <= KeyInput.MAX_BYTES);
        assertThat(PemJwsSigner.builder(KEY_ID)
                        .passphrase(Tools.PASSPHRASE.toCharArray())
                        .fromStream(new ByteArrayInputStream(content))
                        .publicKey()
                        .getModulus())
                .isEqualTo(modulus);
    }

    @Property
    void fromStream_aChangedEncoding_signsOrIsRefused(
            @ForAll @From("keys") String pem,
            @ForAll @From("encodings") List<KeyState.Text> encodings,
            @ForAll @From("edits") @Size(min = 1, max = 4) List<Edit> edits)
            throws Exception {
        assertSignsOrIsRefused(changed(encoded(pem, encodings).getBytes(UTF_8), edits));
    }

    /** An armour or none, then up to three encodings, of which not more are base64 than are read. */
    @Provide
    Arbitrary<List<KeyState.Text>> encodings() {
        List<KeyState.Text> first = new ArrayList<>(KeyState.transports());
        first.addAll(KeyState.armour());
        return Combinators.combine(
                        Arbitraries.of(first),
                        Arbitraries.of(KeyState.transports()).list().ofMaxSize(3))
                .as((armour, transports) -> {
                    List<KeyState.Text> all = new ArrayList<>(List.of(armour));
                    all.addAll(transports);
                    return all;
                })
                .filter(all -> base64Layers(all) <= 3);
    }

    private static long base64Layers(List<KeyState.Text> encodings) {
        return encodings.stream()
                .mapToLong(encoding -> encoding.name().split("base64", -1).length - 1L)
                .sum();
    }

    private static String encoded(String pem, List<KeyState.Text> encodings) {
        String text = pem;
        for (KeyState.Text encoding : encodings) {
            text = encoding.change().apply(text);
        }
        return text;
    }

    @Provide
    Arbitrary<String> rsaKeys() {
        return Arbitraries.of(KEYS).filter(pem -> !pem.equals(ed25519));
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of(KEYS);
    }

    @Provide
    Arbitrary<byte[]> contents() {
        return Arbitraries.of(CONTENTS);
    }

    @Provide
    Arbitrary<String> labels() {
        return Arbitraries.of(
                "RSA PRIVATE KEY", "PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "OPENSSH PRIVATE KEY", "PUBLIC KEY");
    }

    @Provide
    Arbitrary<List<Edit>> edits() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.strings()
                                .withCharRange((char) 0, (char) 255)
                                .ofMinLength(1)
                                .ofMaxLength(8))
                .as(Edit::new)
                .list();
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        List<String> pieces = new ArrayList<>(List.of(
                "-----",
                "-----BEGIN ",
                "----BEGIN ",
                "—–—begin ",
                "BEGIN ",
                "END ",
                "-----END ",
                "RSA PRIVATE KEY",
                "PRIVATE KEY",
                "OPENSSH PRIVATE KEY",
                "CERTIFICATE",
                "\n",
                "\\n",
                "\\",
                "\\u00",
                "\\u002d",
                "%2B",
                "%25",
                "&#x2B;",
                "&#99999;",
                "=3D",
                "\" + \"",
                "\"",
                "Proc-Type: 4,ENCRYPTED\n",
                "DEK-Info: AES-128-CBC,",
                "00112233445566778899AABBCCDDEEFF",
                "MIIEpAIBAAKCAQEA",
                "====",
                "{\"kty\":",
                "ssh-rsa AAAA",
                "\u00ff\u00fe",
                "0\u0082\u0001",
                "PuTTY-User-Key-File-3",
                "---- BEGIN SSH2 "));
        pieces.addAll(KEYS);
        return Arbitraries.of(pieces).list().ofMaxSize(30);
    }

    private static byte[] changed(byte[] content, List<Edit> edits) {
        byte[] changed = content;
        for (Edit edit : edits) {
            changed = edit.appliedTo(changed);
        }
        return changed;
    }

    private static void assertSignsOrIsRefused(byte[] content) throws GeneralSecurityException {
        long start = System.nanoTime();
        try {
            PemJwsSigner signer = PemJwsSigner.builder(KEY_ID)
                    .passphrase(Tools.PASSPHRASE.toCharArray())
                    .fromStream(new ByteArrayInputStream(content));
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(signer.publicKey());
            verifier.update(INPUT);
            assertThat(verifier.verify(signer.sign(INPUT))).isTrue();
        } catch (UnusableKeyException e) {
            assertThat(e.getMessage().lines()).hasSize(3);
            String text = new String(content, ISO_8859_1);
            assertThat(LONG_WORD.matcher(e.getMessage()).results().map(MatchResult::group))
                    .noneMatch(text::contains);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MAX_DURATION);
    }
}
