// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A way in which a PEM file is changed when it is stored, sent or copied, and after which it is the same key. */
record KeyState(String name, Function<String, byte[]> change) {

    private static final String LINE = "-----(BEGIN|END) ([A-Z ]+)-----";

    @Override
    public String toString() {
        return name;
    }

    static List<KeyState> all(String certificate, String publicKey) {
        List<KeyState> states = new ArrayList<>();
        characterSets(states);
        neighbours(states, certificate, publicKey);
        transports().forEach((state) -> states.add(state.asBytes()));
        armour().forEach((state) -> states.add(state.asBytes()));
        return states;
    }

    private static void characterSets(List<KeyState> states) {
        states.add(new KeyState("UTF-16LE", pem -> ("\uFEFF" + pem).getBytes(UTF_16LE)));
        states.add(new KeyState("UTF-16BE", pem -> ("\uFEFF" + pem).getBytes(UTF_16BE)));
        states.add(new KeyState("UTF-16LE without a byte order mark", pem -> pem.getBytes(UTF_16LE)));
        states.add(new KeyState("UTF-16BE without a byte order mark", pem -> pem.getBytes(UTF_16BE)));
        states.add(new KeyState(
                "base64 of UTF-16LE",
                pem -> Base64.getEncoder()
                        .encodeToString(pem.getBytes(UTF_16LE))
                        .getBytes(UTF_8)));
        states.add(new KeyState(
                "base64url of UTF-16LE with a byte order mark",
                pem -> Base64.getUrlEncoder().encode(("\uFEFF" + pem).getBytes(UTF_16LE))));
        states.add(new KeyState(
                "dashes and quotes of Windows",
                pem -> ("“" + pem.replaceAll("-{5}", "—–—") + "”").getBytes(Charset.forName("windows-1252"))));
        states.add(new KeyState(
                "non-breaking spaces of ISO 8859-1",
                pem -> pem.replace("\n", "\n\u00A0").getBytes(Charset.forName("ISO-8859-1"))));
    }

    private static void neighbours(List<KeyState> states, String certificate, String publicKey) {
        List<Text> texts = List.of(
                new Text("certificate before", pem -> certificate + pem),
                new Text("certificate after", pem -> pem + certificate + publicKey),
                new Text("a block cut off after it", pem -> pem + "-----BEGIN CERTIFICATE-----\nMIIB"),
                new Text("leading text", pem -> "Bag Attributes\n    localKeyID: 01 02\nKey Attributes: <No>\n" + pem),
                new Text("trailing text", pem -> pem + "\n# the key of C:\\new\\room\n"),
                new Text("a heading like a BEGIN line", pem -> "--- begin private key ---\n" + pem),
                new Text("a second END line", pem -> pem + pem.substring(pem.indexOf("-----END"))),
                new Text("base64, wrapped at 20", pem -> base64(pem).replaceAll(".{20}", "$0\n")),
                new Text("a form", pem -> "key_id=x&private_key=" + URLEncoder.encode(pem, UTF_8)),
                new Text("a form of an indented key", pem -> "key=" + URLEncoder.encode(pem.indent(4), UTF_8)),
                new Text("an option before it", pem -> "--end-time=5 --begin\n" + pem));
        texts.forEach(text -> states.add(text.asBytes()));
    }

    /** What settings, secret stores and languages do to a text. They can be combined. */
    static List<Text> transports() {
        List<Text> texts = new ArrayList<>(List.of(
                new Text("unchanged", pem -> pem),
                new Text("CRLF", pem -> pem.replace("\r\n", "\n").replace("\n", "\r\n")),
                new Text("byte order mark", pem -> "\uFEFF" + pem),
                new Text("double quotes", pem -> '"' + pem.strip() + '"'),
                new Text("single quotes", pem -> '\'' + pem + '\''),
                new Text("typographic quotes", pem -> '“' + pem.strip() + '”'),
                new Text("an assignment", pem -> "JAAS_PRIVATE_KEY=\"" + pem + "\"\n"),
                new Text("an export", pem -> "export JAAS_PRIVATE_KEY='" + pem + "'\n"),
                new Text("an option", pem -> "ENV JAAS_PRIVATE_KEY=" + pem),
                new Text("a block of YAML", pem -> "data:\n  private_key: |\n" + pem.indent(4)),
                new Text("a line of YAML", pem -> "private_key: " + pem + "\nkey_id: vpaas-magic-cookie-1\n"),
                new Text("escaped line breaks", pem -> pem.replace("\n", "\\n")),
                new Text("escaped CRLF in quotes", pem -> '"' + pem.replace("\n", "\\r\\n") + '"'),
                new Text("escaped twice", pem -> pem.replace("\n", "\\\\n")),
                new Text("JSON of a service account", KeyState::serviceAccount),
                new Text("JSON in JSON", pem -> "{\"secret\":" + json(serviceAccount(pem)) + "}"),
                new Text("JSON of .NET", pem -> "{\"Jaas:PrivateKey\": " + everyCharacterOfJson(pem) + "}"),
                new Text("JSON with every character escaped", KeyState::escapedThroughout),
                new Text("numeric references of XML", KeyState::xml),
                new Text("per cent", pem -> URLEncoder.encode(pem, UTF_8).replace("+", "%20")),
                new Text("base64", KeyState::base64),
                new Text("base64 without padding", pem -> base64(pem).replace("=", "")),
                new Text("base64url", pem -> Base64.getUrlEncoder().encodeToString(pem.getBytes(UTF_8))),
                new Text(
                        "base64, wrapped", pem -> Base64.getMimeEncoder().encodeToString(pem.getBytes(UTF_8)) + '\n')));
        return texts;
    }

