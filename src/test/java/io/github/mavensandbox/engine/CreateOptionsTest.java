package io.github.mavensandbox.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateOptionsTest {

  /** Arguments are separated by blanks in these tests only. */
  private static List<String> arguments(String line) {
    return List.of(line.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--ulimit nofile=20000:20000 --ulimit nproc=1000:1000",
        "--memory=8g",
        "-m 8g",
        "-m8g",
        "-m=8g",
        "--add-host db:198.51.100.7 --dns 198.51.100.53",
        "--hostname builder -h builder",
        "--runtime runsc",
        "--shm-size 2g --cpus 1.5 --pids-limit 100",
        "-v cache:/root/.cache",
        "-vcache:/data:ro,z",
        "--volume=/data",
        "--volume cache:/data/",
        "--tmpfs /work:size=64m,exec",
        "--label team=a -l team=b",
        "--ip 198.51.100.9",
        "--security-opt no-new-privileges",
        "--security-opt=no-new-privileges:true",
        "--sysctl net.ipv4.ip_unprivileged_port_start=0",
        "--sysctl net.core.somaxconn=1024,kernel.shmmax=1",
        "--storage-opt size=10G",
      })
  void lets_pass_what_keeps_the_sandbox_closed(String line) {
    assertThatCode(() -> CreateOptions.check(arguments(line))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--network host",
        "--network=host",
        "--network none",
        "--network container:other",
        "--net host",
        "--net=host",
        "--network name=host,alias=x",
      })
  void refuses_every_network(String line) {
    assertThatThrownBy(() -> CreateOptions.check(arguments(line)))
        .hasMessageContaining("sandbox.engineNetworks");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--pid host",
        "--pid=container:x",
        "--ipc=host",
        "--uts host",
        "--userns=host",
        "--cgroupns host"
      })
  void refuses_other_namespaces(String line) {
    assertThatThrownBy(() -> CreateOptions.check(arguments(line)))
        .hasMessageContaining("shares a namespace");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-v /var/run/docker.sock:/var/run/docker.sock",
        "-v=/run/docker.sock:/x",
        "-v/run/podman/podman.sock:/x",
        "--volume /run/containerd/containerd.sock:/x",
        "--volume=/:/host",
        "-v /var/run:/x",
        "-v ./folder:/x",
        "-v ../up:/x",
        "-v folder/sub:/x",
        "-v ~/m2:/x",
        "-v cache:/x:bind",
        "-v cache:/x:O",
        "-v C:\\x:/x",
        "-v \"cache:/x\"",
      })
  void refuses_files_and_sockets_of_the_host(String line) {
    assertThatThrownBy(() -> CreateOptions.check(arguments(line)))
        .hasMessageContaining("only named volumes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-v cache:/",
        "-v cache:/sandbox",
        "-v cache:/sandbox/record",
        "-v cache:/etc",
        "-v cache:/x/../sandbox",
        "-v cache:/./sandbox",
        "-v cache://sandbox",
        "-v cache:/x/..",
        "--tmpfs /sandbox/record:size=1m",
        "--tmpfs /proc",
        "-v /sandbox",
        "-v cache:/x\n/../sandbox",
        "-v cache:/x\r/..",
        "-v cache:/sandbox/x\u0085",
        "--tmpfs /x\u2028/../sandbox",
      })
  void refuses_to_hide_the_sandboxs_files(String line) {
    assertThatThrownBy(() -> CreateOptions.check(arguments(line)))
        .hasMessageContaining("would hide");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--privileged",
        "--privileged=true",
        "--cap-add ALL",
        "--cap-add=SYS_ADMIN",
        "--security-opt seccomp=unconfined",
        "--security-opt=apparmor:unconfined",
        "--security-opt label=disable",
        "--security-opt no-new-privileges=false",
        "--device /dev/kvm",
        "--gpus all",
        "--entrypoint sh",
        "--user 0",
        "-u 0",
        "-u0",
        "--group-add docker",
        "--rm",
        "--name other",
        "--detach",
        "-d",
        "-itd",
        "-itv /:/host",
        "-it",
        "--mount type=bind,source=/,target=/x",
        "--mount type=volume,volume-opt=device=/,target=/x",
        "--volumes-from other",
        "--env SECRET",
        "-eALLOWED_CIDR=0.0.0.0/0",
        "--env-file x",
        "-p 8080:8080",
        "-P",
        "--read-only",
        "--init",
        "--pull always",
        "--health-cmd x",
        "--sysctl net.netfilter.nf_conntrack_max=1",
        "--sysctl net.core.somaxconn=1,net.netfilter.nf_conntrack_max=1",
        "--sysctl kernel.core_pattern=x",
        "--storage-opt overlay.x=y",
        "--label io.github.mavensandbox.owner=1",
        "--rootfs",
        "--pod x",
        "--systemd always",
        "--annotation x=y",
        "--annotation",
      })
  void refuses_what_opens_or_breaks_the_sandbox(String line) {
    assertThatThrownBy(() -> CreateOptions.check(arguments(line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is refused: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image", "--", "-", "\"--network=host\"", "'-v'", " "})
  void refuses_what_would_be_taken_for_the_image(String argument) {
    assertThatThrownBy(() -> CreateOptions.check(List.of(argument)))
        .hasMessageContaining("taken for an image");
  }

  @Test
  void refuses_an_option_that_lacks_its_value() {
    assertThatThrownBy(() -> CreateOptions.check(List.of("--memory")))
        .hasMessage("sandbox.createArgs item 1, '--memory', is refused: it needs a value");
  }

  @Test
  void an_option_is_not_hidden_behind_one_that_seems_to_lack_its_value() {
    // The engines read the value of "-h=" as "=", and so the next argument as an option.
    assertThatThrownBy(() -> CreateOptions.check(List.of("-h=", "--privileged")))
        .hasMessageContaining("sandbox.privileged");
    assertThatThrownBy(() -> CreateOptions.check(List.of("--hostname=", "--privileged")))
        .hasMessageContaining("sandbox.privileged");
  }

  @Test
  void the_message_names_the_position_the_argument_and_the_way_out() {
    assertThatThrownBy(() -> CreateOptions.check(List.of("--memory", "8g", "--privileged")))
        .hasMessage(
            "sandbox.createArgs item 3, '--privileged', is refused: it is asked for by sandbox.privileged");
  }

  @Test
  void the_message_against_an_unknown_option_lists_the_known_ones() {
    assertThatThrownBy(() -> CreateOptions.check(List.of("--frobnicate=1")))
        .hasMessageContaining("--add-host, --blkio-weight")
        .hasMessageContaining("--volume");
  }
}
