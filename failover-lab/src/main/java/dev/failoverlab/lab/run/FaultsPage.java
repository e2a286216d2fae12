package dev.failoverlab.lab.run;

import java.util.List;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.Capability;
import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.cluster.fault.Faults;
import dev.failoverlab.cluster.fault.Parameter;
import dev.failoverlab.cluster.fault.ValueType;
import dev.failoverlab.report.TextTable;
import dev.failoverlab.report.TextTable.Column;

/** The generated page about the faults. */
final class FaultsPage {

	private FaultsPage() {
	}

	static String text() {
		Markdown page = new Markdown();
		page.heading(1, "The faults");
		page.paragraph("What a step of a [scenario](scenarios.md) can do. Keys stand beside `fault` and `target`. "
				+ "A fault that a cluster is not capable of is refused by name before a run starts.");
		page.table(new TextTable<>(List.of(Column.text("fault", (fault) -> "`" + fault.word() + "`"),
				Column.text("what is done", Fault::sentence), Column.text("keys", FaultsPage::keys),
				Column.text("healed by", (fault) -> fault.healing().phrase()),
				Column.text("needs",
						(fault) -> fault.needs().stream().map(Capability::phrase).collect(Collectors.joining("; ")))),
				Faults.all()));
		page.paragraph("Made by `./lab docs` from the classes of the faults; not to be edited by hand.");
		return page.toString();
	}

	private static String keys(Fault fault) {
		return fault.parameters().stream().map(FaultsPage::key).collect(Collectors.joining(" "));
	}

	private static <T> String key(Parameter<T> parameter) {
		String words = (parameter.type() instanceof ValueType.Word word) ? ", " + String.join(" or ", word.words())
				: "";
		return "`" + parameter.name() + "`: " + parameter.sentence().replaceAll("\\.$", "") + words
				+ parameter.otherwise().map((value) -> " (" + parameter.type().text(value) + " if left out)").orElse("")
				+ ".";
	}

}
