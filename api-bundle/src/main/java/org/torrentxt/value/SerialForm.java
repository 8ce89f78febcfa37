package org.torrentxt.value;

import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The serial form of a value of the API: its properties by name, so that versions with more or fewer properties read
 * each other. Unknown properties are ignored, missing ones are 0, false or empty. Paths, also those in sets, are text,
 * and an empty {@link Optional} is a missing property, as neither type is serialisable.
 *
 * <p>A value is a record, or a class with a private nested record {@code Values} and a private constructor that takes
 * it.
 */
public final class SerialForm implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String PACKAGE = "org.torrentxt.api.";
    private static final Map<Class<?>, Object> NOTHING = Map.of(
            int.class,
            0,
            long.class,
            0L,
            double.class,
            0.0,
            boolean.class,
            false,
            String.class,
            "",
            Duration.class,
            Duration.ZERO,
            Path.class,
            "", // as it is sent
            List.class,
            List.of(),
            Set.class,
            Set.of(),
            Map.class,
            Map.of());

    private final Class<?> type;
    private final LinkedHashMap<String, Serializable> properties;

    private SerialForm(Class<?> type, LinkedHashMap<String, Serializable> properties) {
        this.type = type;
        this.properties = properties;
    }

    /**
     * The form of a value, to be returned by its {@code writeReplace}.
     *
     * @param type its class
     * @param values the record with its properties: the value itself if it is a record
     */
    public static SerialForm of(Class<?> type, Record values) {
        LinkedHashMap<String, Serializable> properties = new LinkedHashMap<>();
        for (RecordComponent component : values.getClass().getRecordComponents()) {
            Object value = read(values, component);
            if (value instanceof Optional<?> optional) {
                value = optional.orElse(null);
            }
            if (value != null) {
                properties.put(component.getName(), (Serializable) written(component, value));
            }
        }
        return new SerialForm(type, properties);
    }

    private static Object written(RecordComponent component, Object value) {
        if (value instanceof Path) {
            return value.toString();
        }
        return isSetOfPaths(component)
                ? ((Set<?>) value).stream().map(Object::toString).collect(Collectors.toCollection(HashSet::new))
                : value;
    }

    private static boolean isSetOfPaths(RecordComponent component) {
        return component.getType() == Set.class && isOfPaths(component);
    }

    private static boolean isOfPaths(RecordComponent component) {
        return component.getGenericType().getTypeName().endsWith("<" + Path.class.getName() + ">");
    }

    private static Object read(Record values, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component + " of " + values.getClass(), e);
        }
    }

    /** Thrown where a value is read that was not written by this class. */
    public static InvalidObjectException required() {
        return new InvalidObjectException("not the serial form of a value");
    }

    private Object readResolve() throws ObjectStreamException {
        if (type == null
                || properties == null
                || !type.getName().startsWith(PACKAGE)
                || !Serializable.class.isAssignableFrom(type)) {
            throw new InvalidObjectException("not a value of the API: " + type);
        }
        try {
            if (type.isRecord()) {
                return record(type);
            }
            Class<?> values = Class.forName(type.getName() + "$Values", true, type.getClassLoader());
            Constructor<?> constructor = type.getDeclaredConstructor(values);
            constructor.setAccessible(true);
            return constructor.newInstance(record(values));
        } catch (InvocationTargetException e) {
            throw invalid(e.getCause());
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw invalid(e);
        }
    }

    private InvalidObjectException invalid(Throwable cause) {
        InvalidObjectException exception = new InvalidObjectException("invalid " + type.getSimpleName() + ": " + cause);
        exception.initCause(cause);
        return exception;
    }

    private Object record(Class<?> values) throws ReflectiveOperationException {
        RecordComponent[] components = values.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            arguments[i] = argument(components[i]);
        }
        Constructor<?> constructor = values.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }

    private Object argument(RecordComponent component) {
        return checked(component.getName(), component.getGenericType(), plain(component));
    }

    // A collection that is read is a copy that nobody changes, and has elements of the property's type: whoever wrote
    // it need not have built it.
    private static Object checked(String name, Type type, Object value) {
        if (type instanceof Class<?> plain) {
            return require(
                    name, plain.isPrimitive() ? Object.class : plain, value); // the constructor checks primitives
        }
        if (!(type instanceof ParameterizedType generic)) {
            return value;
        }
        require(name, (Class<?>) generic.getRawType(), value);
        Type[] of = generic.getActualTypeArguments();
        if (value instanceof Optional<?> optional) {
            return optional.map(content -> checked(name, of[0], content));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(each -> checked(name, of[0], each)).toList();
        }
        if (value instanceof Set<?> set) {
            Set<Object> copy = new LinkedHashSet<>();
            set.forEach(each -> copy.add(checked(name, of[0], each)));
            return Collections.unmodifiableSet(copy);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put(checked(name, of[0], key), checked(name, of[1], each)));
            return Collections.unmodifiableMap(copy);
        }
        return value;
    }

    private static Object require(String name, Class<?> type, Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(name + " is not valid: expected " + type.getSimpleName() + ", found "
                    + (value == null ? "null" : value.getClass().getSimpleName()));
        }
        return value;
    }

    private Object plain(RecordComponent component) {
        String name = component.getName();
        Class<?> wanted = component.getType();
        Object value = properties.get(name);
        if (wanted == Optional.class) {
            return Optional.ofNullable(isOfPaths(component) && value != null ? Path.of((String) value) : value);
        }
        if (value == null) {
            value = NOTHING.get(wanted);
        }
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        if (isSetOfPaths(component)) {
            return ((Set<?>) value).stream().map(each -> Path.of((String) each)).collect(Collectors.toSet());
        }
        return wanted == Path.class ? Path.of((String) value) : value;
    }
}
