/// The tables of a store.
///
/// The schema, not the code, guards the data. Tables and columns bear the names of the ledger's files and columns; a blank cell is NULL. Rates, statements and
/// targets are only ever added: a correction is a new row that supersedes an old one and takes its place in the order
/// of the ledger, and the views `current_…` leave out what was superseded. The lists that they name keep their codes;
/// only what describes a code can change.
enum LedgerSchema {
  /// `TTLD`: marks a SQLite file as a store of this kind.
  static let applicationID: Int32 = 0x5454_4C44
  /// Version of the schema that this code writes and reads.
  static let version: Int32 = 1

  /// Everything, for an empty database.
  static let sql =
    """
    CREATE TABLE areas (
      row INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE CHECK (code <> '' AND code NOT LIKE '%/%'),
      name TEXT NOT NULL CHECK (name <> ''),
      parent TEXT REFERENCES areas (code) DEFERRABLE INITIALLY DEFERRED CHECK (parent <> code)
    ) STRICT;
    CREATE TABLE indicators (
      row INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE CHECK (code <> '' AND code NOT LIKE '%/%'),
      name TEXT NOT NULL CHECK (name <> ''),
      nature TEXT NOT NULL CHECK (nature IN ('flow', 'stock')),
      unit_kind TEXT NOT NULL CHECK (unit_kind IN ('money', 'count', 'volume', 'mass'))
    ) STRICT;
    CREATE TABLE products (
      row INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE CHECK (code <> '' AND code NOT LIKE '%/%'),
      name TEXT NOT NULL CHECK (name <> ''),
      parent TEXT REFERENCES products (code) DEFERRABLE INITIALLY DEFERRED CHECK (parent <> code)
    ) STRICT;
    CREATE TABLE sources (
      row INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE CHECK (id <> ''),
      title TEXT NOT NULL CHECK (title <> ''),
      publisher TEXT CHECK (publisher <> ''),
      published TEXT CHECK (published <> ''),
      url TEXT CHECK (url <> '')
    ) STRICT;
    CREATE TABLE rates (
      row INTEGER PRIMARY KEY,
      place INTEGER NOT NULL,
      supersedes INTEGER UNIQUE REFERENCES rates (row) CHECK (supersedes < row),
      currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]' AND currency <> 'USD'),
      period TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]*'),
      per_usd TEXT NOT NULL CHECK (per_usd <> ''),
      source TEXT NOT NULL REFERENCES sources (id)
    ) STRICT;
    CREATE TABLE statements (
      row INTEGER PRIMARY KEY,
      place INTEGER NOT NULL,
      supersedes INTEGER UNIQUE REFERENCES statements (row) CHECK (supersedes < row),
      id TEXT NOT NULL CHECK (id <> ''),
    \(seriesColumns)
      period TEXT CHECK (period GLOB '[0-9][0-9][0-9][0-9]*'),
      kind TEXT NOT NULL CHECK (kind IN ('level', 'growth', 'share', 'stock')),
      figure TEXT NOT NULL CHECK (figure <> ''),
      unit TEXT CHECK ((unit IS NULL) = (kind IN ('growth', 'share'))),
      base TEXT CHECK (base <> '') CHECK (base IS NULL OR kind IN ('growth', 'share')),
      origin TEXT REFERENCES areas (code),
      known_on TEXT NOT NULL CHECK (known_on GLOB '\(datePattern)'),
      source TEXT NOT NULL REFERENCES sources (id),
      locator TEXT CHECK (locator <> ''),
      note TEXT CHECK (note <> ''),
      CHECK (kind <> 'share' OR base IS NOT NULL),
      CHECK (period IS NOT NULL OR note IS NOT NULL)
    ) STRICT;
    CREATE TABLE targets (
      row INTEGER PRIMARY KEY,
      place INTEGER NOT NULL,
      supersedes INTEGER UNIQUE REFERENCES targets (row) CHECK (supersedes < row),
      id TEXT NOT NULL CHECK (id <> ''),
    \(seriesColumns)
      goal TEXT NOT NULL CHECK (goal <> ''),
      unit TEXT CHECK ((unit IS NULL) = (base IS NOT NULL)),
      base TEXT CHECK (base GLOB '[0-9][0-9][0-9][0-9]*'),
      deadline TEXT NOT NULL CHECK (deadline = 'open' OR deadline GLOB '[0-9][0-9][0-9][0-9]*'),
      set_on TEXT NOT NULL CHECK (set_on GLOB '\(datePattern)'),
      source TEXT NOT NULL REFERENCES sources (id),
      locator TEXT CHECK (locator <> ''),
      note TEXT CHECK (note <> '')
    ) STRICT;
    \(list("areas", key: "code"))
    \(list("indicators", key: "code"))
    \(list("products", key: "code"))
    \(list("sources", key: "id"))
    \(facts("rates", key: ["currency", "period"]))
    \(facts("statements", key: ["id"]))
    \(facts("targets", key: ["id"]))
    PRAGMA application_id = \(applicationID);
    PRAGMA user_version = \(version);
    """

