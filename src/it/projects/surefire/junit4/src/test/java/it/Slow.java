package it;

/** A category. */
public interface Slow {}
