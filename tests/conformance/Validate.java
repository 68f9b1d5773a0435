import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Validates PDF files with veraPDF: {@code java -cp JAR Validate.java PROFILE FILE...}
 *
 * <p>PROFILE is {@code PDFUA-1} or {@code PDFA-2U}. For each file one line is printed with three
 * fields between tabs: the file, the number of checks, and {@code ok}; each rule that failed follows
 * on a line of its own: the file, how often, clause and test, what it says, and where the first was.
 *
 * <p>The rules are read with the parser of the JDK: veraPDF's own way needs a library that is
 * neither in the JDK nor in the jar.
 */
final class Validate {
    private static final Map<String, PDFAFlavour> FLAVOURS =
            Map.of("PDFUA-1", PDFAFlavour.PDFUA_1, "PDFA-2U", PDFAFlavour.PDFA_2_U);

    public static void main(String[] arguments) throws Exception {
        // veraPDF tells its log about every oddity that it then reports as a failure.
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = FLAVOURS.get(arguments[0]);
        ValidationProfile profile = readProfile(arguments[0], flavour);
        for (int at = 1; at < arguments.length; at++) {
            validate(arguments[at], flavour, profile);
        }
    }

    private static void validate(String file, PDFAFlavour flavour, ValidationProfile profile)
            throws Exception {
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, String> says = new TreeMap<>();
        int checks;
        try (PDFAParser parser =
                        Foundries.defaultInstance().createParser(new FileInputStream(file), flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            checks = result.getTotalAssertions();
            for (TestAssertion each : result.getTestAssertions()) {
                if (each.getStatus() != TestAssertion.Status.FAILED) {
                    continue;
                }
                String rule = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
                counts.merge(rule, 1, Integer::sum);
                says.putIfAbsent(
                        rule, each.getMessage() + "\t" + each.getLocation().getContext());
            }
        }
        System.out.println(file + "\t" + checks + "\t" + (counts.isEmpty() ? "ok" : "failed"));
        counts.forEach(
                (rule, count) ->
                        System.out.println(
                                file + "\t" + count + "\t" + rule + "\t"
                                        + says.get(rule).replaceAll("[\\r\\n]+", " ")));
    }

    // --- profiles --------------------------------------------------------------------------------

    private static ValidationProfile readProfile(String name, PDFAFlavour flavour) throws Exception {
        String path = "org/verapdf/pdfa/validation/" + name + ".xml";
        Element root;
        try (InputStream stream =
                new BufferedInputStream(Validate.class.getClassLoader().getResourceAsStream(path))) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream)
                    .getDocumentElement();
        }
        Set<Rule> rules = new HashSet<>();
        for (Element each : children(root, "rule")) {
            rules.add(readRule(each, flavour));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element each : children(root, "variable")) {
            variables.add(
                    Profiles.variableFromValues(
                            each.getAttribute("name"),
                            each.getAttribute("object"),
                            text(each, "defaultValue"),
                            text(each, "value")));
        }
        if (rules.isEmpty()) {
            throw new IllegalStateException("no rules in " + path);
        }
        return Profiles.profileFromValues(
                flavour,
                Profiles.profileDetailsFromValues(name, name, "", new Date(0)),
                "",
                rules,
                variables);
    }

    private static Rule readRule(Element rule, PDFAFlavour flavour) {
        Element id = children(rule, "id").get(0);
        RuleId ruleId =
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"),
                        Integer.parseInt(id.getAttribute("testNumber")));
        ErrorDetails error =
                Profiles.errorFromValues(text(rule, "message"), new ArrayList<ErrorArgument>());
        String deferred = rule.getAttribute("deferred");
        return Profiles.ruleFromValues(
                ruleId,
                rule.getAttribute("object"),
                deferred.isEmpty() ? null : Boolean.valueOf(deferred),
                rule.getAttribute("tags"),
                text(rule, "description"),
                text(rule, "test"),
                error,
                new ArrayList<>());
    }

    private static List<Element> children(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int at = 0; at < found.getLength(); at++) {
            elements.add((Element) found.item(at));
        }
        return elements;
    }

    private static String text(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }
}
