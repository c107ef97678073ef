package io.github.mavensandbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Remembers something of an object, and not of its equal, for as long as it lives. */
class WeakIdentityMapTest {

  private final WeakIdentityMap<Object> map = new WeakIdentityMap<>();

  /** A key of a hostile program's. */
  private static final class Touchy {

    @Override
    public int hashCode() {
      throw new IllegalStateException("asked for its hash");
    }

    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("asked whether it is equal");
    }
  }

  @Test
  void an_equal_object_is_another() {
    String one = new String("task");
    String other = new String("task");

    map.put(one, "of one");

    assertThat(map.get(one)).isEqualTo("of one");
    assertThat(map.get(other)).isNull();
    assertThat(map.remove(other)).isNull();
    assertThat(map.get(one)).isEqualTo("of one");
  }

  @Test
  void none_of_an_objects_methods_is_called() {
    Touchy key = new Touchy();

    map.put(key, "first");
    map.put(key, "second");

    assertThat(map.get(key)).isEqualTo("second");
    assertThat(map.get(new Touchy())).isNull();
    assertThat(map.remove(key)).isEqualTo("second");
    assertThat(map.get(key)).isNull();
  }

  @Test
  void what_is_there_already_stays_when_asked_to() {
    Object key = new Object();

    assertThat(map.putIfAbsent(key, "first")).isNull();
    assertThat(map.putIfAbsent(key, "second")).isEqualTo("first");
    assertThat(map.get(key)).isEqualTo("first");
  }

  @Test
  void neither_an_object_nor_what_is_remembered_of_it_is_kept_alive() throws Exception {
    Object value = new Object();
    WeakReference<Object> remembered = new WeakReference<>(value);
    WeakReference<Object> key = putNew(value);
    value = null;

    long limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (remembered.get() != null && System.nanoTime() < limit) {
      System.gc();
      Thread.sleep(10);
      // What has died is forgotten when the next one comes.
      map.put(new Object(), "another");
    }

    assertThat(key.get()).isNull();
    assertThat(remembered.get()).isNull();
  }

  private WeakReference<Object> putNew(Object value) {
    Object key = new Object();
    map.put(key, value);
    return new WeakReference<>(key);
  }
}
