package dev.failoverlab.history;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * The three kinds that a history consists of for the most part, sends, polls and scans,
 * read token by token. It takes only what is beyond doubt: at the least surprise, be it
 * an error or a field that it does not know, it gives no answer, and
 * {@link HistoryFormat} reads the line with all care. What it answers is what that would
 * have answered.
 */
final class QuickFormat {

	private static final JsonFactory JSON = JsonFactory.builder()
		.recyclerPool(JsonRecyclerPools.threadLocalPool())
		.build();

	private static final int T = 1;

	private static final int KIND = 1 << 1;

	private static final int PROCESS = 1 << 2;

	private static final int TYPE = 1 << 3;

	private static final int ID = 1 << 4;

	private static final int PARTITION = 1 << 5;

	private static final int OFFSET = 1 << 6;

	private static final int KEY = 1 << 7;

	private static final int TX = 1 << 8;

	private static final int ERROR = 1 << 9;

	private static final int ISOLATION = 1 << 10;

	private static final int RECORDS = 1 << 11;

	private static final int SEND = T | KIND | PROCESS | TYPE | ID | PARTITION | OFFSET | KEY | TX | ERROR;

	private static final int POLL = T | KIND | PROCESS | RECORDS;

	private static final int SCAN = POLL | ISOLATION;

	private static final int PLACE = PARTITION | OFFSET;

	/**
	 * Reads a line.
	 * @return the event, or null when it takes the careful way to tell
	 */
	@Nullable Event event(byte[] bytes, int offset, int length) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				return null;
			}
			Fields fields = new Fields();
			return (fields.read(parser) && parser.nextToken() == null) ? fields.event() : null;
		}
		catch (JacksonException | IllegalArgumentException ex) {
			return null;
		}
	}

	/** The fields of one line, of whatever kind it turns out to be. */
	private static final class Fields {

		private int seen;

		private long t;

		private String kind = "";

		private String process = "";

		private String type = "";

		private String id = "";

		private int partition;

		private long offset;

		private @Nullable String key;

		private @Nullable String tx;

		private @Nullable String error;

		private String isolation = "";

		private List<Event.Position> records = List.of();

		/** False when there is a field that takes more care. */
		boolean read(JsonParser parser) {
			for (String name = parser.nextName(); name != null; name = parser.nextName()) {
				int field = field(name);
				if (field == 0 || (this.seen & field) != 0) {
					return false;
				}
				this.seen |= field;
				JsonToken value = parser.nextToken();
				boolean taken = (value == JsonToken.VALUE_STRING) ? text(field, parser)
						: (value == JsonToken.VALUE_NUMBER_INT) ? number(field, parser)
								: field == RECORDS && value == JsonToken.START_ARRAY && records(parser);
				if (!taken) {
					return false;
				}
			}
			return parser.currentToken() == JsonToken.END_OBJECT;
		}

		private static int field(String name) {
			return switch (name) {
				case "t" -> T;
				case "kind" -> KIND;
				case "process" -> PROCESS;
				case "type" -> TYPE;
				case "id" -> ID;
				case "partition" -> PARTITION;
				case "offset" -> OFFSET;
				case "key" -> KEY;
				case "tx" -> TX;
				case "error" -> ERROR;
				case "isolation" -> ISOLATION;
				case "records" -> RECORDS;
				default -> 0;
			};
		}

		private boolean text(int field, JsonParser parser) {
			String text = parser.getString();
			switch (field) {
				case KIND -> this.kind = text;
				case PROCESS -> this.process = text;
				case TYPE -> this.type = text;
				case ID -> this.id = text;
				case KEY -> this.key = text;
				case TX -> this.tx = text;
				case ERROR -> this.error = text;
				case ISOLATION -> this.isolation = text;
				default -> {
					return false;
				}
			}
			return true;
		}

		private boolean number(int field, JsonParser parser) {
			switch (field) {
				case T -> this.t = parser.getLongValue();
				case PARTITION -> this.partition = parser.getIntValue();
				case OFFSET -> this.offset = parser.getLongValue();
				default -> {
					return false;
				}
			}
			return true;
		}

		private boolean records(JsonParser parser) {
			this.records = new ArrayList<>();
			JsonToken token = parser.nextToken();
			while (token == JsonToken.START_OBJECT) {
				Fields place = new Fields();
				if (!place.read(parser) || (place.seen | ID) != (PLACE | ID)) {
					return false;
				}
				String id = ((place.seen & ID) != 0) ? place.id : null;
				this.records.add(new Event.Position(place.partition, place.offset, id));
				token = parser.nextToken();
			}
			return token == JsonToken.END_ARRAY;
		}

		@Nullable Event event() {
			return switch (this.kind) {
				case "send" -> has(T | PROCESS | TYPE | ID, SEND) ? send() : null;
				case "poll" -> has(POLL, POLL) ? new Event.Poll(this.t, this.process, this.records) : null;
				case "scan" ->
					has(SCAN, SCAN) ? new Event.Scan(this.t, this.process, this.isolation, this.records) : null;
				default -> null;
			};
		}

		/** Whether all that is needed is there, and nothing that is not known. */
		private boolean has(int needed, int known) {
			return (this.seen & needed) == needed && (this.seen & ~known) == 0;
		}

		private @Nullable Event send() {
			Event.Type step = switch (this.type) {
				case "invoke" -> Event.Type.INVOKE;
				case "ok" -> Event.Type.OK;
				case "fail" -> Event.Type.FAIL;
				case "info" -> Event.Type.INFO;
				default -> null;
			};
			if (step == null) {
				return null;
			}
			Integer where = ((this.seen & PARTITION) != 0) ? this.partition : null;
			Long place = ((this.seen & OFFSET) != 0) ? this.offset : null;
			return new Event.Send(this.t, step, this.process, this.id, where, place, this.key, this.tx, this.error);
		}

	}

}
