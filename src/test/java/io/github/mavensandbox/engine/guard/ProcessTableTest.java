package io.github.mavensandbox.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {

  private static final String BOOT = "1b4e28ba-2fa1-11d2-883f-0016d3cca427";

  @TempDir Path proc;

  private ProcessTable table;

  @BeforeEach
  void makeProc() throws IOException {
    table = new ProcessTable(proc);
    Files.createDirectories(proc.resolve("sys/kernel/random"));
    Files.writeString(proc.resolve("sys/kernel/random/boot_id"), BOOT + "\n");
    Files.createDirectories(proc.resolve("self/ns"));
    Files.createSymbolicLink(proc.resolve("self/ns/pid"), Path.of("pid:[4026531836]"));
    Files.writeString(proc.resolve("self/stat"), stat(4711, "java", 'S', 123456));
  }

  private static String stat(long pid, String program, char state, long start) {
    return pid + " (" + program + ") " + state + " 1".repeat(18) + " " + start + " 0 0\n";
  }

  private void process(long pid, String program, char state, long start) throws IOException {
    Files.createDirectories(proc.resolve(Long.toString(pid)));
    Files.writeString(proc.resolve(pid + "/stat"), stat(pid, program, state, start));
  }

  private Owner owner(long pid, long start) {
    return new Owner(table.self().orElseThrow().uid(), pid, start, BOOT, 4026531836L);
  }

  @Test
  void tells_this_process_from_every_other() {
    assertThat(table.self()).contains(owner(4711, 123456));
  }

  @Test
  void knows_nothing_where_there_is_no_procfs() {
    assertThat(new ProcessTable(proc.resolve("none")).self()).isEmpty();
  }

  @Test
  void a_process_lives_while_its_number_and_start_are_there() throws IOException {
    process(7, "a (b) c", 'R', 99);

    assertThat(table.isAlive(owner(7, 99))).isTrue();
  }

  @Test
  void a_process_is_gone_when_its_number_is_free_or_used_again() throws IOException {
    process(7, "java", 'R', 100);

    assertThat(table.isAlive(owner(7, 99))).isFalse();
    assertThat(table.isAlive(owner(8, 99))).isFalse();
  }

  @Test
  void a_zombie_is_gone() throws IOException {
    process(7, "java", 'Z', 99);

    assertThat(table.isAlive(owner(7, 99))).isFalse();
  }

  @Test
  void the_machines_own_procfs_is_understood() {
    ProcessTable real = ProcessTable.ofThisMachine();

    Owner self = real.self().orElseThrow();

    assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(real.isAlive(self)).isTrue();
    assertThat(Owner.parse(self.label())).contains(self);
  }

  @Test
  void a_label_of_another_form_is_nobodys() {
    assertThat(Owner.parse("")).isEmpty();
    assertThat(Owner.parse("1:2:3:boot:4")).isEmpty();
    assertThat(Owner.parse("0:4711:123456:" + BOOT)).isEmpty();
  }
}
