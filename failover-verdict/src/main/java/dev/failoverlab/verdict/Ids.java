package dev.failoverlab.verdict;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Numbers for ids, from 0 in the order in which they are first met. Exact: the bytes of
 * every id are kept, a UUID in 17 of them, so that two ids never pass for one. Ten
 * million UUIDs take some 280 MB.
 */
final class Ids {

	private static final int PAGE_BITS = 20;

	private static final int PAGE = 1 << PAGE_BITS;

	private static final int UUID_LENGTH = 36;

	private static final int UUID_BYTES = 16;

	/** The first byte of an entry: the length of a short ASCII text, or one of these. */
	private static final int SHORT_TEXT = 252;

	/** UTF-8, behind four bytes with its length. */
	private static final int TEXT = 253;

	/**
	 * UTF-16 as it stands, for half a surrogate pair: JSON can spell it, UTF-8 cannot.
	 */
	private static final int UNITS = 254;

	private static final int UUID_BITS = 255;

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private static final long MIX = 0x9E3779B97F4A7C15L;

	/**
	 * Nobody who writes a history can know which ids collide. Numbers do not depend on
	 * it.
	 */
	private final long seed = ThreadLocalRandom.current().nextLong();

	private final List<byte[]> pages = new ArrayList<>();

	private int free = PAGE;

	/** Where the entry of each number is: its page, and where in it. */
	private final Column places = new Column();

	private int size;

	/** The numbers in open addressing; a power of two long. */
	private int[] slots = new int[1 << 10];

	/**
	 * A few bits of the hash of what is in each slot, and 0 for an empty one: looking at
	 * somebody else's entry is slow, since it is far away in memory.
	 */
	private byte[] tags = new byte[this.slots.length];

	/** The entry of the id that is asked for. */
	private byte[] asked = new byte[256];

	private int askedLength;

	int size() {
		return this.size;
	}

	/**
	 * The number of an id, a new one when it was not met before.
	 * @param id any text
	 * @return its number, from 0
	 */
	int number(String id) {
		encode(id);
		long hash = hash(this.asked, 0, this.askedLength);
		int slot = slot(hash);
		if (this.tags[slot] != 0) {
			return this.slots[slot];
		}
		if ((this.size + 1) * 3L > this.slots.length * 2L) {
			grow();
			slot = slot(hash);
		}
		this.places.set(this.size, append());
		this.tags[slot] = tag(hash);
		this.slots[slot] = this.size++;
		return this.slots[slot];
	}

	/**
	 * The id with a number.
	 * @param number a number that {@link #number} gave
	 * @return the id
	 */
	String text(int number) {
		long place = this.places.get(number);
		byte[] page = this.pages.get((int) (place >> PAGE_BITS));
		int at = (int) place & (PAGE - 1);
		ByteBuffer entry = ByteBuffer.wrap(page, at, length(page, at));
		return switch (entry.get() & 0xFF) {
			case UUID_BITS -> new UUID(entry.getLong(), entry.getLong()).toString();
			case UNITS -> entry.position(at + 1 + Integer.BYTES).asCharBuffer().toString();
			case TEXT -> StandardCharsets.UTF_8.decode(entry.position(at + 1 + Integer.BYTES)).toString();
			default -> StandardCharsets.US_ASCII.decode(entry).toString();
		};
	}

	/** Where the id that is asked for is, or the empty slot where it would be. */
	private int slot(long hash) {
		int mask = this.slots.length - 1;
		byte tag = tag(hash);
		int slot = (int) hash & mask;
		while (this.tags[slot] != 0 && (this.tags[slot] != tag || !isAsked(this.slots[slot]))) {
			slot = (slot + 1) & mask;
		}
		return slot;
	}

	/** Bits that have no part in where the slot is; never 0. */
	private static byte tag(long hash) {
		return (byte) ((hash >>> (Long.SIZE - Byte.SIZE)) | 1);
	}

	private boolean isAsked(int number) {
		long place = this.places.get(number);
		byte[] page = this.pages.get((int) (place >> PAGE_BITS));
		int at = (int) place & (PAGE - 1);
		return page[at] == this.asked[0] && at + this.askedLength <= page.length
				&& Arrays.equals(page, at, at + this.askedLength, this.asked, 0, this.askedLength);
	}

