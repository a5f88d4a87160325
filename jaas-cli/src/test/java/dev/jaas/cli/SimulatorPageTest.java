// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.jaas.simulator.JaasSimulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The simulator's page in a browser, with commands that the program sends. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class SimulatorPageTest {

    private static final String PHONE = "+40747777777";
    private static final String CARD = "[aria-label=\"Room standup\"]";
    private static final String ANNOUNCED = "return document.getElementById('announcements').textContent";
    private static final Pattern SETTING = Pattern.compile("export (\\w+)='(.*)'");
    private static final Pattern PAGE = Pattern.compile("open (http://127\\.0\\.0\\.1:\\d+/) in a browser");

    @TempDir
    private static Path profile;

    private static Browser browser;

    @BeforeAll
    static void startBrowser() throws Exception {
        browser = Browser.isInstalled() ? new Browser(profile) : null;
    }

    /** For each test, since Maven does not report a class that is skipped as a whole. */
    @BeforeEach
    void requireBrowser() {
        assumeTrue(
                browser != null,
                "No browser was found: install Debian's packages chromium and chromium-driver, or put a"
                        + " Chromium and its chromedriver on the PATH.");
    }

    @AfterAll
    static void closeBrowser() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void page_keyboardAlone_opensARoomAnswersThePhoneAndLeaves() throws Exception {
        try (Simulate simulate = new Simulate()) {
            browser.console(); // what the other tests left there
            browser.open(simulate.page);
            browser.awaitText("#connection", "Live"::equals);
            browser.awaitText("#no-requests", text -> text.contains("./jaas dial-out demo"));

            browser.press(Browser.TAB);
            browser.press("standup" + Browser.TAB);
            browser.press("carol" + Browser.ENTER);
            browser.awaitText(CARD, text -> text.contains("carol") && text.contains("1 in the meeting"));

            assertThat(simulate.run("dial-out", "standup", PHONE).status()).isZero();
            browser.awaitText(CARD + " [data-call=RINGING]", text -> text.contains(PHONE) && text.contains("Ringing"));
            browser.awaitText("#requests", text -> text.contains("Dial out " + PHONE) && text.contains("200 accepted"));
            assertThat(browser.script("return document.title")).isEqualTo("(1 ringing) JaaS simulator");
            browser.await(ANNOUNCED, (PHONE + " rings for standup.")::equals);

            browser.tabTo("Answer " + PHONE);
            assertThat(browser.script("return getComputedStyle(document.activeElement).outlineStyle"))
                    .isEqualTo("solid");
            browser.press(Browser.SPACE);
            browser.awaitText(CARD + " .participants", text -> text.contains(PHONE));
            assertThat(browser.script("return document.querySelectorAll('[data-call=RINGING]').length"))
                    .isEqualTo("0");
            assertThat(browser.script("return document.activeElement.textContent"))
                    .as("the focus, whose button is gone, stays in the room")
                    .isEqualTo("standup");

            assertThat(simulate.run("hang-up", "standup", PHONE).status()).isZero();
            browser.awaitText(CARD + " .calls", text -> text.contains("Ended"));
            browser.tabTo("carol leaves standup");
            browser.press(Browser.ENTER);
            browser.awaitText(CARD, text -> text.contains("Meeting is over"));

            assertThat(simulate.run("ban-user", "carol").status()).isZero();
            browser.awaitText("#bans", "carol"::equals);
            browser.awaitText("#ban-count", "1"::equals);
            assertThat(browser.console()).isEmpty();
        }
        browser.awaitText("#stopped", text -> text.contains("./jaas simulate --port"));
    }

    @Test
    void page_markupInARequestAndARefusedAction_isTextOnly() throws Exception {
        String markup = "<img src=x onerror=document.title=1>";
        try (Simulate simulate = new Simulate()) {
            browser.open(simulate.page);
            browser.awaitText("#connection", "Live"::equals);

            browser.press(Browser.TAB);
            browser.press(markup + Browser.TAB);
            browser.press(markup + Browser.ENTER);
            browser.awaitText("#rooms h3", markup::equals);
            browser.awaitText("#rooms .participants b", markup::equals);

            assertThat(simulate.run("ban-user", markup).status()).isZero();
            browser.awaitText("#requests", text -> text.contains("Ban user " + markup));
            browser.awaitText("#bans", markup::equals);

            browser.script("document.getElementById('open-room').focus()");
            browser.press("a/b" + Browser.TAB);
            browser.press(markup + Browser.ENTER);
            browser.awaitText("#open .error", text -> text.contains("\"a/b\" is not valid"));

            assertThat(browser.script("return document.querySelectorAll('main img').length"))
                    .isEqualTo("0");
            assertThat(browser.script("return document.title")).isEqualTo("JaaS simulator");
        }
    }

    /** Also that of a phone that rings already; and none takes the focus from the button of another. */
    @Test
    void page_manyCalls_announcesEachAndKeepsTheFocus() throws Exception {
        String card = "[aria-label=\"Room -x\"]";
        String rings = PHONE + " rings for -x.";
        String[] dialOut = {"dial-out", "--", "-x", PHONE};
        try (Simulate simulate = new Simulate()) {
            browser.open(simulate.page);
            browser.awaitText("#connection", "Live"::equals);
            browser.press(Browser.TAB);
            browser.press("-x" + Browser.TAB);
            browser.press("ann" + Browser.ENTER);
            browser.awaitText(card + " .command", text -> text.contains("./jaas " + String.join(" ", dialOut)));

            assertThat(simulate.run(dialOut).status()).isZero();
            browser.await(ANNOUNCED, rings::equals);
            browser.tabTo("Answer " + PHONE);
            browser.script("document.getElementById('announcements').textContent = ''");
            assertThat(simulate.run(dialOut).status()).isZero();
            browser.await(ANNOUNCED, rings::equals);

            for (int i = 0; i < 51; i++) {
                assertThat(simulate.run(dialOut).status()).isZero();
            }
            browser.awaitText(card + " .more-calls", "and 3 more ringing or waiting"::equals);
            assertThat(browser.script("return document.activeElement.getAttribute('aria-label')"))
                    .isEqualTo("Answer " + PHONE);
        }
    }

    @Test
    void page_copyThatIsNotPermitted_saysSo() throws Exception {
        try (JaasSimulator simulator = JaasSimulator.builder().page(true).start()) {
            browser.open(simulator.baseUrl());
            browser.awaitText("#no-rooms-command", text -> text.contains("dial-out"));

            browser.script("navigator.clipboard.writeText = () => Promise.reject(new Error());"
                    + "document.querySelector('#no-rooms-command button').click()");
            browser.await(ANNOUNCED, "Not copied"::equals);

            browser.script("navigator.clipboard.writeText = () => Promise.resolve();"
                    + "document.querySelector('#no-rooms-command button').click()");
            browser.await(ANNOUNCED, "Copied"::equals);
        }
    }

    @Test
    void page_otherSiteInTheSameBrowser_canNeitherUseNorReadIt() throws Exception {
        HttpServer otherSite = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        otherSite.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, -1);
            }
        });
        otherSite.start();
        try (JaasSimulator simulator = JaasSimulator.builder().page(true).start()) {
            browser.open(URI.create("http://127.0.0.1:" + otherSite.getAddress().getPort() + "/"));
            String results = browser.script("""
                    const page = '%s/page/';
                    const body = '{"room":"standup","user":"mallory"}';
                    const own = { 'Content-Type': 'application/json', 'X-Jaas-Simulator': 'page' };
                    const attempts = [
                      fetch(page + 'join', { method: 'POST', mode: 'no-cors', body }),
                      fetch(page + 'join', { method: 'POST', headers: own, body }),
                      fetch(page + 'state'),
                      new Promise((opened, failed) => {
                        const events = new EventSource(page + 'state');
                        events.onmessage = opened;
                        events.onerror = failed;
                      }),
                    ];
                    return Promise.allSettled(attempts).then(all => all.map(each =>
                      each.status === 'rejected' ? 'refused' : each.value.type).join());
                    """.formatted(simulator.baseUrl()));

            assertThat(results).isEqualTo("refused,refused,refused,refused");
            assertThat(simulator.room(simulator.conference("standup")).participants())
                    .isEmpty();
        } finally {
            otherSite.stop(0);
        }
    }

    /** {@code jaas simulate} in this process, and commands with the settings that it prints. */
    private static final class Simulate implements AutoCloseable {

        final URI page;
        private final Map<String, String> settings = new HashMap<>();
        private final CompletableFuture<Integer> ended = new CompletableFuture<>();
        private final Thread thread;

        Simulate() throws IOException {
            PipedInputStream printed = new PipedInputStream(64 * 1024);
            PrintStream out = new PrintStream(new PipedOutputStream(printed), true, UTF_8);
            thread = new Thread(() -> ended.complete(
                    Main.run(new String[] {"simulate"}, Map.of(), InputStream.nullInputStream(), out, System.err)));
            thread.start();
            BufferedReader lines = new BufferedReader(new InputStreamReader(printed, UTF_8));
            String url = "";
            for (String line = lines.readLine(); !line.equals("# Requests:"); line = lines.readLine()) {
                Matcher setting = SETTING.matcher(line);
                if (setting.matches()) {
                    settings.put(setting.group(1), setting.group(2));
                }
                Matcher found = PAGE.matcher(line);
                url = found.find() ? found.group(1) : url;
            }
            page = URI.create(url);
        }

        Invocation.Result run(String... arguments) {
            Invocation invocation = new Invocation();
            settings.forEach(invocation::with);
            return invocation.run(arguments);
        }

        @Override
        public void close() {
            thread.interrupt();
            ended.join();
        }
    }
}
