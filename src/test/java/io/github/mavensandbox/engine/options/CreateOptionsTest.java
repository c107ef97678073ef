package io.github.mavensandbox.engine.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateOptionsTest {

  /** Arguments are separated by blanks in these tests only. */
  private static List<String> arguments(String line) {
    return List.of(line.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--ulimit=nofile=20000:20000 --ulimit=nproc=1000:1000",
        "--memory=8g",
        "--add-host=db:198.51.100.7 --dns=198.51.100.53",
        "--hostname=builder --hostname=",
        "--runtime=runsc",
        "--shm-size=2g --cpus=1.5 --pids-limit=100",
        "--volume=cache:/root/.cache",
        "--volume=cache:/data:ro,z",
        "--volume=/data",
        "--volume=cache:/data/",
        "--tmpfs=/work:size=64m,exec",
        "--label=team=a --label=team=b",
        "--ip=198.51.100.9",
        "--security-opt=no-new-privileges",
        "--security-opt=no-new-privileges:true",
        "--sysctl=net.ipv4.ip_unprivileged_port_start=0",
        "--sysctl=net.core.somaxconn=1024,kernel.shmmax=1",
        "--storage-opt=size=10G",
      })
  void lets_pass_what_keeps_the_sandbox_closed(String line) {
    assertThatCode(() -> new CreateOptions(arguments(line))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--network=host",
        "--network=host",
        "--network=none",
        "--network=container:other",
        "--net=host",
        "--net=host",
        "--network=name=host,alias=x",
      })
  void refuses_every_network(String line) {
    assertThatThrownBy(() -> new CreateOptions(arguments(line)))
        .hasMessageContaining("sandbox.engineNetworks");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--pid=host",
        "--pid=container:x",
        "--ipc=host",
        "--uts=host",
        "--userns=host",
        "--cgroupns=host"
      })
  void refuses_other_namespaces(String line) {
    assertThatThrownBy(() -> new CreateOptions(arguments(line)))
        .hasMessageContaining("shares a namespace");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--volume=/var/run/docker.sock:/var/run/docker.sock",
        "--volume=/run/docker.sock:/x",
        "--volume=/run/podman/podman.sock:/x",
        "--volume=/run/containerd/containerd.sock:/x",
        "--volume=/:/host",
        "--volume=/var/run:/x",
        "--volume=./folder:/x",
        "--volume=../up:/x",
        "--volume=folder/sub:/x",
        "--volume=~/m2:/x",
        "--volume=cache:/x:bind",
        "--volume=cache:/x:O",
        "--volume=C:\\x:/x",
        "--volume=\"cache:/x\"",
      })
  void refuses_files_and_sockets_of_the_host(String line) {
    assertThatThrownBy(() -> new CreateOptions(arguments(line)))
        .hasMessageContaining("only named volumes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--volume=cache:/",
        "--volume=cache:/sandbox",
        "--volume=cache:/sandbox/record",
        "--volume=cache:/etc",
        "--volume=cache:/x/../sandbox",
        "--volume=cache:/./sandbox",
        "--volume=cache://sandbox",
        "--volume=cache:/x/..",
        "--tmpfs=/sandbox/record:size=1m",
        "--tmpfs=/proc",
        "--volume=/sandbox",
        "--volume=cache:/x\n/../sandbox",
        "--volume=cache:/x\r/..",
        "--volume=cache:/sandbox/x\u0085",
        "--tmpfs=/x\u2028/../sandbox",
      })
  void refuses_to_hide_the_sandboxs_files(String line) {
    assertThatThrownBy(() -> new CreateOptions(arguments(line))).hasMessageContaining("would hide");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--privileged",
        "--privileged=true",
        "--cap-add=ALL",
        "--cap-add=SYS_ADMIN",
        "--security-opt=seccomp=unconfined",
        "--security-opt=apparmor:unconfined",
        "--security-opt=label=disable",
        "--security-opt=no-new-privileges=false",
        "--device=/dev/kvm",
        "--gpus=all",
        "--entrypoint=sh",
        "--user=0",
        "--group-add=docker",
        "--rm",
        "--name=other",
        "--detach",
        "--mount=type=bind,source=/,target=/x",
        "--mount=type=volume,volume-opt=device=/,target=/x",
        "--volumes-from=other",
        "--env=SECRET",
        "--env=ALLOWED_CIDR=0.0.0.0/0",
        "--env-file=x",
        "--publish=8080:8080",
        "--publish-all",
        "--read-only",
        "--read-only=true",
        "--init",
        "--pull=always",
        "--health-cmd=x",
        "--sysctl=net.netfilter.nf_conntrack_max=1",
        "--sysctl=net.core.somaxconn=1,net.netfilter.nf_conntrack_max=1",
        "--sysctl=kernel.core_pattern=x",
        "--storage-opt=overlay.x=y",
        "--label=io.github.mavensandbox.owner=1",
        "--rootfs",
        "--pod=x",
        "--systemd=always",
        "--annotation=x=y",
        "--annotation",
      })
  void refuses_what_opens_or_breaks_the_sandbox(String line) {
    assertThatThrownBy(() -> new CreateOptions(arguments(line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is refused: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image", "--", "-", "\"--network=host\"", "'-v'", " "})
  void refuses_what_would_be_taken_for_the_image(String argument) {
    assertThatThrownBy(() -> new CreateOptions(List.of(argument)))
        .hasMessageContaining("taken for an image");
  }

  @ParameterizedTest
  @CsvSource({
    "--ulimit nofile=4096, write --ulimit=nofile=4096 as one word",
    "--memory, write --memory=VALUE as one word",
    "--hostname --ip=198.51.100.9, write --hostname=VALUE as one word",
    "--volume cache:/data, write --volume=cache:/data as one word",
    "-v cache:/data, write --volume=cache:/data as one word",
    "-vcache:/data, write --volume=cache:/data as one word",
    "-v=cache:/data, write --volume=cache:/data as one word",
    "-h tests, write --hostname=tests as one word",
    "-h=, write --hostname=VALUE as one word",
    "-htests, write --hostname=tests as one word",
    "-m 8g, write --memory=8g as one word",
    "-l team=b, write --label=team=b as one word",
    "-c=9, write --cpu-shares=9 as one word",
  })
  void refuses_a_value_outside_of_its_word_and_shows_the_right_form(String line, String reason) {
    List<String> words = arguments(line);

    assertThatThrownBy(() -> new CreateOptions(words))
        .hasMessage("sandbox.createArgs item 1, '%s', is refused: %s", words.get(0), reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-d",
        "-e X",
        "-eX=1",
        "-it",
        "-itv /:/host",
        "-itd",
        "-P",
        "-p 8080:8080",
        "-u 0",
        "-u0",
        "-é"
      })
  void refuses_a_short_option_whose_long_one_may_not_be_given(String line) {
    assertThatThrownBy(() -> new CreateOptions(arguments(line)))
        .hasMessageEndingWith("write its long name, and a value in the same word: --name=value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--volume /:/host", "-v /:/host", "-v/:/host", "-v=/:/host"})
  void advises_no_form_that_would_be_refused(String line) {
    assertThatThrownBy(() -> new CreateOptions(arguments(line)))
        .hasMessageContaining("'/:/host' is not NAME:/FOLDER");
  }

  @Test
  void a_word_is_an_option_wherever_it_stands() {
    assertThatThrownBy(() -> new CreateOptions(List.of("--hostname=", "--privileged")))
        .hasMessage(
            "sandbox.createArgs item 2, '--privileged', is refused: it is asked for by sandbox.privileged");
    assertThatThrownBy(() -> new CreateOptions(List.of("--memory=8g", "image")))
        .hasMessageContaining("item 2, 'image', is refused: it is no option");
  }

  @Test
  void the_message_against_an_unknown_option_lists_the_known_ones() {
    assertThatThrownBy(() -> new CreateOptions(List.of("--frobnicate=1")))
        .hasMessageContaining("--add-host, --blkio-weight")
        .hasMessageContaining("--volume");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--add-host=db:198.51.100.10",
        "--dns=198.51.100.1",
        "--dns-option=ndots:1",
        "--dns-search=example",
        "--domainname=example",
        "--hostname=tests",
        "--ip=198.51.100.77",
        "--ip6=2001:db8::77",
        "--mac-address=02:00:00:00:00:77",
        "--network-alias=tests",
        "--sysctl=net.ipv4.ip_default_ttl=33",
        "--sysctl=net.core.somaxconn=99"
      })
  void an_option_of_the_network_can_be_left_out(String option) {
    List<String> words = List.of("--label=before=1", option, "--label=after=1");

    assertThat(new CreateOptions(words).withoutNetwork().words())
        .containsExactly("--label=before=1", "--label=after=1");
  }

  @Test
  void every_other_option_stays() {
    List<String> words =
        List.of(
            "--ulimit=nofile=99",
            "--memory=1g",
            "--sysctl=kernel.shmmax=99",
            "--label=--ip=1",
            "--runtime=runc");

    assertThat(new CreateOptions(words).withoutNetwork().words()).isEqualTo(words);
  }
}