	private void grow() {
		this.slots = new int[2 * this.slots.length];
		this.tags = new byte[this.slots.length];
		int mask = this.slots.length - 1;
		for (int number = 0; number < this.size; number++) {
			long hash = hash(number);
			int slot = (int) hash & mask;
			while (this.tags[slot] != 0) {
				slot = (slot + 1) & mask;
			}
			this.tags[slot] = tag(hash);
			this.slots[slot] = number;
		}
	}

	private long hash(int number) {
		long place = this.places.get(number);
		byte[] page = this.pages.get((int) (place >> PAGE_BITS));
		int at = (int) place & (PAGE - 1);
		return hash(page, at, length(page, at));
	}

	private long hash(byte[] bytes, int from, int length) {
		long hash = this.seed + length;
		int at = from;
		for (; at + Long.BYTES <= from + length; at += Long.BYTES) {
			hash = mixed(hash ^ (long) LONG.get(bytes, at));
		}
		for (; at < from + length; at++) {
			hash = hash * MIX + bytes[at];
		}
		return mixed(hash);
	}

	private static long mixed(long hash) {
		long product = hash * MIX;
		return product ^ (product >>> 32);
	}

	private static int length(byte[] page, int at) {
		int mark = page[at] & 0xFF;
		return switch (mark) {
			case UUID_BITS -> 1 + UUID_BYTES;
			case TEXT, UNITS -> 1 + Integer.BYTES + ByteBuffer.wrap(page).getInt(at + 1);
			default -> 1 + mark;
		};
	}

	private long append() {
		if (this.free + this.askedLength > PAGE) {
			this.pages.add(new byte[Math.max(PAGE, this.askedLength)]);
			this.free = 0;
		}
		int page = this.pages.size() - 1;
		System.arraycopy(this.asked, 0, this.pages.get(page), this.free, this.askedLength);
		long place = ((long) page << PAGE_BITS) | this.free;
		this.free += this.askedLength;
		return place;
	}

	private void encode(String id) {
		if (!encodeUuid(id) && !encodeAscii(id)) {
			byte[] text = id.getBytes(StandardCharsets.UTF_8);
			boolean exact = new String(text, StandardCharsets.UTF_8).equals(id);
			encode(exact ? TEXT : UNITS, exact ? text : units(id));
		}
	}

	private void encode(int mark, byte[] bytes) {
		this.askedLength = 1 + Integer.BYTES + bytes.length;
		if (this.asked.length < this.askedLength) {
			this.asked = new byte[this.askedLength];
		}
		ByteBuffer.wrap(this.asked).put((byte) mark).putInt(bytes.length).put(bytes);
	}

	private static byte[] units(String id) {
		ByteBuffer units = ByteBuffer.allocate(Character.BYTES * id.length());
		units.asCharBuffer().put(id);
		return units.array();
	}

	private boolean encodeAscii(String id) {
		int length = id.length();
		if (length > SHORT_TEXT) {
			return false;
		}
		this.asked[0] = (byte) length;
		for (int i = 0; i < length; i++) {
			char unit = id.charAt(i);
			if (unit > 0x7F) {
				return false;
			}
			this.asked[i + 1] = (byte) unit;
		}
		this.askedLength = length + 1;
		return true;
	}

	/** Only as {@link UUID#toString} writes it, so that it comes back as it was. */
	private boolean encodeUuid(String id) {
		if (id.length() != UUID_LENGTH) {
			return false;
		}
		int at = 1;
		for (int i = 0; i < UUID_LENGTH; i += 2) {
			if (i == 8 || i == 13 || i == 18 || i == 23) {
				if (id.charAt(i) != '-') {
					return false;
				}
				i++;
			}
			int digits = (digit(id.charAt(i)) << 4) | digit(id.charAt(i + 1));
			if (digits < 0) {
				return false;
			}
			this.asked[at++] = (byte) digits;
		}
		this.asked[0] = (byte) UUID_BITS;
		this.askedLength = at;
		return true;
	}

	/** Below 0 for anything but a digit in lower case. */
	private static int digit(char unit) {
		if (unit >= '0' && unit <= '9') {
			return unit - '0';
		}
		return (unit >= 'a' && unit <= 'f') ? unit - 'a' + 10 : -1;
	}

}
