package dev.failoverlab;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;

/**
 * What each room (a package) uses, read from the byte code of its classes.
 *
 * @param names the name of each room and library by its package, which ends with
 * {@code ..} when the packages in it count, too; an empty name means that every room may
 * use it
 */
public record Rooms(Map<String, String> names) {

	/**
	 * The rooms and libraries that each room uses. What has no name stands under that of
	 * its package, so that it is noticed.
	 * @param classes the classes of all rooms
	 * @return the names of what is used, by the name of the room
	 */
	public SortedMap<String, Set<String>> uses(JavaClasses classes) {
		SortedMap<String, Set<String>> uses = new TreeMap<>();
		for (JavaClass type : classes) {
			String room = name(type);
			Set<String> used = uses.computeIfAbsent(room, (name) -> new TreeSet<>());
			type.getDirectDependenciesFromSelf()
				.stream()
				.map((dependency) -> name(dependency.getTargetClass().getBaseComponentType()))
				.filter((name) -> !name.equals(room) && !name.isEmpty())
				.forEach(used::add);
		}
		uses.remove("");
		return uses;
	}

	private String name(JavaClass type) {
		String name = type.getPackageName();
		return this.names.keySet()
			.stream()
			.filter((pattern) -> PackageMatcher.of(pattern).matches(name))
			.findFirst()
			.map(this.names::get)
			.orElse(name);
	}

}
