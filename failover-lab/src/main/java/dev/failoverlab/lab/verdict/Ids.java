package dev.failoverlab.lab.verdict;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Numbers for ids, from 0 in the order in which they are first met. Exact: the bytes of
 * every id are kept, a UUID in 17 of them, so that two ids never pass for one. Ten
 * million UUIDs take some 300 MB.
 */
final class Ids {

	private static final int PAGE = 1 << 20;

	private static final int UUID_LENGTH = 36;

	/** What the first byte of a code says of the rest: UTF-8. */
	private static final byte TEXT = 0;

	/** The two longs of a UUID. */
	private static final byte UUID_BITS = 1;

	/**
	 * UTF-16 as it stands, for half a surrogate pair: JSON can spell it, UTF-8 cannot.
	 */
	private static final byte UNITS = 2;

	private static final int HASH = 0x9E3779B9;

	private final List<byte[]> pages = new ArrayList<>();

	private int free = PAGE;

	private final Pages.Longs places = new Pages.Longs();

	private int size;

	/** The numbers plus one, in open addressing; a power of two long. */
	private int[] slots = new int[1 << 10];

	int size() {
		return this.size;
	}

	/**
	 * The number of an id, a new one when it was not met before.
	 * @param id any text
	 * @return its number, from 0
	 */
	int number(String id) {
		byte[] code = encode(id);
		int slot = slot(code);
		if (this.slots[slot] != 0) {
			return this.slots[slot] - 1;
		}
		if ((this.size + 1) * 3L > this.slots.length * 2L) {
			grow();
			slot = slot(code);
		}
		this.places.set(this.size, append(code));
		this.slots[slot] = ++this.size;
		return this.size - 1;
	}

	/**
	 * The id with a number.
	 * @param number a number that {@link #number} gave
	 * @return the id
	 */
	String text(int number) {
		return decode(code(number));
	}

	private int slot(byte[] code) {
		int mask = this.slots.length - 1;
		int slot = spread(code) & mask;
		while (this.slots[slot] != 0 && !holds(this.slots[slot] - 1, code)) {
			slot = (slot + 1) & mask;
		}
		return slot;
	}

	private void grow() {
		int[] old = this.slots;
		this.slots = new int[old.length * 2];
		int mask = this.slots.length - 1;
		for (int entry : old) {
			if (entry != 0) {
				int slot = spread(code(entry - 1)) & mask;
				while (this.slots[slot] != 0) {
					slot = (slot + 1) & mask;
				}
				this.slots[slot] = entry;
			}
		}
	}

	private long append(byte[] code) {
		int length = code.length + Integer.BYTES;
		if (this.free + length > PAGE) {
			this.pages.add(new byte[Math.max(PAGE, length)]);
			this.free = 0;
		}
		ByteBuffer.wrap(this.pages.get(this.pages.size() - 1), this.free, length).putInt(code.length).put(code);
		long place = ((long) (this.pages.size() - 1) << Integer.SIZE) | this.free;
		this.free += length;
		return place;
	}

	private byte[] code(int number) {
		ByteBuffer at = at(number);
		byte[] code = new byte[at.getInt()];
		at.get(code);
		return code;
	}

	private boolean holds(int number, byte[] code) {
		ByteBuffer at = at(number);
		return at.getInt() == code.length && at.limit(at.position() + code.length).equals(ByteBuffer.wrap(code));
	}

	private ByteBuffer at(int number) {
		long place = this.places.get(number);
		byte[] page = this.pages.get((int) (place >> Integer.SIZE));
		return ByteBuffer.wrap(page, (int) place, page.length - (int) place);
	}

	private static int spread(byte[] code) {
		int hash = Arrays.hashCode(code) * HASH;
		return hash ^ (hash >>> 15);
	}

	private static byte[] encode(String id) {
		if (id.length() == UUID_LENGTH && id.charAt(8) == '-') {
			try {
				UUID uuid = UUID.fromString(id);
				if (uuid.toString().equals(id)) {
					return ByteBuffer.allocate(17)
						.put(UUID_BITS)
						.putLong(uuid.getMostSignificantBits())
						.putLong(uuid.getLeastSignificantBits())
						.array();
				}
			}
			catch (IllegalArgumentException ex) {
				// Looks like a UUID and is none: kept as the text that it is.
			}
		}
		byte[] text = id.getBytes(StandardCharsets.UTF_8);
		if (new String(text, StandardCharsets.UTF_8).equals(id)) {
			return ByteBuffer.allocate(text.length + 1).put(TEXT).put(text).array();
		}
		ByteBuffer code = ByteBuffer.allocate(2 * id.length() + 1).put(UNITS);
		id.chars().forEach((unit) -> code.putChar((char) unit));
		return code.array();
	}

	private static String decode(byte[] code) {
		ByteBuffer bytes = ByteBuffer.wrap(code);
		return switch (bytes.get()) {
			case UUID_BITS -> new UUID(bytes.getLong(), bytes.getLong()).toString();
			case UNITS -> bytes.asCharBuffer().toString();
			default -> new String(code, 1, code.length - 1, StandardCharsets.UTF_8);
		};
	}

}
