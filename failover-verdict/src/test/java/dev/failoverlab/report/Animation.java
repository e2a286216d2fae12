package dev.failoverlab.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

import javax.imageio.ImageIO;

import dev.failoverlab.verdict.Judge;

/**
 * Makes an animated GIF of the page while it replays a recorded run of one fault:
 * {@code scripts/animation}.
 */
final class Animation {

	private static final double SECOND = 1e9;

	private static final Duration FRAME = Duration.ofMillis(250);

	private static final Duration LAST = Duration.ofSeconds(4);

	private static final String FAULT = "failoverlab.model().track.faults[0].";

	private Animation() {
	}

	/**
	 * Makes the picture.
	 * @param arguments the history, and the file to make
	 */
	public static void main(String[] arguments) throws IOException {
		Path history = Path.of(arguments[0]);
		Path page = Files.createTempFile("replay", ".html");
		Files.writeString(page, Page.report(Judge.judge(history), history), StandardCharsets.UTF_8);
		try (Browser browser = Browser.start("en", false)) {
			browser.size(1280, 1000).open(page.toUri().toString());
			browser.run("document.querySelector('.verdict-place').remove()");
			List<BufferedImage> frames = new ArrayList<>();
			for (double t : moments(browser)) {
				frames.add(picture(browser, t));
			}
			GifWriter.write(Path.of(arguments[1]), frames, FRAME, LAST);
		}
		finally {
			Files.delete(page);
		}
	}

	/**
	 * From two seconds before the fault: the outage in steps of half a second, and the
	 * rest, until every replica is in sync again, in steps of one.
	 */
	private static double[] moments(Browser browser) {
		double fault = ((Number) browser.ask(FAULT + "begin")).doubleValue();
		double whole = ((Number) browser
			.ask("failoverlab.model().track.events.findLast((each) => each.kind === 'isr').t")).doubleValue();
		double calm = fault + 11 * SECOND;
		return DoubleStream
			.concat(DoubleStream.iterate(fault - 2 * SECOND, (t) -> t < calm, (t) -> t + SECOND / 2),
					DoubleStream.iterate(calm, (t) -> t < whole + 2 * SECOND, (t) -> t + SECOND))
			.toArray();
	}

	private static BufferedImage picture(Browser browser, double t) throws IOException {
		browser.run("failoverlab.seek(" + t + ")");
		browser.promise("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
		return ImageIO.read(new ByteArrayInputStream(browser.screenshot()));
	}

}
