package io.github.mavensandbox.surefire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whether tests that were listed ran. */
class ListingCheckTest {

  private final ListingCheck check = new ListingCheck();

  @Test
  void classes_that_were_listed_and_never_ran_are_a_problem() {
    check.listed(3, 2);

    assertThat(check.problems())
        .containsExactly(
            "no test ran: 2 test classes were listed, and no JVM was started to run them; use Surefire"
                + " or Failsafe 3.6.1 or newer, or one JVM for all (forkCount 1, reuseForks true)");
    assertThat(check.remarks()).isEmpty();
  }

  @Test
  void one_jvm_that_runs_any_of_them_is_enough() {
    check.listed(3, 2);
    check.ran();

    assertThat(check.problems()).isEmpty();
    assertThat(check.remarks()).isEmpty();
  }

  @Test
  void a_list_without_a_name_is_remarked_since_it_may_be_right() {
    check.listed(3, 0);

    assertThat(check.problems()).isEmpty();
    assertThat(check.remarks())
        .containsExactly(
            "no test ran: of 3 classes that Surefire found by name, the JVM that lists those with tests"
                + " named none; set failIfNoTests to have Surefire fail then");
  }

  @Test
  void where_nothing_was_listed_nothing_is_said() {
    assertThat(check.problems()).isEmpty();
    assertThat(check.remarks()).isEmpty();

    check.ran();

    assertThat(check.problems()).isEmpty();
    assertThat(check.remarks()).isEmpty();
  }

  @Test
  void a_suite_that_surefire_found_no_class_for_is_not_remarked() {
    check.listed(0, 0);

    assertThat(check.remarks()).isEmpty();
  }
}
