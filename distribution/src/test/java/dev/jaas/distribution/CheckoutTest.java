// SPDX-License-Identifier: Apache-2.0
package dev.jaas.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What cannot be run here, the script for Windows and the Containerfile, agrees with what can. */
class CheckoutTest {

    private static final Pattern MAVEN_OPTION =
            Pattern.compile("-D(?:maven\\.test\\.skip|spotless\\.check\\.skip|enforcer\\.skip)=true"
                    + "|-Dstatic\\.analysis=-XDunchecked");

    @Test
    void windowsScript_jarAndOptions_areThoseOfTheOthers() throws Exception {
        String windows = read("jaas.cmd");

        assertThat(windows)
                .contains(
                        "%~dp0..\\lib\\jaas.jar", "%~dp0jaas-cli\\target\\jaas.jar", "%~dp0..\\runtime\\bin\\java.exe")
                .contains("-pl jaas-cli -am package")
                .containsPattern(
                        Pattern.quote("-Xlog:disable %JAVA_OPTS% -jar \"%jar%\" %*") + "\nexit /b %ERRORLEVEL%\n$");
        assertThat(read("jaas")).contains("$root/jaas-cli/target/jaas.jar", "-pl jaas-cli -am package");
        for (String script : List.of(windows, read("jaas"), read("distribution/src/bin/jaas"))) {
            assertThat(script).contains("-XX:TieredStopAtLevel=1 -XX:+UseSerialGC", "-Xlog:disable", "JAVA_OPTS");
        }
        assertThat(mavenOptions(windows)).hasSize(4).isEqualTo(mavenOptions(read("jaas")));
    }

    @Test
    void windowsScript_variables_areNotThoseOfTheProgramsSettings() throws Exception {
        assertThat(read("jaas.cmd")).contains("setlocal").doesNotContain("set \"JAAS_");
    }

    @Test
    void attributes_ofScripts_keepTheirLineEnds() throws Exception {
        assertThat(read(".gitattributes"))
                .contains("* text=auto\n", "*.cmd text eol=crlf\n")
                .contains("/jaas text eol=lf\n", "/distribution/src/bin/jaas text eol=lf\n", "*.sh text eol=lf\n")
                .contains("*.java text eol=lf\n", "**/src/*/resources/** text=auto eol=lf\n");
    }

    @Test
    void containerfile_commands_areThoseOfTheBuild() throws Exception {
        String file = read("Containerfile");

        assertThat(file)
                .contains("-pl distribution -am package")
                .contains("tar -xzf distribution/target/jaas-*-linux-*.tar.gz --strip-components=1 -C /opt/jaas")
                .contains("COPY --from=build /opt/jaas /opt/jaas\n")
                .containsPattern("\nUSER [1-9][0-9]*:[1-9][0-9]*\nENTRYPOINT \\[\"/opt/jaas/bin/jaas\"]\n$")
                .doesNotContainPattern("(?m)^(ARG|ENV|ADD) ");
        assertThat(mavenOptions(file)).isEqualTo(mavenOptions(read("jaas")));
        assertThat(Path.of(System.getProperty("archive.with.runtime"))
                        .getFileName()
                        .toString())
                .matches("jaas-.*-(linux|macos|windows)-.*\\.tar\\.gz");
    }

    /** Of the checkout, only what the first stage builds from is copied, and no key that lies about. */
    @Test
    void containerfile_context_hasNoBuildResultsAndNoKeys() throws Exception {
        assertThat(read("Containerfile")).contains("COPY . .\n");
        assertThat(read(".dockerignore").lines()).contains("**/target", ".git", "**/*.pem", "**/*.key", "**/.env");
    }

    private static List<String> mavenOptions(String script) {
        return MAVEN_OPTION.matcher(script).results().map(MatchResult::group).toList();
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of("..", file)).replace("\r\n", "\n");
    }
}
