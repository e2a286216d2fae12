package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdsTests {

	private final Ids ids = new Ids();

	@Test
	void numbersIdsInTheOrderInWhichTheyAreMetAndGivesThemBack() {
		Random random = new Random(7);
		List<String> texts = new ArrayList<>();
		for (int i = 0; i < 100_000; i++) {
			texts.add((i % 2 == 0) ? new UUID(random.nextLong(), random.nextLong()).toString() : "id-é-" + i);
		}
		for (int i = 0; i < texts.size(); i++) {
			assertThat(this.ids.number(texts.get(i))).isEqualTo(i);
		}
		for (int i = 0; i < texts.size(); i++) {
			assertThat(this.ids.number(texts.get(i))).isEqualTo(i);
			assertThat(this.ids.text(i)).isEqualTo(texts.get(i));
		}
		assertThat(this.ids.size()).isEqualTo(texts.size());
	}

	@Test
	void keepsApartWhatLooksAlike() {
		String uuid = "123e4567-e89b-12d3-a456-426614174000";
		List<String> alike = List.of(uuid, uuid.toUpperCase(java.util.Locale.ROOT),
				"123e4567-e89b-12d3-a456-42661417400x", "1-2-3-4-5", "", " ", "?", "\ud800", "\ud801", "\ufffd",
				"\ud83d\ude00", "x".repeat(3_000_000));
		alike.forEach(this.ids::number);
		assertThat(this.ids.size()).isEqualTo(alike.size());
		for (int i = 0; i < alike.size(); i++) {
			assertThat(this.ids.text(i)).isEqualTo(alike.get(i));
		}
	}

	@Test
	void findsAnOffsetInARange() {
		Offsets offsets = new Offsets();
		offsets.add(5);
		offsets.add(70_000);
		offsets.add(1L << 40);
		assertThat(offsets.any(0, 5)).isFalse();
		assertThat(offsets.any(5, 6)).isTrue();
		assertThat(offsets.any(6, 70_000)).isFalse();
		assertThat(offsets.any(6, 70_001)).isTrue();
		assertThat(offsets.any(70_001, 1L << 40)).isFalse();
		assertThat(offsets.any(70_001, Long.MAX_VALUE)).isTrue();
		assertThat(offsets.any(9, 9)).isFalse();
		assertThat(offsets.highest()).isEqualTo(1L << 40);
		assertThat(new Offsets().highest()).isEqualTo(-1);
	}

}
