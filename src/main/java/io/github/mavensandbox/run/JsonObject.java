package io.github.mavensandbox.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A JSON object to be written: its fields in the order in which they were put. */
public final class JsonObject {

  /** A field, of which the value is a string, a number, an object, or a list of these. */
  record Field(String name, Object value) {}

  private final List<Field> fields = new ArrayList<>();

  /**
   * Adds a field, unless its value is an absent one.
   *
   * @param value a string, a number, an object, a list of these, or an optional one
   */
  public JsonObject put(String name, Object value) {
    present(value).ifPresent(known -> fields.add(new Field(name, known)));
    return this;
  }

  /** Adds the fields of another object. */
  public JsonObject putAll(JsonObject other) {
    fields.addAll(other.fields);
    return this;
  }

  List<Field> fields() {
    return fields;
  }

  private static Optional<?> present(Object value) {
    if (value instanceof OptionalInt number) {
      return number.stream().boxed().findFirst();
    }
    if (value instanceof OptionalLong number) {
      return number.stream().boxed().findFirst();
    }
    return value instanceof Optional<?> optional ? optional : Optional.of(value);
  }
}
