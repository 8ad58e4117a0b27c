package io.podgate.race;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.podgate.FreePort;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console of the packaged gateway's demo, in a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIT {

    private static final String ONCALL = "demo-platform-oncall";
    private static final String FINANCE = "demo-finance";
    private static final String OCR = "jpnw0v75y3qoql";
    private static final String RERANK = "r8a2n4k6z0l1q3";
    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    /** Where pictures are wanted; null where they are not. */
    private static final @Nullable String PICTURES = System.getProperty("console.screenshots");

    private final HttpClient http = HttpClient.newHttpClient();

    private Chromium chromium;
    private Gateway gateway;

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
        chromium = new Chromium();
        if (PICTURES != null) {
            PastDay.write(directory.resolve("gateway/data"));
        }
        gateway = new Gateway(
                        directory.resolve("gateway"),
                        Map.of("quarkus.profile", "demo", "podgate.demo.sandbox-port", String.valueOf(FreePort.any())))
                .start()
                .ready();
        assertEquals(200, update("vision-autoscaler", OCR, "{\"workers\": {\"max\": 4}}"));
        assertEquals(403, update("vision-autoscaler", OCR, "{\"workers\": {\"max\": 40}, \"image\": \"nginx\"}"));
        assertEquals(422, update("vision-autoscaler", OCR, "{\"worker\": 3}"));
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (gateway != null) {
            gateway.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void nothing_was_complained_of() {
        assertEquals(List.of(), chromium.complaints());
    }

    private int update(String caller, String endpoint, String body) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(gateway.uri("/v2/serverless/" + endpoint))
                                .header("Authorization", "Bearer demo-" + caller)
                                .header("Content-Type", "application/json")
                                .method("PATCH", BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private Page open(Chromium.Window window) {
        return chromium.open(window, gateway.uri("").toString());
    }

    private Page signedIn(Chromium.Window window, String token) {
        Page page = open(window);
        page.navigate("/console");
        page.getByLabel("Token").fill(token);
        button(page, "Sign in").click();
        assertThat(heading(page, "Overview")).isVisible();
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setLevel(1));
    }

    private String at(String path) {
        return gateway.uri(path).toString();
    }

    @Test
    void signing_in_and_out() {
        Page page = open(Chromium.Window.USUAL);
        page.navigate("/console/endpoints?team=vision");
        assertThat(page).hasURL(at("/console/login?back=%2Fconsole%2Fendpoints%3Fteam%3Dvision"));
        page.getByLabel("Token").fill("nonsense");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("This token does not open the console.");
        assertTrue(chromium.complaints().stream().allMatch(complaint -> complaint.contains("403")));
        page.getByLabel("Token").fill(FINANCE);
        page.keyboard().press("Enter");
        assertThat(page).hasURL(at("/console/endpoints?team=vision"));
        assertThat(page.getByText("finance auditor")).isVisible();
        assertEquals("", page.evaluate("document.cookie"));
        button(page, "Sign out").click();
        assertThat(heading(page, "Sign in")).isVisible();
        page.goBack();
        page.navigate("/console");
        assertThat(heading(page, "Sign in")).isVisible();
        page.context().close();
    }

    @Test
    void the_overview_shows_where_money_goes_and_looks_again_by_itself() throws Exception {
        Page page = open(Chromium.Window.USUAL);
        page.clock().install();
        page.navigate("/console/login");
        page.getByLabel("Token").fill(ONCALL);
        button(page, "Sign in").click();
        Locator workers = page.locator("tr", new Page.LocatorOptions().setHasText("batch"))
                .locator("td[data-label=Capacity]");
        assertThat(workers).containsText("of 10");
        assertThat(page.getByText("closed")).isVisible();
        String before = workers.innerText();
        assertEquals(200, update("batch-cron", RERANK, "{\"workers\": {\"max\": 1}}"));
        page.clock().runFor(16_000);
        assertThat(workers).not().hasText(before);
        link(page, "Stop that").click();
        assertThat(link(page, "Keep it up to date")).isVisible();
        page.context().close();
    }

    @Test
    void endpoints_are_found_and_sorted_without_leaving_the_page() {
        Page page = signedIn(Chromium.Window.USUAL, FINANCE);
        link(page, "Endpoints").click();
        assertThat(page.locator("tbody tr")).hasCount(8);
        page.getByLabel("Name, id or card").pressSequentially("research");
        assertThat(page.locator("tbody tr")).hasCount(2);
        assertThat(page).hasURL(Pattern.compile(".*q=research.*"));
        page.getByLabel("Name, id or card").fill("");
        assertThat(page.locator("tbody tr")).hasCount(8);
        link(page, "Worst case").click();
        assertThat(page.locator("th[aria-sort=descending]")).hasText("Worst case");
        assertThat(page.locator("tbody th .name").first()).hasText("research-llm");
        page.reload();
        assertThat(page.locator("tbody th .name").first()).hasText("research-llm");
        page.context().close();
    }

    @Test
    void everything_can_be_read_without_scripts() {
        Page page = signedIn(Chromium.Window.USUAL.withoutScripts(), FINANCE);
        assertThat(page.locator("svg.series rect.bad").first()).isAttached();
        link(page, "Endpoints").click();
        page.getByLabel("Name, id or card").fill("vision");
        button(page, "Show").click();
        assertThat(page.locator("tbody tr")).hasCount(3);
        page.navigate("/console/decisions?endpoint=" + OCR);
        page.getByLabel("Outcome").selectOption("denied");
        button(page, "Show").click();
        assertThat(page.locator("tbody tr")).hasCount(1);
        page.context().close();
    }

    @Test
    void a_decision_has_an_address_that_can_be_sent_on() {
        Page page = signedIn(Chromium.Window.USUAL, ONCALL);
        page.navigate("/console/decisions?endpoint=" + OCR);
        page.getByLabel("Outcome").selectOption("denied");
        assertThat(page.locator("tbody tr")).hasCount(1);
        page.locator("tbody tr th a").click();
        assertThat(page.getByText("limits.workersMax").first()).isVisible();
        String address = page.url();
        page.context().close();
        Page other = signedIn(Chromium.Window.USUAL, FINANCE);
        other.navigate(address);
        assertThat(other.getByText("limits.workersMax").first()).isVisible();
        assertThat(other.getByText("GET /decisions/" + address.substring(address.lastIndexOf('/') + 1)))
                .isVisible();
        other.context().close();
    }

    @Test
    void the_playground_says_what_would_be_decided() throws Exception {
        Page page = signedIn(Chromium.Window.USUAL, FINANCE);
        link(page, "Playground").click();
        page.getByLabel("Endpoint id").fill(OCR);
        page.getByLabel("Update").last().fill("{\"workers\": {\"max\": 5}}");
        button(page, "What would be decided?").click();
        assertThat(page.locator("#verdict")).containsText("allow");
        assertThat(page.locator("#verdict pre")).hasText(Pattern.compile("\\{\\s*\"workers\":.*", Pattern.DOTALL));
        page.getByLabel("Update").last().fill("{\"workers\": {\"max\": 50}}");
        button(page, "What would be decided?").click();
        assertThat(page.locator("#verdict")).containsText("limits.workersMax");
        String policy = Files.readString(gateway.data().resolve("demo/policy.yaml"));
        page.getByLabel("A whole policy").fill(policy.replace("workersMax: {max: 10}", "workersMax: {max: 2}"));
        button(page, "What would it change?").click();
        assertThat(page.locator("#comparison")).containsText("above the limit of 2 for team vision");
        page.context().close();
    }

    @Test
    void growth_is_frozen_and_let_go() throws Exception {
        Page page = signedIn(Chromium.Window.USUAL, ONCALL);
        page.getByText("Freeze growth").click();
        page.getByLabel("Whose").selectOption("batch");
        page.getByLabel("Why").fill("the bill of last night");
        button(page, "Freeze").click();
        assertThat(page.locator("#frozen strong")).hasText("Team batch is frozen");
        assertEquals(403, update("batch-cron", RERANK, "{\"workers\": {\"max\": 4}}"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Lift this: Team batch is frozen"))
                .click();
        assertThat(page.getByText("Nothing is frozen")).isVisible();
        page.context().close();
        Page auditors = signedIn(Chromium.Window.USUAL, FINANCE);
        assertThat(auditors.getByText("The role platform freezes and lifts.")).isVisible();
        assertThat(auditors.getByText("Freeze growth")).hasCount(0);
        auditors.context().close();
    }

    @Test
    void what_lies_in_jars_is_not_served() throws Exception {
        assertEquals(
                401,
                http.send(
                                HttpRequest.newBuilder(gateway.uri("/webjars/htmx.org/2.0.8/dist/htmx.min.js"))
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode());
    }

    @Test
    void it_is_dark_where_the_reader_wants_it_dark() {
        Page page = signedIn(Chromium.Window.USUAL, FINANCE);
        String light = background(page);
        button(page, "dark").click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        String dark = background(page);
        assertNotEquals(light, dark);
        assertThat(button(page, "dark")).hasAttribute("aria-pressed", "true");
        link(page, "Decisions").click();
        assertEquals(dark, background(page));
        page.context().close();
        Page night = signedIn(Chromium.Window.USUAL.dark(), FINANCE);
        assertEquals(dark, background(night));
        night.context().close();
    }

    private static String background(Page page) {
        return (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
    }

    @Test
    void the_keyboard_is_enough() {
        Page page = signedIn(Chromium.Window.USUAL, FINANCE);
        page.keyboard().press("Tab");
        assertThat(link(page, "Skip to the content")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#main")).isFocused();
        page.navigate("/console");
        for (int i = 0; i < 4; i++) {
            page.keyboard().press("Tab");
        }
        assertThat(link(page, "Endpoints")).isFocused();
        page.keyboard().press("Enter");
        assertThat(heading(page, "Endpoints")).isVisible();
        page.context().close();
    }

    private static Stream<Chromium.Window> windows() {
        return Stream.of(
                Chromium.Window.USUAL,
                Chromium.Window.USUAL.dark(),
                Chromium.Window.USUAL.of(1190, 800),
                Chromium.Window.USUAL.of(1040, 800),
                Chromium.Window.USUAL.of(390, 844));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void nothing_keeps_anybody_out(Chromium.Window window) {
        Page page = open(window);
        page.navigate("/console/login");
        reachable(page, window);
        page.getByLabel("Token").fill(ONCALL);
        button(page, "Sign in").click();
        assertThat(heading(page, "Overview")).isVisible();
        page.getByText("Freeze growth").click();
        reachable(page, window);
        for (String name : List.of("Endpoints", "Decisions", "Drift", "Playground")) {
            link(page, name).click();
            assertThat(heading(page, name)).isVisible();
            reachable(page, window);
        }
        page.getByLabel("Endpoint id").fill(OCR);
        page.getByLabel("Update").last().fill("{\"workers\": {\"max\": 50}}");
        button(page, "What would be decided?").click();
        assertThat(page.locator("#verdict")).containsText("limits.workersMax");
        reachable(page, window);
        page.navigate("/console/decisions?outcome=denied&endpoint=" + OCR);
        page.locator("tbody tr th a").first().click();
        assertThat(page.getByText("limits.workersMax").first()).isVisible();
        reachable(page, window);
        page.context().close();
    }

    private static void reachable(Page page, Chromium.Window window) {
        assertEquals(List.of(), serious(page), page.url() + " " + window);
        assertTrue(
                (Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"),
                page.url() + " is wider than " + window);
    }

    /** For the README. */
    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    @EnabledIfSystemProperty(named = "console.screenshots", matches = ".+")
    void pictures(String light) throws IOException {
        Chromium.Window window =
                new Chromium.Window(1280, 980, light.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT, true);
        Page page = signedIn(window, ONCALL);
        page.setViewportSize(1280, 1290);
        picture(page, "overview", light);
        page.setViewportSize(1280, 980);
        page.navigate("/console/endpoints?sort=burnRate&order=down");
        picture(page, "endpoints", light);
        page.navigate("/console/decisions");
        picture(page, "decisions", light);
        page.navigate("/console/playground?endpoint=" + OCR);
        page.getByLabel("Update").last().fill("{\"workers\": {\"max\": 18}, \"gpu\": {\"pools\": [\"ADA_80_PRO\"]}}");
        button(page, "What would be decided?").click();
        assertThat(page.locator("#verdict")).isVisible();
        picture(page, "playground", light);
        page.context().close();
    }

    private static void picture(Page page, String name, String light) throws IOException {
        Picture.save(page.screenshot(), Path.of(PICTURES, "console-" + name + "-" + light + ".png"));
    }

    private static List<String> serious(Page page) {
        return new AxeBuilder(page)
                .setLegacyMode(true).analyze().getViolations().stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .map(ConsoleIT::words)
                        .toList();
    }

    private static String words(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }
}
