package org.torrentxt.policy;

import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.CategoryPolicy;
import org.torrentxt.policy.category.CategorySource;

/**
 * A category as its configuration says. One that is wrong is told and not used; what was in force before stays in force.
 */
@Component(
        service = CategorySource.class,
        configurationPid = CategoryPolicy.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = CategoryConfiguration.class, factory = true)
public final class CategoryComponent implements CategorySource {
    private static final Logger LOG = LoggerFactory.getLogger(CategoryComponent.class);

    private final String pid;
    private volatile Optional<CategoryOptions> options = Optional.empty();
    private volatile Optional<String> problem = Optional.empty();
    private volatile String session = "";

    /** Called by Declarative Services. */
    @Activate
    public CategoryComponent(Map<String, Object> properties) {
        pid = CategoryOptions.pidOf(properties);
        modify(properties);
    }

    /** Called by Declarative Services for each change of the configuration. */
    @Modified
    void modify(Map<String, Object> properties) {
        ConfigurationValues values = new ConfigurationValues(properties);
        session = CategoryOptions.sessionOf(values);
        try {
            options = Optional.of(CategoryOptions.of(pid, values));
            problem = Optional.empty();
            values.warnings().forEach(warning -> LOG.warn("Configuration {}: {}", pid, warning));
        } catch (TorrentException e) {
            problem = Optional.of("configuration " + pid + " is not used: " + e.getMessage());
            LOG.error("{}", problem.get());
        }
    }

    @Override
    public String session() {
        return options.map(CategoryOptions::session).orElse(session);
    }

    @Override
    public String origin() {
        return pid;
    }

    @Override
    public Optional<Category> category() {
        return options.map(CategoryOptions::category);
    }

    @Override
    public Optional<String> problem() {
        return problem;
    }
}
