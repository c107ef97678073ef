package io.github.mavensandbox.attribution;

import static io.github.mavensandbox.attribution.Told.APP;
import static io.github.mavensandbox.attribution.Told.CALL;
import static io.github.mavensandbox.attribution.Told.INVOKE;
import static io.github.mavensandbox.attribution.Told.MAIN;
import static io.github.mavensandbox.attribution.Told.OTHER;
import static io.github.mavensandbox.attribution.Told.SEND;
import static io.github.mavensandbox.attribution.Told.SOCKET;
import static io.github.mavensandbox.attribution.Told.TEST;
import static io.github.mavensandbox.attribution.Told.TRACKER;
import static io.github.mavensandbox.attribution.Told.WORKER;
import static io.github.mavensandbox.attribution.Told.connect;
import static io.github.mavensandbox.attribution.Told.frame;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallerFinderTest {

  private final CallerFinder finder = new CallerFinder(Roles.ofKnownLibraries());

  private Caller find(Told told) {
    return finder.find(told.attempt());
  }

  @Test
  void theFirstCodeBehindTheTransportsIsTheOneWhoCalled() {
    Caller caller = find(connect(SOCKET, CALL, SEND, MAIN));

    assertThat(caller.origin()).contains(TRACKER);
    assertThat(caller.at()).contains(SEND);
    assertThat(caller.certainty()).isEqualTo(Certainty.DIRECT);
    assertThat(caller.via()).containsExactly("com.squareup.okhttp3:okhttp:4.12.0");
    assertThat(caller.enteredFrom()).contains(MAIN);
    assertThat(caller.test()).contains("com.acme.MainTest#runs");
  }

  @Test
  void theProjectItselfIsAValidAnswer() {
    Caller caller = find(connect(SOCKET, TEST, INVOKE));

    assertThat(caller.origin()).contains(APP);
    assertThat(caller.enteredFrom()).contains(TEST);
  }

  @Test
  void whoGaveATaskToAnotherThreadIsFoundAsTask() {
    Caller caller = find(connect(SOCKET, CALL, WORKER).task(SEND, MAIN).thread(MAIN));

    assertThat(caller.origin()).contains(TRACKER);
    assertThat(caller.certainty()).isEqualTo(Certainty.TASK);
    assertThat(caller.enteredFrom()).contains(MAIN);
  }

  @Test
  void whoStartedTheThreadIsFoundAsThread() {
    assertThat(find(connect(SOCKET, CALL, WORKER).thread(SEND)).certainty())
        .isEqualTo(Certainty.THREAD);
  }

  @Test
  void aTaskOfAThreadIsNoSurerThanTheThread() {
    Caller caller = find(connect(SOCKET, CALL, WORKER).thread(CALL).task(SEND));

    assertThat(caller.origin()).contains(TRACKER);
    assertThat(caller.certainty()).isEqualTo(Certainty.THREAD);
  }

  @Test
  void aTaskOfItIsNotKnownWhomIsNobodys() {
    Caller caller = find(connect(SOCKET, CALL, WORKER).task().thread(SEND));

    assertThat(caller.origin()).isEmpty();
    assertThat(caller.via()).containsExactly("com.squareup.okhttp3:okhttp:4.12.0");
  }

  @Test
  void whatAStackLacksIsNotLookedForInTheNextOne() {
    assertThat(find(connect(SOCKET, CALL, WORKER).task(SEND).cut()).origin()).isEmpty();
  }

  @Test
  void aCutOfALongerStackDoesNotMatter() {
    assertThat(
            find(connect(SOCKET, CALL, WORKER)
                    .task(SEND, MAIN)
                    .thread(MAIN, MAIN, MAIN, MAIN)
                    .cut())
                .origin())
        .contains(TRACKER);
  }

  @Test
  void aRenamedCopyOfATransportBelongsToItsJar() {
    Frame copy = frame(TRACKER, "com.evil.shaded.okhttp3.RealCall.execute:154");

    Caller caller = find(connect(SOCKET, copy, SEND, MAIN));

    assertThat(caller.origin()).contains(TRACKER);
    assertThat(caller.at()).contains(SEND);
    assertThat(caller.certainty()).isEqualTo(Certainty.DIRECT);
    assertThat(caller.via()).containsExactly("a copy in com.evil:tracker:1.0");
  }

  @Test
  void nobodyElseIsBlamedForARenamedCopy() {
    Frame copy = frame(TRACKER, "com.evil.shaded.okhttp3.RealCall.execute:154");

    assertThat(find(connect(SOCKET, copy, MAIN)).origin()).contains(TRACKER);
    assertThat(find(connect(SOCKET, copy, WORKER)).origin()).contains(TRACKER);
  }

  @Test
  void ofACopyUnderItsOwnNameItIsNotKnownWhoUsesIt() {
    Frame copy = frame(OTHER, "okhttp3.RealCall.execute:154");

    assertThat(find(connect(SOCKET, copy, SEND)).origin()).isEmpty();
    assertThat(find(connect(SOCKET, copy, WORKER)).origin()).isEmpty();
    assertThat(find(connect(SOCKET, copy, frame(OTHER, "com.other.Other.call:3"))).origin())
        .contains(OTHER);
  }

  @Test
  void whoHasAClassInTheOriginalsPackageBesideItHasNoCopy() {
    Frame helper = frame(OTHER, "okhttp3.helper.Calls.send:3");

    Caller caller = find(connect(SOCKET, CALL, helper, MAIN));

    assertThat(caller.at()).contains(helper);
    assertThat(caller.via()).containsExactly("com.squareup.okhttp3:okhttp:4.12.0");
    assertThat(find(connect(SOCKET, helper, CALL, MAIN)).origin()).as("a copy").isEmpty();
  }

  @Test
  void theProjectsOwnClassesAreNoCopyWhateverTheirPackage() {
    Frame own = frame(APP, "okhttp3.internal.Own.send:3");
    Frame packed = frame(Origin.moduleJar(APP.name()), "okhttp3.internal.Own.send:3");

    assertThat(find(connect(SOCKET, own, WORKER)).at()).contains(own);
    assertThat(find(connect(SOCKET, packed, WORKER)).origin()).isEmpty();
  }

  @Test
  void aProxyIsNobodysCode() {
    Frame proxy = frame(Origin.GENERATED, "jdk.proxy2.$Proxy12.send:0");

    assertThat(find(connect(SOCKET, CALL, proxy, SEND)).origin()).contains(TRACKER);
  }

  @Test
  void aClassThatWasMadeAtRunTimeHidesNobodyBehindSomebodyElse() {
    Frame made = frame(Origin.GENERATED, "x.Y.z:1");

    assertThat(find(connect(SOCKET, made, MAIN)).origin()).isEmpty();
  }

  @Test
  void aJarThatNoArtifactIsKnownOfIsNamedByItsPath() {
    Origin unknown = Origin.other("/tmp/x.jar");

    assertThat(find(connect(SOCKET, frame(unknown, "x.Y.z:1"), MAIN)).origin()).contains(unknown);
  }

  @Test
  void aModuleThatIsATransportItselfIsStillTheProject() {
    Origin module = Origin.module("com.squareup.okhttp3:okhttp:5");

    assertThat(find(connect(SOCKET, frame(module, "com.acme.Call.go:1"))).origin())
        .contains(module);
  }
}
