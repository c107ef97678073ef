package io.github.mavensandbox.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeccompFilterTest {

  private static final int X86_64 = 0xC000003E;
  private static final int I386 = 0x40000003;
  private static final int AARCH64 = 0xC00000B7;
  private static final int ARM = 0x40000028;

  private static final int ALLOW = 0x7fff0000;
  private static final int KILL_PROCESS = 0x80000000;
  private static final int EAFNOSUPPORT = 0x00050000 | 97;
  private static final int EPERM = 0x00050001;
  private static final int ENOSYS = 0x00050000 | 38;

  @ParameterizedTest
  @CsvSource({"41, 1", "41, 2", "41, 10", "41, 16", "53, 1"})
  void socketsThatTheFirewallSeesAreAllowedOnAmd64(int call, long family) {
    assertThat(run(Architecture.AMD64, X86_64, call, family)).isEqualTo(ALLOW);
  }

  @ParameterizedTest
  @CsvSource({"198, 1", "198, 2", "198, 10", "198, 16", "199, 1"})
  void socketsThatTheFirewallSeesAreAllowedOnArm64(int call, long family) {
    assertThat(run(Architecture.ARM64, AARCH64, call, family)).isEqualTo(ALLOW);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 3, 9, 11, 15, 17, 21, 29, 31, 38, 40, 44, 0xffffffffL})
  void everyOtherFamilyIsUnsupported(long family) {
    assertThat(run(Architecture.AMD64, X86_64, 41, family)).isEqualTo(EAFNOSUPPORT);
    assertThat(run(Architecture.AMD64, X86_64, 53, family)).isEqualTo(EAFNOSUPPORT);
    assertThat(run(Architecture.ARM64, AARCH64, 198, family)).isEqualTo(EAFNOSUPPORT);
    assertThat(run(Architecture.ARM64, AARCH64, 199, family)).isEqualTo(EAFNOSUPPORT);
  }

  @Test
  void theHighHalfOfTheFamilyHidesNothingBecauseTheKernelIgnoresIt() {
    assertThat(run(Architecture.AMD64, X86_64, 41, 0x1_0000_0028L)).isEqualTo(EAFNOSUPPORT);
    assertThat(run(Architecture.AMD64, X86_64, 41, 0x1_0000_0002L)).isEqualTo(ALLOW);
  }

  @Test
  void ioUringDoesNotExist() {
    assertThat(run(Architecture.AMD64, X86_64, 425, 2)).isEqualTo(ENOSYS);
    assertThat(run(Architecture.ARM64, AARCH64, 425, 2)).isEqualTo(ENOSYS);
  }

  @Test
  void callsOfAnotherArchitectureKillTheProcess() {
    assertThat(run(Architecture.AMD64, I386, 102, 1)).isEqualTo(KILL_PROCESS);
    assertThat(run(Architecture.AMD64, AARCH64, 0, 0)).isEqualTo(KILL_PROCESS);
    assertThat(run(Architecture.ARM64, ARM, 281, 2)).isEqualTo(KILL_PROCESS);
    assertThat(run(Architecture.ARM64, X86_64, 0, 0)).isEqualTo(KILL_PROCESS);
  }

  @Test
  void callsOfX32KillTheProcess() {
    assertThat(run(Architecture.AMD64, X86_64, 0x40000000, 0)).isEqualTo(KILL_PROCESS);
    assertThat(run(Architecture.AMD64, X86_64, 0x40000000 + 41, 2)).isEqualTo(KILL_PROCESS);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40, 42, 52, 54, 59, 424, 426, 462})
  void everyOtherCallIsAllowed(int call) {
    assertThat(run(Architecture.AMD64, X86_64, call, 40)).isEqualTo(ALLOW);
  }

  @ParameterizedTest
  @EnumSource
  void theFilterIsSixteenInstructions(Architecture architecture) {
    assertThat(SeccompFilter.forArchitecture(architecture)).hasSize(16 * 8);
  }

  @ParameterizedTest
  @ValueSource(ints = {165, 166, 155, 161, 272, 308, 248, 249, 250, 101, 310, 311, 438, 312})
  void withoutAnEngineTheseAreNotPermitted(int call) {
    assertThat(withoutEngine(call, 0, 0)).isEqualTo(EPERM);
    assertThat(run(Architecture.AMD64, X86_64, call, 0)).as("with an engine").isEqualTo(ALLOW);
  }

  @ParameterizedTest
  @ValueSource(ints = {425, 426, 427, 428, 429, 430, 431, 432, 433, 435, 442, 457, 458, 467})
  void withoutAnEngineTheseDoNotExist(int call) {
    assertThat(withoutEngine(call, 0, 0)).isEqualTo(ENOSYS);
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25, 26, 27, 28, 29, 30})
  void withoutAnEngineNoCloneMakesANamespace(int bit) {
    int thread = 0x3d0f00;
    assertThat(withoutEngine(56, thread, 0)).isEqualTo(ALLOW);
    assertThat(withoutEngine(56, thread | 1L << bit, 0)).isEqualTo(EPERM);
  }

  @Test
  void withoutAnEngineNothingIsPutIntoATerminal() {
    assertThat(withoutEngine(16, 0, 0x5412)).isEqualTo(EPERM);
    assertThat(withoutEngine(16, 0, 0x541c)).isEqualTo(EPERM);
    assertThat(withoutEngine(16, 0, 0x7_0000_5412L)).as("a high half").isEqualTo(EPERM);
    assertThat(withoutEngine(16, 0x5412, 0x5401)).isEqualTo(ALLOW);
  }

  @Test
  void withoutAnEngineSocketsAndOtherCallsAreAsWithOne() {
    for (int call : new int[] {0, 1, 9, 57, 58, 59, 202, 237, 239, 424, 434, 436, 462}) {
      assertThat(withoutEngine(call, 0, 0)).isEqualTo(ALLOW);
    }
    assertThat(withoutEngine(41, 2, 0)).isEqualTo(ALLOW);
    assertThat(withoutEngine(41, 40, 0)).isEqualTo(EAFNOSUPPORT);
    assertThat(withoutEngine(0x40000000 + 41, 2, 0)).isEqualTo(KILL_PROCESS);
  }

  @Test
  void withoutAnEngineArmHasItsOwnNumbers() {
    byte[] filter = SeccompFilter.withoutEngine(Architecture.ARM64);
    for (int call : new int[] {40, 39, 41, 51, 97, 268, 217, 218, 219, 117, 270, 271, 272, 280}) {
      assertThat(run(filter, AARCH64, call, 0, 0)).isEqualTo(EPERM);
    }
    assertThat(run(filter, AARCH64, 220, 0x10000000, 0)).isEqualTo(EPERM);
    assertThat(run(filter, AARCH64, 29, 0, 0x5412)).isEqualTo(EPERM);
    assertThat(run(filter, AARCH64, 56, 0x10000000, 0)).as("openat").isEqualTo(ALLOW);
    assertThat(run(filter, AARCH64, 165, 0, 0)).as("getrusage").isEqualTo(ALLOW);
  }

  private static int withoutEngine(int call, long firstArgument, long secondArgument) {
    byte[] filter = SeccompFilter.withoutEngine(Architecture.AMD64);
    return run(filter, X86_64, call, firstArgument, secondArgument);
  }

  private static int run(
      Architecture architecture, int callArchitecture, int call, long firstArgument) {
    byte[] filter = SeccompFilter.forArchitecture(architecture);
    return run(filter, callArchitecture, call, firstArgument, 0);
  }

  /** Runs the filter as the kernel does, over the fields of {@code struct seccomp_data}. */
  private static int run(
      byte[] filter, int callArchitecture, int call, long firstArgument, long secondArgument) {
    ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(0, call).putInt(4, callArchitecture);
    data.putLong(16, firstArgument).putLong(24, secondArgument);
    ByteBuffer program = ByteBuffer.wrap(filter).order(ByteOrder.LITTLE_ENDIAN);
    int accumulator = 0;
    for (int position = 0; ; position++) {
      int code = program.getShort(8 * position);
      int ifTrue = program.get(8 * position + 2);
      int ifFalse = program.get(8 * position + 3);
      int operand = program.getInt(8 * position + 4);
      assertThat(ifTrue).as("jumps go forward").isNotNegative();
      assertThat(ifFalse).as("jumps go forward").isNotNegative();
      switch (code) {
        case 0x20 -> accumulator = data.getInt(operand);
        case 0x15 -> position += accumulator == operand ? ifTrue : ifFalse;
        case 0x35 ->
            position += Integer.compareUnsigned(accumulator, operand) >= 0 ? ifTrue : ifFalse;
        case 0x45 -> position += (accumulator & operand) != 0 ? ifTrue : ifFalse;
        case 0x06 -> {
          return operand;
        }
        default -> throw new AssertionError("instruction " + Integer.toHexString(code));
      }
    }
  }
}