    /** What is done to BEGIN and END lines, and to white space. Cannot be combined with all others. */
    static List<Text> armour() {
        return List.of(
                new Text("CR", pem -> pem.replace("\n", "\r")),
                new Text("no line breaks", pem -> pem.replace("\n", "")),
                new Text("spaces for line breaks", pem -> pem.replace("\n", " ")),
                new Text("no white space", pem -> pem.replaceAll("\\s", "")),
                new Text("indented", pem -> pem.indent(4)),
                new Text("non-breaking spaces", pem -> pem.replace("\n", "\n\u00A0")),
                new Text("zero-width spaces", pem -> pem.replace("\n", "\u200B\n\u2060")),
                new Text("line breaks escaped in the source", pem -> pem.replace("\n", "\\n\\\n")),
                new Text("string literals", pem -> '"' + pem.strip().replace("\n", "\\n\" +\n    \"") + "\";"),
                new Text(
                        "a properties file",
                        pem -> "key=" + pem.replace("=", "\\=").replace("\n", "\\n\\\n   ")),
                new Text(
                        "escaped by Markdown",
                        pem -> pem.replace("-----", "\\-\\-\\-\\-\\-").replace("+", "\\+")),
                new Text("a quotation", pem -> "> " + pem.replace("\n", "\n> ")),
                new Text("quoted-printable", pem -> pem.replace("=", "=3D")),
                new Text("base64 of base64", pem -> base64(base64(pem))),
                new Text("base64 of base64 of base64", pem -> base64(base64(base64(pem)) + '\n')),
                new Text("base64 of JSON", pem -> base64(serviceAccount(pem))),
                new Text("base64 in JSON", pem -> serviceAccount(base64(pem))),
                new Text(
                        "base64 in JSON after a long key id",
                        pem -> "{\"kid\":\"" + "vpaas-magic-cookie-".repeat(5) + "\",\"k\":\"" + base64(pem) + "\"}"),
                new Text("four hyphens", pem -> pem.replace("-----", "----")),
                new Text("six hyphens", pem -> pem.replace("-----", "------")),
                new Text("one hyphen", pem -> pem.replace("-----", "-")),
                new Text("no hyphens", pem -> pem.replace("-----", "")),
                new Text("no hyphens at the ends", pem -> pem.strip().replaceAll("^-{5}|-{5}$", "")),
                new Text("fewer hyphens at the ends", pem -> pem.strip().replaceAll("^---|---$", "")),
                new Text("no hyphens at the end of lines", pem -> pem.replaceAll("(?m)-----$", "")),
                new Text("em dashes", pem -> pem.replace("-----", "——-")),
                new Text("one dash of three ems", pem -> pem.replace("-----", "⸻")),
                new Text("en dashes", pem -> pem.replace("-----", "–––––")),
                new Text("non-breaking hyphens", pem -> pem.replace("-", "\u2011")),
                new Text("minus signs", pem -> pem.replace("-----", "\u2212".repeat(5))),
                new Text("spaces between hyphens", pem -> pem.replace("-----", "- - - - -")),
                new Text("spaces in lines", pem -> pem.replaceAll(LINE, "----- $1  $2 -----")),
                new Text("lower case", pem -> lowerCaseLines(pem)),
                new Text("an END line of another label", pem -> pem.replaceAll("END [A-Z ]+", "END CERTIFICATE")),
                new Text("an END line that is cut off", pem -> pem.substring(0, pem.indexOf("PRIVATE KEY", 60) + 4)));
    }

    /** A change of a text to a text. */
    record Text(String name, UnaryOperator<String> change) {

        @Override
        public String toString() {
            return name;
        }

        private KeyState asBytes() {
            return new KeyState(name, pem -> change.apply(pem).getBytes(UTF_8));
        }
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static String serviceAccount(String pem) {
        return "{\"type\": \"service_account\", \"private_key_id\": \"%s\",\n \"private_key\": %s, \"client_id\": \"1\"}"
                .formatted("0123456789abcdef".repeat(3), json(pem));
    }

    private static String json(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("/", "\\/")
                        .replace("\n", "\\n")
                + '"';
    }

    private static String everyCharacterOfJson(String text) {
        return json(text).replace("+", "\\u002B").replace("=", "\\u003d").replace("\\/", "/");
    }

    private static String escapedThroughout(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append("\\u%04x".formatted(c)));
        return '"' + escaped.toString() + '"';
    }

    private static String xml(String text) {
        return "<add key=\"PrivateKey\" value=\"%s\"/>"
                .formatted(
                        text.replace("\n", "&#xD;&#10;").replace("+", "&#43;").replace("/", "&#x2F;"));
    }

    private static String lowerCaseLines(String pem) {
        return java.util.regex.Pattern.compile(LINE)
                .matcher(pem)
                .replaceAll(line -> line.group().toLowerCase(Locale.ROOT));
    }
}
