// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sallyport.server.aws.shape.Member;
import sallyport.server.aws.shape.Shape;
import sallyport.server.aws.shape.Shape.BlobShape;
import sallyport.server.aws.shape.Shape.BooleanShape;
import sallyport.server.aws.shape.Shape.ListShape;
import sallyport.server.aws.shape.Shape.MapShape;
import sallyport.server.aws.shape.Shape.NumberShape;
import sallyport.server.aws.shape.Shape.StringShape;
import sallyport.server.aws.shape.Shape.Structure;
import sallyport.server.aws.shape.Shape.TimestampShape;

/**
 * Compares the records of an operation with its model when the server starts, so that a name mistyped or a member that may be absent is
 * found by the first test that builds the service and not by a caller.
 */
final class RecordCheck {
    private static final Set<Class<?>> NUMBERS = Set.of(
            int.class, Integer.class, long.class, Long.class, float.class, Float.class, double.class, Double.class);

    private final boolean request;

    private RecordCheck(boolean request) {
        this.request = request;
    }

    /** Throws {@link IllegalStateException} if requests of that shape cannot become such records. */
    static void request(Structure shape, Class<?> type) {
        new RecordCheck(true).structure(shape, type);
    }

    /** Throws {@link IllegalStateException} if such records cannot become replies of that shape. */
    static void reply(Structure shape, Class<?> type) {
        new RecordCheck(false).structure(shape, type);
    }

    private void structure(Structure shape, Class<?> type) {
        require(type.isRecord(), type + " stands for the structure " + shape.name() + " and is no record");
        Map<String, Member> members = new HashMap<>();
        shape.members().forEach((name, member) -> members.put(name.toLowerCase(Locale.ROOT), member));
        for (RecordComponent component : type.getRecordComponents()) {
            String where = type.getName() + "." + component.getName();
            Member member = members.get(component.getName().toLowerCase(Locale.ROOT));
            if (member == null) {
                throw new IllegalStateException(where + " is no member of " + shape.name());
            }
            boolean required = shape.required().contains(member.name());
            check(member.shape(), component.getGenericType(), required || !request, where);
        }
    }

    private void check(Shape shape, Type type, boolean present, String where) {
        Optional<Type> optional = argument(type, Optional.class, 0);
        if (optional.isPresent()) {
            check(shape, optional.get(), true, where);
            return;
        }
        switch (shape) {
            case ListShape list -> check(list.element().shape(), argumentOf(type, List.class, 0, where), true, where);
            case MapShape map -> {
                require(argumentOf(type, Map.class, 0, where) == String.class, where + " must have text keys");
                check(map.value().shape(), argumentOf(type, Map.class, 1, where), true, where);
            }
            case Structure structure -> {
                require(present, where + " may be absent and must be Optional");
                require(type instanceof Class<?>, where + " must be a record");
                structure(structure, (Class<?>) type);
            }
            case StringShape _, NumberShape _, BooleanShape _, TimestampShape _, BlobShape _ -> {
                require(present, where + " may be absent and must be Optional");
                require(isScalar(shape, type), where + " cannot be a " + type.getTypeName());
            }
        }
    }

    private static boolean isScalar(Shape shape, Type type) {
        return switch (shape) {
            case StringShape _ -> type == String.class || (type instanceof Class<?> c && c.isEnum());
            case NumberShape _ -> type instanceof Class<?> c && NUMBERS.contains(c);
            case BooleanShape _ -> type == boolean.class || type == Boolean.class;
            case TimestampShape _ -> type == Instant.class;
            case BlobShape _ -> type == byte[].class;
            case Structure _, ListShape _, MapShape _ -> false;
        };
    }

    private static Type argumentOf(Type type, Class<?> raw, int index, String where) {
        return argument(type, raw, index)
                .orElseThrow(() -> new IllegalStateException(where + " must be a " + raw.getSimpleName()));
    }

    private static Optional<Type> argument(Type type, Class<?> raw, int index) {
        return type instanceof ParameterizedType generic && generic.getRawType() == raw
                ? Optional.of(generic.getActualTypeArguments()[index])
                : Optional.empty();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }
}
