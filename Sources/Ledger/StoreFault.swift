/// Why a store, a ledger in one SQLite file, cannot be read or written.
public enum StoreFault: Hashable, Sendable {
  /// Not a SQLite database.
  case notADatabase
  /// A SQLite database, but not of a ledger.
  case notALedger
  /// Written by a later version of this software, with another schema.
  case laterVersion(Int, known: Int)
  /// Another process holds it and did not let go in time.
  case locked
  /// Torn or overwritten: its pages do not fit together.
  case damaged
  /// No room to write; nothing was written.
  case diskFull
  /// It, or its folder, must not be written.
  case readOnly
  /// It cannot be opened or created.
  case cannotOpen
  /// Another refusal of SQLite, by its extended result code.
  case refused(code: Int)
}
