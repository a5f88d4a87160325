package dev.jaas.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.domain.KeyId;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens that are not as JaaS wants them, which the client does not make. */
class TokenCheckTest {

    private static final KeyId KEY_ID = KeyId.parse(Keys.KEY_ID);
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private static final String HEADER = "{'alg':'RS256','kid':'" + Keys.KEY_ID + "','typ':'JWT'}";
    private static final String CLAIMS =
            "{'aud':'jitsi','iss':'chat','sub':'" + Keys.APP_ID + "','admin':true,'exp':1800000001,'nbf':1800000000}";

    private final TokenCheck check = new TokenCheck(KEY_ID, Keys.publicKey(), NOW);

    @Test
    void token_asJaasWantsIt_hasNoFault() {
        assertThat(check.faults(signed(HEADER, CLAIMS))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'RS256'         | 'PS256'      | its alg is not RS256",
                "/ed85b6         | /ed85b7      | its kid is not",
                "'JWT'           | 'at+jwt'     | its typ is not JWT",
                "'jitsi'         | ['jitsi']    | its aud is not jitsi",
                "'chat'          | 'talk'       | its iss is not chat",
                "'sub':'vpaas    | 'sub':'paas  | its sub is not vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3",
                "true            | 'true'       | its admin is not true",
                "'admin':true,   | \"\"         | its admin is not true",
                "1800000001      | 1800000000   | its exp is not in the future",
                "1800000001      | '1800000001' | its exp is not in the future",
                ":1800000000}    | :1800000001} | its nbf is not in the past",
                "'nbf'           | 'iat'        | its nbf is not in the past"
            })
    void token_withAWrongPart_hasThatFault(String part, String wrong, String fault) {
        String instead = wrong == null ? "" : wrong;
        String token = signed(HEADER.replace(part, instead), CLAIMS.replace(part, instead));

        assertThat(check.faults(token)).singleElement().asString().startsWith(fault);
    }

    @Test
    void token_ofAnotherKey_isNotVerified() throws Exception {
        for (int bits : new int[] {2048, 3072}) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            RSAPublicKey other = (RSAPublicKey) generator.generateKeyPair().getPublic();

            assertThat(new TokenCheck(KEY_ID, other, NOW).faults(signed(HEADER, CLAIMS)))
                    .containsExactly("its signature does not verify");
        }
    }

    @Test
    void token_thatIsNoJson_hasEveryFault() {
        assertThat(check.faults(signed("header", "claims"))).hasSize(9);
    }

    private static String signed(String header, String claims) {
        String input = base64(header.replace('\'', '"').getBytes(UTF_8))
                + '.'
                + base64(claims.replace('\'', '"').getBytes(UTF_8));
        try (PemJwsSigner signer = PemJwsSigner.fromString(KEY_ID, Keys.pem())) {
            return input + '.' + base64(signer.sign(input.getBytes(US_ASCII)));
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
