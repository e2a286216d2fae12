package dev.failoverlab.report;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/**
 * An animated GIF that repeats. All frames share the 255 colours that they use most; of
 * each it holds what differs from the one before, and the rest is transparent.
 */
final class GifWriter implements AutoCloseable {

	private static final String FORMAT = "javax_imageio_gif_image_1.0";

	private static final int TRANSPARENT = 255;

	private final ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();

	private final ImageOutputStream out;

	private GifWriter(Path file) throws IOException {
		Files.deleteIfExists(file);
		this.out = ImageIO.createImageOutputStream(file.toFile());
		this.writer.setOutput(this.out);
		this.writer.prepareWriteSequence(null);
	}

	/**
	 * Makes a file.
	 * @param frames all of one size
	 * @param shown how long each is shown, in steps of 10 ms
	 * @param last how long the last one is shown
	 */
	static void write(Path file, List<BufferedImage> frames, Duration shown, Duration last) throws IOException {
		int[] palette = palette(frames);
		try (GifWriter gif = new GifWriter(file)) {
			Map<Integer, Integer> nearest = new HashMap<>();
			BufferedImage before = null;
			for (BufferedImage frame : frames) {
				BufferedImage indexed = new BufferedImage(frame.getWidth(), frame.getHeight(),
						BufferedImage.TYPE_BYTE_INDEXED,
						new IndexColorModel(8, TRANSPARENT + 1, palette, 0, true, TRANSPARENT, 0));
				for (int y = 0; y < frame.getHeight(); y++) {
					for (int x = 0; x < frame.getWidth(); x++) {
						int colour = frame.getRGB(x, y);
						boolean same = before != null && before.getRGB(x, y) == colour;
						indexed.getRaster()
							.setSample(x, y, 0, same ? TRANSPARENT
									: nearest.computeIfAbsent(colour, (wanted) -> nearest(palette, wanted)));
					}
				}
				before = frame;
				gif.add(indexed, (frame != frames.get(frames.size() - 1)) ? shown : last);
			}
		}
	}

	private static int[] palette(List<BufferedImage> frames) {
		Map<Integer, Integer> counts = new HashMap<>();
		for (BufferedImage frame : frames) {
			int[] all = frame.getRGB(0, 0, frame.getWidth(), frame.getHeight(), null, 0, frame.getWidth());
			for (int colour : all) {
				counts.merge(colour, 1, Integer::sum);
			}
		}
		int[] palette = new int[TRANSPARENT + 1];
		List<Integer> most = counts.entrySet()
			.stream()
			.sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
			.limit(TRANSPARENT)
			.map(Map.Entry::getKey)
			.toList();
		for (int i = 0; i < most.size(); i++) {
			palette[i] = most.get(i);
		}
		return palette;
	}

	private static int nearest(int[] palette, int colour) {
		int best = 0;
		for (int i = 1; i < TRANSPARENT; i++) {
			best = (distance(palette[i], colour) < distance(palette[best], colour)) ? i : best;
		}
		return best;
	}

	private static int distance(int one, int other) {
		int sum = 0;
		for (int shift = 0; shift < 24; shift += 8) {
			int difference = ((one >> shift) & 255) - ((other >> shift) & 255);
			sum += difference * difference;
		}
		return sum;
	}

	private void add(BufferedImage image, Duration shown) throws IOException {
		Rectangle part = opaque(image);
		BufferedImage cut = image.getSubimage(part.x, part.y, part.width, part.height);
		IIOMetadata about = this.writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(cut), null);
		IIOMetadataNode root = (IIOMetadataNode) about.getAsTree(FORMAT);
		// With the table of the tree, all colours come out wrong; without it, the image's
		// own is written.
		root.removeChild(child(root, "LocalColorTable"));
		set(root, "ImageDescriptor", "imageLeftPosition", part.x, "imageTopPosition", part.y);
		set(root, "GraphicControlExtension", "disposalMethod", "doNotDispose", "userInputFlag", "FALSE",
				"transparentColorFlag", "TRUE", "delayTime", shown.toMillis() / 10, "transparentColorIndex",
				TRANSPARENT);
		IIOMetadataNode repeat = new IIOMetadataNode("ApplicationExtension");
		repeat.setAttribute("applicationID", "NETSCAPE");
		repeat.setAttribute("authenticationCode", "2.0");
		repeat.setUserObject(new byte[] { 1, 0, 0 });
		child(root, "ApplicationExtensions").appendChild(repeat);
		about.setFromTree(FORMAT, root);
		this.writer.writeToSequence(new IIOImage(cut, null, about), null);
	}

	/** The smallest rectangle outside of which all is transparent. */
	private static Rectangle opaque(BufferedImage image) {
		Rectangle all = new Rectangle();
		for (int y = 0; y < image.getHeight(); y++) {
			for (int x = 0; x < image.getWidth(); x++) {
				if (image.getRaster().getSample(x, y, 0) != TRANSPARENT) {
					all = all.isEmpty() ? new Rectangle(x, y, 1, 1) : all.union(new Rectangle(x, y, 1, 1));
				}
			}
		}
		return all.isEmpty() ? new Rectangle(0, 0, 1, 1) : all;
	}

	private static void set(IIOMetadataNode root, String name, Object... attributes) {
		IIOMetadataNode child = child(root, name);
		for (int i = 0; i < attributes.length; i += 2) {
			child.setAttribute(attributes[i].toString(), attributes[i + 1].toString());
		}
	}

	private static IIOMetadataNode child(IIOMetadataNode root, String name) {
		if (root.getElementsByTagName(name).getLength() == 0) {
			root.appendChild(new IIOMetadataNode(name));
		}
		return (IIOMetadataNode) root.getElementsByTagName(name).item(0);
	}

	@Override
	public void close() throws IOException {
		this.writer.endWriteSequence();
		this.writer.dispose();
		this.out.close();
	}

}
