import Model

/// Decides what of a report asks for attention.
public enum Triage {}
