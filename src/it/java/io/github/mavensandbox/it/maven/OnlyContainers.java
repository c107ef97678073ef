package io.github.mavensandbox.it.maven;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Marks a test of what only containers have; where tests run in namespaces, it is skipped. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnlyContainers.Condition.class)
public @interface OnlyContainers {

  /** What it is that namespaces do not have. */
  String value();

  /** Skips it. */
  final class Condition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return AnnotationSupport.findAnnotation(context.getElement(), OnlyContainers.class)
          .filter(marked -> KindUnderTest.isNamespaces())
          .map(marked -> ConditionEvaluationResult.disabled(marked.value()))
          .orElseGet(() -> ConditionEvaluationResult.enabled("containers have it"));
    }
  }
}
