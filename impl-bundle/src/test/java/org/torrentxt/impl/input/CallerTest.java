package org.torrentxt.impl.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;

class CallerTest {
    /** A class of another bundle. */
    public static final class Foreign implements Supplier<Optional<String>> {
        @Override
        public Optional<String> get() {
            return Caller.current();
        }
    }

    /** Loads {@link Foreign} as the class loader of a bundle would. */
    private static final class BundleLoader extends ClassLoader implements BundleReference {
        private final String symbolicName;

        BundleLoader(String symbolicName) {
            super(CallerTest.class.getClassLoader());
            this.symbolicName = symbolicName;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Foreign.class.getName())) {
                return super.loadClass(name, resolve);
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        @Override
        public Bundle getBundle() {
            return (Bundle) Proxy.newProxyInstance(
                    Bundle.class.getClassLoader(),
                    new Class<?>[] {Bundle.class},
                    (proxy, method, arguments) -> symbolicName);
        }
    }

    @Test
    void isTheBundleThatCalls() throws Exception {
        Object foreign = new BundleLoader("com.example.mirror")
                .loadClass(Foreign.class.getName())
                .getConstructor()
                .newInstance();
        assertThat(((Supplier<?>) foreign).get()).isEqualTo(Optional.of("bundle com.example.mirror"));
    }

    @Test
    void isNobodyWithoutBundles() {
        assertThat(Caller.current()).isEmpty();
    }

    @Test
    void isWhoIsNamedInOneLine() {
        assertThat(Caller.named(Optional.of(" console user jane "))).contains("console user jane");
        assertThat(Caller.named(Optional.of("a\nSession default: torrent 1 removed")))
                .contains("a?Session default: torrent 1 removed");
        assertThat(Caller.named(Optional.of("x".repeat(300)))).contains("x".repeat(200));
        assertThat(Caller.named(Optional.of("  "))).isEmpty();
    }
}
