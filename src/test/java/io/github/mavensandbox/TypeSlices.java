package io.github.mavensandbox;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/**
 * Makes each top-level type of some packages a slice, with what is nested in it.
 *
 * <p>A sealed interface and the types that it permits are one slice: the interface has to name
 * them, and they have to name it.
 */
final class TypeSlices implements SliceAssignment {

  private final String[] packages;

  TypeSlices(String... packages) {
    this.packages = packages;
  }

  @Override
  public SliceIdentifier getIdentifierOf(JavaClass type) {
    return resideInAnyPackage(packages).test(type)
        ? SliceIdentifier.of(sealed(topLevel(type)).getName())
        : SliceIdentifier.ignore();
  }

  @Override
  public String getDescription() {
    return "top-level types of " + String.join(", ", packages);
  }

  private static JavaClass topLevel(JavaClass type) {
    JavaClass outer = type.getBaseComponentType();
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }

  private static JavaClass sealed(JavaClass type) {
    return type.getRawInterfaces().stream()
        .filter(parent -> parent.reflect().isSealed())
        .findFirst()
        .orElse(type);
  }
}
