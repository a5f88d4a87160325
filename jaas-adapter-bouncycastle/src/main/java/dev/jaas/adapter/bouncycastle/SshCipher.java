// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.BufferedBlockCipher;
import org.bouncycastle.crypto.DefaultBufferedBlockCipher;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.BCrypt;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.jspecify.annotations.Nullable;

/** AES by its names in OpenSSH; the default of {@code ssh-keygen} is {@code aes256-ctr}. */
final class SshCipher {

    private static final Pattern NAME = Pattern.compile("aes(128|192|256)-(?:(cbc|ctr)|(gcm)@openssh\\.com)");
    private static final int GCM_TAG_BITS = 128;

    private final int keyBytes;
    private final String mode;

    private SshCipher(int keyBytes, String mode) {
        this.keyBytes = keyBytes;
        this.mode = mode;
    }

    static @Nullable SshCipher byName(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches()
                ? new SshCipher(Integer.parseInt(parts.group(1)) / 8, parts.group(2) == null ? "gcm" : parts.group(2))
                : null;
    }

    /** Decrypts without removing the padding. Null if the tag of GCM shows that the passphrase is wrong. */
    byte @Nullable [] decrypt(byte[] passphrase, byte[] salt, int rounds, byte[] encrypted, byte[] tag) {
        byte[] keyAndIv = BCrypt.pbkdfGenerate(passphrase, salt, rounds, keyBytes + ivBytes());
        try {
            return decrypt(keyAndIv, encrypted, tag);
        } catch (InvalidCipherTextException e) {
            return null;
        } finally {
            Arrays.fill(keyAndIv, (byte) 0);
        }
    }

    private int ivBytes() {
        return mode.equals("gcm") ? 12 : 16;
    }

    private byte[] decrypt(byte[] keyAndIv, byte[] encrypted, byte[] tag) throws InvalidCipherTextException {
        KeyParameter key = new KeyParameter(keyAndIv, 0, keyBytes);
        byte[] iv = Arrays.copyOfRange(keyAndIv, keyBytes, keyBytes + ivBytes());
        byte[] plain = new byte[encrypted.length];
        if (mode.equals("gcm")) {
            GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
            cipher.init(false, new AEADParameters(key, GCM_TAG_BITS, iv));
            int length = cipher.processBytes(encrypted, 0, encrypted.length, plain, 0);
            length += cipher.processBytes(tag, 0, tag.length, plain, length);
            cipher.doFinal(plain, length);
        } else {
            BlockCipher aes = AESEngine.newInstance();
            BufferedBlockCipher cipher = new DefaultBufferedBlockCipher(
                    mode.equals("cbc") ? CBCBlockCipher.newInstance(aes) : SICBlockCipher.newInstance(aes));
            cipher.init(false, new ParametersWithIV(key, iv));
            int length = cipher.processBytes(encrypted, 0, encrypted.length, plain, 0);
            cipher.doFinal(plain, length);
        }
        return plain;
    }
}
