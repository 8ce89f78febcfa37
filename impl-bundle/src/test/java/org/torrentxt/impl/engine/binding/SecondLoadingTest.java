package org.torrentxt.impl.engine.binding;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.impl.fixture.ForkedJvm;

class SecondLoadingTest {
    @TempDir
    Path folder;

    @Test
    void classLoadersOneAfterTheOtherLoadTheSameLibrary() throws Exception {
        ForkedJvm.assertSurvives(AsKarafRestarts.class, folder, Duration.ofSeconds(60));
    }

    /** Class loaders of all our classes, of which the earlier ones are never collected. */
    static final class AsKarafRestarts {
        private static final String PROPERTY = SecondLoading.PATH_PROPERTY;

        private AsKarafRestarts() {}

        private static URL[] classPath() throws MalformedURLException {
            List<URL> urls = new ArrayList<>();
            for (String file : System.getProperty("java.class.path").split(File.pathSeparator)) {
                urls.add(Path.of(file).toUri().toURL());
            }
            return urls.toArray(URL[]::new);
        }

        public static void main(String[] arguments) throws ReflectiveOperationException, MalformedURLException {
            String before = System.getProperty(PROPERTY);
            for (int copies = 1; copies <= 3; copies++) {
                Class<?> type = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())
                        .loadClass(NativeLibrary.class.getName());
                Object library = type.getMethod("get").invoke(null);
                expect(Optional.empty(), type.getMethod("problem").invoke(library));
                expect(copies, type.getMethod("copies").invoke(library));
                expect(before, System.getProperty(PROPERTY));
            }
            ForkedJvm.survived();
        }

        private static void expect(Object expected, Object value) {
            if (!expected.equals(value)) {
                throw new AssertionError("expected " + expected + ", but got " + value);
            }
        }
    }
}
