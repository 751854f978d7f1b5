// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.shape;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place for a value in a structure, list or map. Shapes may contain themselves, so the shape is looked up when asked for. */
public final class Member {
    private final String name;
    private final String shapeName;
    private final Map<String, Shape> shapes;
    private final @Nullable String locationName;
    private final @Nullable String queryName;
    private final Location location;

    /** Where a REST request carries the value. */
    public enum Location {
        BODY,
        URI,
        QUERY_STRING,
        HEADER
    }

    Member(
            String name,
            String shapeName,
            Map<String, Shape> shapes,
            @Nullable String locationName,
            @Nullable String queryName,
            Location location) {
        this.name = name;
        this.shapeName = shapeName;
        this.shapes = shapes;
        this.locationName = locationName;
        this.queryName = queryName;
        this.location = location;
    }

    /** As in the model; {@code member}, {@code key} or {@code value} in lists and maps. */
    public String name() {
        return name;
    }

    public Shape shape() {
        Shape shape = shapes.get(shapeName);
        if (shape == null) {
            throw new IllegalStateException("the model has no shape \"" + shapeName + "\"");
        }
        return shape;
    }

    /** The name on the wire, if it is not the member's own. */
    public Optional<String> locationName() {
        return Optional.ofNullable(locationName);
    }

    /** The name in EC2 requests, if it follows no rule. */
    public Optional<String> queryName() {
        return Optional.ofNullable(queryName);
    }

    public Location location() {
        return location;
    }

    @Override
    public String toString() {
        return name + ": " + shapeName;
    }
}
