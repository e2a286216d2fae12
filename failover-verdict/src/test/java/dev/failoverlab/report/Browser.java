package dev.failoverlab.report;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A Chromium without a window and with an empty profile, and what tests ask a page in it.
 */
public final class Browser implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final Duration INTERVAL = Duration.ofMillis(50);

	/** It warns of what these tests do not use, in twenty lines for each browser. */
	private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

	private final ChromeDriver driver;

	private Browser(ChromeDriver driver) {
		this.driver = driver;
	}

	/**
	 * Whether there is one; the answer no is said in one line, since what is skipped must
	 * be seen. Where a browser is promised (FAILOVERLAB_REQUIRE_BROWSER=true) it is an
	 * error instead.
	 */
	public static boolean isHere() {
		boolean here = Files.isExecutable(chromium()) && Files.isExecutable(driver());
		if (!here && "true".equals(System.getenv("FAILOVERLAB_REQUIRE_BROWSER"))) {
			throw new IllegalStateException("A browser is required, and " + chromium() + " or " + driver()
					+ " is missing: apt-get install chromium chromium-driver");
		}
		if (!here) {
			System.out.println("SKIPPED: the page in a browser. " + chromium() + " or " + driver() + " is missing.");
		}
		return here;
	}

	/** Starts one that reads a language, in light or dark. */
	public static Browser start(String language, boolean dark) {
		SELENIUM.setLevel(Level.SEVERE);
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(chromium().toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
				"--lang=" + language, "--accept-lang=" + language);
		options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
		options.setCapability("goog:loggingPrefs", logs);
		File executable = driver().toFile();
		ChromeDriver driver = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(executable).build(), options);
		driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
		return new Browser(driver);
	}

	private static Path chromium() {
		return Path.of("/usr/bin/chromium");
	}

	private static Path driver() {
		return Path.of("/usr/bin/chromedriver");
	}

	/** Opens a page, and waits until it shows something. */
	public Browser open(String url) {
		visit(url);
		await("document.documentElement.dataset.ready === 'true'");
		return this;
	}

	/** Opens any address, also one that is refused. */
	public Browser visit(String url) {
		this.driver.get(url);
		return this;
	}

	public Browser size(int width, int height) {
		this.driver.manage().window().setSize(new Dimension(width, height));
		return this;
	}

	/** The value of an expression of JavaScript. */
	public Object ask(String expression) {
		return this.driver.executeScript("return " + expression);
	}

	/** Runs statements of JavaScript. */
	public void run(String script) {
		this.driver.executeScript(script);
	}

	/** What is visible of the page, as PNG. */
	public byte[] screenshot() {
		return this.driver.getScreenshotAs(OutputType.BYTES);
	}

	/** What a promise is resolved with. */
	public Object promise(String expression) {
		return this.driver.executeAsyncScript("const done = arguments[arguments.length - 1]; (" + expression
				+ ").then(done, (error) => done(`${error}`));");
	}

	/** Waits until an expression is true. */
	public void await(String expression) {
		await(expression, TIMEOUT);
	}

	/** Waits until an expression is true; the error contains what the page shows. */
	public void await(String expression, Duration atMost) {
		long end = System.nanoTime() + atMost.toNanos();
		while (!Boolean.TRUE.equals(ask(expression))) {
			if (System.nanoTime() > end) {
				throw new AssertionError("Not true within " + atMost.toSeconds() + " s: " + expression
						+ ". The page shows: " + ask("document.body.innerText"));
			}
			try {
				Thread.sleep(INTERVAL.toMillis());
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException("Interrupted", ex);
			}
		}
	}

	/**
	 * Clicks the first button whose text begins so; it must be visible, as for a person.
	 */
	public void click(String text) {
		button(text).click();
	}

	/** Chooses an option of a list by its text. */
	public void choose(String list, String option) {
		this.driver
			.findElement(By.xpath("//label[span='" + list + "']/select/option[normalize-space()='" + option + "']"))
			.click();
	}

	private WebElement button(String text) {
		return this.driver.findElement(By.xpath("//button[starts-with(normalize-space(), '" + text + "')]"));
	}

	/** Presses keys where the focus is. */
	public void press(CharSequence... keys) {
		this.driver.switchTo().activeElement().sendKeys(keys);
	}

	/**
	 * The state that the page shows, as JSON: its maps as lists, without the clock, and
	 * with times in microseconds, which is all that a report keeps of them.
	 */
	public Object state() {
		return ask("""
				JSON.stringify(failoverlab.model().state, (key, value) => value instanceof Map ? [...value]
					: ['t', 'line'].includes(key) ? undefined : value > 1e6 ? Math.floor(value / 1000) : value)""");
	}

	/** The text of a part of the page, by its id. */
	public String shown(String part) {
		return String.valueOf(ask("document.getElementById('" + part + "').innerText"));
	}

	/** What axe calls serious or critical. */
	public List<?> accessibilityFaults() {
		this.driver.executeScript(axe());
		return (List<?>) this.driver.executeAsyncScript("""
				const done = arguments[arguments.length - 1];
				axe.run().then((found) => done(found.violations
					.filter((each) => ['serious', 'critical'].includes(each.impact))
					.map((each) => `${each.id}: ${each.nodes.map((node) => `${node.html} ${node.failureSummary}`)}`)),
					(error) => done([String(error)]));""");
	}

	private static String axe() {
		return PageSource.webjar("axe-core", "axe.min.js");
	}

	/** The errors on the browser's console. */
	public List<String> errors() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
			.map(String::valueOf)
			.toList();
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
