package io.github.mavensandbox.agent;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers something of objects for as long as they live, asking none of their methods. */
final class WeakIdentityMap<V> {

  private final ConcurrentHashMap<Object, V> values = new ConcurrentHashMap<Object, V>();
  private final ReferenceQueue<Object> dead = new ReferenceQueue<Object>();

  WeakIdentityMap() {}

  V get(Object key) {
    return values.get(new Probe(key));
  }

  V remove(Object key) {
    return values.remove(new Probe(key));
  }

  void put(Object key, V value) {
    forgetDead();
    values.put(new Key(key, dead), value);
  }

  /** Returns what was there before, which stays, or null. */
  V putIfAbsent(Object key, V value) {
    forgetDead();
    return values.putIfAbsent(new Key(key, dead), value);
  }

  private void forgetDead() {
    for (Reference<?> key = dead.poll(); key != null; key = dead.poll()) {
      values.remove(key);
    }
  }

  private static final class Key extends WeakReference<Object> {

    private final int hash;

    private Key(Object key, ReferenceQueue<Object> dead) {
      super(key, dead);
      this.hash = System.identityHashCode(key);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      Object key = get();
      return key != null && other instanceof Key && ((Key) other).get() == key;
    }
  }

  /** Stands for an object while it is looked for. */
  private static final class Probe {

    private final Object key;

    private Probe(Object key) {
      this.key = key;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(key);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key && ((Key) other).get() == key;
    }
  }
}
