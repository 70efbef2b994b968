package io.entrepot.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** What the suite says of itself in its {@code junit.xml}. Disabled checks count as skipped: they weren't run. */
record ConformanceReport(int run, int failed, int skipped, List<String> complaints) {
    /** @throws IOException when there is no report, or one that cannot be read; both mean that nothing was proved */
    static ConformanceReport read(Path junit) throws IOException {
        if (!Files.isRegularFile(junit)) {
            throw new IOException("the suite left no " + junit.getFileName());
        }
        var suites = parse(junit);
        var failed = count(suites, "failures") + count(suites, "errors");
        var skipped = count(suites, "skipped") + count(suites, "disabled");
        return new ConformanceReport(count(suites, "tests") - skipped, failed, skipped, complaints(suites));
    }

    boolean passed() {
        return run > 0 && failed == 0 && skipped == 0;
    }

    private static Element parse(Path junit) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            // The report holds the dumps of a large manifest: more text than the parser's default limits take.
            factory.setAttribute("jdk.xml.totalEntitySizeLimit", "0");
            factory.setAttribute("jdk.xml.maxGeneralEntitySizeLimit", "0");
            return factory.newDocumentBuilder().parse(junit.toFile()).getDocumentElement();
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("the suite's " + junit.getFileName() + " cannot be read", e);
        }
    }

    private static List<String> complaints(Element suites) {
        var cases = suites.getElementsByTagName("testcase");
        var found = new ArrayList<String>();
        for (var i = 0; i < cases.getLength(); i++) {
            var check = (Element) cases.item(i);
            var status = check.getAttribute("status");
            if (!status.equals("passed")) {
                found.add(status + "  " + check.getAttribute("name") + reason(check));
            }
        }
        return List.copyOf(found);
    }

    private static String reason(Element check) {
        var out = check.getElementsByTagName("system-out");
        return out.getLength() == 0
                ? ""
                : "\n    " + out.item(0).getTextContent().strip().replace("\n", "\n    ");
    }

    private static int count(Element suites, String attribute) {
        var value = suites.getAttribute(attribute);
        return value.isEmpty() ? 0 : Integer.parseInt(value); // the suite leaves zeros out
    }
}
