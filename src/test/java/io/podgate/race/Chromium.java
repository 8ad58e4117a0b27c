package io.podgate.race;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.podgate.Programs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The system's own Chromium, and what its pages complain of. */
final class Chromium implements AutoCloseable {

    private static final double PATIENCE_MILLIS = 20_000;

    /** The page itself is asked to tell in its console what its content policy has kept away. */
    private static final String TELL = "addEventListener('securitypolicyviolation', violation =>"
            + " console.error('policy: ' + violation.violatedDirective + ' ' + violation.blockedURI))";

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    Chromium() {
        String program =
                Programs.find("chromium", "chromium-browser", "google-chrome").toString();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(java.nio.file.Path.of(program))
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--force-color-profile=srgb")));
    }

    /** How a window is. */
    record Window(int width, int height, ColorScheme light, boolean scripts) {

        static final Window USUAL = new Window(1360, 900, ColorScheme.LIGHT, true);

        Window of(int otherWidth, int otherHeight) {
            return new Window(otherWidth, otherHeight, light, scripts);
        }

        Window dark() {
            return new Window(width, height, ColorScheme.DARK, scripts);
        }

        Window withoutScripts() {
            return new Window(width, height, light, false);
        }
    }

    /** A window with cookies of its own. */
    Page open(Window window, String base) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(base)
                .setViewportSize(window.width(), window.height())
                .setColorScheme(window.light())
                .setJavaScriptEnabled(window.scripts())
                .setLocale("en-GB")
                .setTimezoneId("UTC"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.addInitScript(TELL);
        Page page = context.newPage();
        page.onConsoleMessage(this::heard);
        page.onPageError(error -> complaints.add("error: " + error));
        return page;
    }

    private void heard(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.type() + ": " + message.text() + " at " + message.location());
        }
    }

    /** What pages have complained of since this was asked last. */
    List<String> complaints() {
        List<String> now = List.copyOf(complaints);
        complaints.clear();
        return now;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
