package org.torrentxt.artifact;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.torrentxt.api.TorrentException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** A features repository of Karaf: what it names, and where that is. Not thread-safe. */
public final class FeaturesXml {
    private static final String REPOSITORY = "repository";
    private static final List<String> TAGS = List.of("bundle", "configfile", REPOSITORY);
    private static final Pattern MAVEN = Pattern.compile("mvn:[^\\s$!?#]+");

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);
    private static final String NAMESPACE = "http://karaf.apache.org/xmlns/features/";

    private final Document document;

    private FeaturesXml(Document document) {
        this.document = document;
    }

    /** A bundle, file of the configuration, or other repository that is named. */
    public static final class Location {
        private final Element element;

        private Location(Element element) {
            this.element = element;
        }

        /** Its URL, or another text. */
        public String text() {
            return element.getTextContent().strip();
        }

        /** True for another repository. */
        public boolean isRepository() {
            return element.getLocalName().equals(REPOSITORY);
        }

        /** The URL of the Maven artifact, also in one that wraps it: {@code wrap:mvn:G/A/V$...}. Empty if there is none. */
        public Optional<String> maven() {
            Matcher matcher = MAVEN.matcher(text());
            return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
        }

        /** True for a path relative to the repository: neither a URL nor empty. */
        public boolean isPath() {
            return !text().isEmpty() && !SCHEME.matcher(text()).matches();
        }

        /** Replaces the URL of the Maven artifact if there is one, else all of it. */
        public void replace(String uri) {
            Matcher matcher = MAVEN.matcher(text());
            element.setTextContent(matcher.find() ? matcher.replaceFirst(Matcher.quoteReplacement(uri)) : uri);
        }
    }

    /**
     * A feature that it has.
     *
     * @param name not checked
     * @param version as Karaf has it, see {@link FeatureVersion}
     */
    public record Named(String name, String version) {
        /** Both, as Karaf writes it. */
        @Override
        public String toString() {
            return name + "/" + version;
        }
    }

    /**
     * Reads a repository. Nothing outside of it is read, whatever it names.
     *
     * @param name what to call it, for the message
     * @throws TorrentException INVALID_ARGUMENT if it is none
     * @throws IOException if it cannot be read
     */
    public static FeaturesXml read(String name, InputStream in) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // throws, and prints nothing
            FeaturesXml read = new FeaturesXml(builder.parse(in));
            Element root = read.document.getDocumentElement();
            String namespace = root.getNamespaceURI();
            if (root.getLocalName().equals("features") && (namespace == null || namespace.startsWith(NAMESPACE))) {
                return read;
            }
            throw TorrentException.invalid(name + " is no features repository: its root is " + root.getLocalName()
                    + (namespace == null ? "" : " of " + namespace));
        } catch (SAXException
                | ParserConfigurationException
                | CharConversionException // what is not encoded as it says
                | UnsupportedEncodingException e) {
            throw TorrentException.invalid(name + " is no features repository: " + e.getMessage());
        }
    }

    /** All that it names, of all its features. */
    public List<Location> locations() {
        List<Location> locations = new ArrayList<>();
        for (String tag : TAGS) {
            NodeList elements = document.getElementsByTagNameNS("*", tag);
            for (int i = 0; i < elements.getLength(); i++) {
                locations.add(new Location((Element) elements.item(i)));
            }
        }
        return locations;
    }

    /** Its features, in its order. */
    public List<Named> features() {
        List<Named> features = new ArrayList<>();
        NodeList elements = document.getDocumentElement().getChildNodes();
        for (int i = 0; i < elements.getLength(); i++) {
            if (elements.item(i) instanceof Element element && "feature".equals(element.getLocalName())) {
                features.add(
                        new Named(element.getAttribute("name"), FeatureVersion.clean(element.getAttribute("version"))));
            }
        }
        return features;
    }

    /**
     * Writes it with what was replaced.
     *
     * @throws IOException if that fails
     */
    public void write(Path file) throws IOException {
        try {
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(file.toFile()));
        } catch (TransformerException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