  private static let datePattern = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"

  private static let seriesColumns =
    """
      reporter TEXT NOT NULL REFERENCES areas (code),
      partner TEXT NOT NULL REFERENCES areas (code),
      indicator TEXT NOT NULL REFERENCES indicators (code),
      product TEXT REFERENCES products (code),
      entity TEXT CHECK (entity <> '' AND entity NOT LIKE '%/%'),
    """

  /// Guards of a list: its rows and their keys stay.
  ///
  /// `INSERT OR REPLACE` deletes without asking a trigger for deletions, so it is met as an insertion.
  private static func list(_ table: String, key: String) -> String {
    """
    CREATE TRIGGER \(table)_stay BEFORE DELETE ON \(table)
    BEGIN SELECT RAISE (ABORT, '\(table): rows are never deleted'); END;
    CREATE TRIGGER \(table)_keep_their_key BEFORE UPDATE OF row, \(key) ON \(table)
    BEGIN SELECT RAISE (ABORT, '\(table): a \(key) never changes'); END;
    CREATE TRIGGER \(table)_are_not_replaced BEFORE INSERT ON \(table)
    WHEN EXISTS (SELECT 1 FROM \(table) WHERE row = NEW.row OR \(key) = NEW.\(key))
    BEGIN SELECT RAISE (ABORT, '\(table): the \(key) is taken'); END;
    """
  }

  /// Guards of a table that only grows, and the view of what is current in it.
  private static func facts(_ table: String, key: [String]) -> String {
    let sameKey = key.map { "old.\($0) = NEW.\($0)" }.joined(separator: " AND ")
    return """
      CREATE INDEX \(table)_by_key ON \(table) (\(key.joined(separator: ", ")));
      CREATE TRIGGER \(table)_stay BEFORE DELETE ON \(table)
      BEGIN SELECT RAISE (ABORT, '\(table): rows are never deleted'); END;
      CREATE TRIGGER \(table)_do_not_change BEFORE UPDATE ON \(table)
      BEGIN SELECT RAISE (ABORT, '\(table): a correction is a new row that supersedes the old one'); END;
      CREATE TRIGGER \(table)_are_not_replaced BEFORE INSERT ON \(table)
      WHEN EXISTS (SELECT 1 FROM \(table) WHERE row = NEW.row OR supersedes = NEW.supersedes)
      BEGIN SELECT RAISE (ABORT, '\(table): the row is taken or superseded already'); END;
      CREATE TRIGGER \(table)_have_one_current BEFORE INSERT ON \(table)
      WHEN EXISTS (
        SELECT 1 FROM \(table) AS old WHERE \(sameKey) AND old.row IS NOT NEW.supersedes
        AND NOT EXISTS (SELECT 1 FROM \(table) AS newer WHERE newer.supersedes = old.row))
      BEGIN SELECT RAISE (ABORT, '\(table): the key is taken by a row that is not superseded'); END;
      CREATE VIEW current_\(table) AS SELECT * FROM \(table) AS this
      WHERE NOT EXISTS (SELECT 1 FROM \(table) AS newer WHERE newer.supersedes = this.row);
      """
  }
}
