extension LedgerFaultTests {
  /// Files and the form of their tables.
  static let files = #"""
    case the valid ledger

    case files that may be missing
    - rates.csv
    - targets.csv

    case a file that is missing
    - sources.csv
    ! sources.csv:1: file: there is nothing at this path; a ledger is a folder with areas.csv, indicators.csv, sources.csv, statements.csv

    case a folder in place of a file: what cannot be read is not called unknown
    / sources.csv
    ! sources.csv:1: file: this is no file; put a CSV file in its place

    case an empty file
    = targets.csv
    ! targets.csv:1: file: the file is empty; write at least the header

    case a header without rows
    = targets.csv
    | id,reporter,partner,indicator,product,entity,goal,unit,base,deadline,set_on,source,locator,note

    case a byte order mark and Windows line ends
    = products.csv
    | \xEF\xBB\xBFcode,name,parent\r
    | food,Food,\r
    | dairy,Dairy products,food\r

    case a header that lacks a column: the other columns are still checked
    = sources.csv
    | id,publisher,published,url
    | book,A publisher,2024,
    | ,A publisher,2024,
    ! sources.csv:1: title: the header lacks this column; add title, with empty cells where nothing is known
    ! sources.csv:3: id: the cell is empty; fill it

    case a header that has a column twice
    = sources.csv
    | id,title,publisher,published,url,title
    | book,A book,A publisher,2024,,
    ! sources.csv:1: title: the header has this column twice; delete one

    case a column that nobody knows
    = sources.csv
    | id,title,publisher,published,url,colour
    | book,A book,A publisher,2024,,red
    ! sources.csv:1: colour: no column is called so; correct or delete it

    case a column without a name
    = sources.csv
    | id,title,publisher,published,url,
    | book,A book,A publisher,2024,,
    ! sources.csv:1: row: the header has a column without a name; name or delete it

    case too few and too many fields: a code of such a row is not called unknown
    + products.csv wood,Wood
    + products.csv meat,Meat, beef and pork,food
    + statements.csv s2,BY,TR,exports,wood,,2022,level,5 million,USD,,,2023-02-01,book,,
    ! products.csv:4: row: the row has 2 fields, the header 3; add the commas that are missing
    ! products.csv:5: row: the row has 4 fields, the header 3; put a field that holds commas in quotes

    case a torn file
    ~ statements.csv s2,BY,TR,expo
    ! statements.csv:3: row: the row has 4 fields, the header 16; add the commas that are missing

    case a quote that stands alone
    + statements.csv s2,BY,TR,exports,,,2022,level,5 million,USD,,,2023-02-01,book,p. "5,
    ! statements.csv:3: row: a quote stands inside a field that does not begin with one, at byte 66 of the line; put the field in quotes and double those inside it

    case a quoted field that is never closed, in the middle of the file
    + statements.csv s2,BY,TR,exports,,,2022,level,5 million,USD,,,2023-02-01,book,"p. 5,
    + statements.csv s3,BY,TX,exports,,,2022,level,5 million,USD,,,2023-02-01,book,p. 5,
    ! statements.csv:3: row: the quote at byte 63 of the line is never closed; close it, or complete the file
    ! statements.csv:4: partner: "TX" is not in areas.csv; did you mean "TR"? Otherwise add it there

    case text behind a closing quote
    + statements.csv s2,BY,TR,exports,,,2022,level,5 million,USD,,,2023-02-01,book,"p." 5,
    ! statements.csv:3: row: text follows the closing quote of the field that opens at byte 63 of the line, on line 3 at byte 67; close the field where it ends, and double the quotes inside it

    case old line ends
    = products.csv
    | code,name,parent\rfood,Food,\r
    ! products.csv:1: row: a carriage return without a line feed, at byte 17 of the line; save the file with LF or CRLF

    case Latin-1
    + areas.csv CI,C\xF4te d'Ivoire,
    ! areas.csv:6: row: the byte 0xF4 at byte 5 of the line is not UTF-8; save the file as UTF-8

    case UTF-16
    = areas.csv
    | \xFF\xFEc\x00o\x00d\x00e\x00
    ! areas.csv:1: row: the byte 0xFF at byte 1 of the line is not UTF-8; save the file as UTF-8

    """#

  /// Single cells.
  static let cells = #"""
    case a blank row
    + statements.csv ,,,,,,,,,,,,,,,
    + areas.csv ,\s,
    ! areas.csv:6: row: the row is blank; delete it
    ! statements.csv:3: row: the row is blank; delete it

    case empty cells
    + statements.csv ,,,,,,,,,,,,,,,x
    ! statements.csv:3: id: the cell is empty; fill it
    ! statements.csv:3: reporter: the cell is empty; fill it
    ! statements.csv:3: partner: the cell is empty; fill it
    ! statements.csv:3: indicator: the cell is empty; fill it
    ! statements.csv:3: kind: the cell is empty; fill it
    ! statements.csv:3: figure: the cell is empty; fill it
    ! statements.csv:3: known_on: the cell is empty; fill it
    ! statements.csv:3: source: the cell is empty; fill it

    case blanks around cells
    + statements.csv s2,BY,TR,exports,,\sMTZ,2022,level,5 million\s,USD,,,2023-02-01,book,,\xC2\xA0
    + areas.csv \tVN,Vietnam,
    ! areas.csv:6: code: "\u{9}VN" begins or ends with a blank; take it away
    ! statements.csv:3: entity: " MTZ" begins or ends with a blank; take it away
    ! statements.csv:3: figure: "5 million " begins or ends with a blank; take it away
    ! statements.csv:3: note: " " begins or ends with a blank; take it away

    case a slash in what names a series
    + statements.csv s2,BY,TR,exports,,A/S Alfa,2022,level,5 million,USD,,,2023-02-01,book,,
    + products.csv a/b,Both,
    ! products.csv:4: code: "a/b" holds a slash, which separates the parts of a series key; write it without
    ! statements.csv:3: entity: "A/S Alfa" holds a slash, which separates the parts of a series key; write it without

    case words that no column takes
    + statements.csv s2,BY,TR,exports,,,2022,Level,5 million,USD,,,2023-02-01,book,,
    + statements.csv s3,BY,TR,exports,,,2022,amount,5 million,USD,,,2023-02-01,book,,
    + indicators.csv people,People,stok,heads
    ! indicators.csv:8: nature: "stok" is none of flow, stock; did you mean "stock"?
    ! indicators.csv:8: unit_kind: "heads" is none of money, count, volume, mass; write one of them
    ! statements.csv:3: kind: "Level" is none of level, growth, share, stock; did you mean "level"?
    ! statements.csv:4: kind: "amount" is none of level, growth, share, stock; write one of them

    case figures that cannot be read
    + statements.csv s2,BY,TR,exports,,,2022,level,"5,8 bn",USD,,,2023-02-01,book,,
    + statements.csv s3,BY,TR,exports,,,2022,growth,1.6 times,,,,2023-02-01,book,,
    + statements.csv s4,BY,TR,exports,,,2022,level,ca. 20 mln,USD,,,2023-02-01,book,,
    + statements.csv s5,BY,TR,exports,,,2022,level,>200 million,USD,,,2023-02-01,book,,
    + statements.csv s6,BY,TR,exports,,,2022,level,200–300 million,USD,,,2023-02-01,book,,
    + statements.csv s7,BY,TR,exports,,,2022,level,300..200 million,USD,,,2023-02-01,book,,
    + statements.csv s8,BY,TR,exports,,,2022,level,a lot,USD,,,2023-02-01,book,,
    + statements.csv s9,BY,TR,exports,,,2022,level,0,USD,,,2023-02-01,book,,
    + statements.csv s10,BY,TR,exports,,,2022,level,about 5..6,USD,,,2023-02-01,book,,
    + statements.csv s11,BY,TR,exports,,,2022,level,5 milion,USD,,,2023-02-01,book,,
    ! statements.csv:3: figure: "5,8 bn" is no figure: "bn" is no word of the notation; write it as "5.8 billion" if that is meant
    ! statements.csv:4: figure: "1.6 times" is no figure: "times" is no word of the notation; write it as "x1.6" if that is meant
    ! statements.csv:5: figure: "ca. 20 mln" is no figure: "mln" is no word of the notation; write it as "about 20 million" if that is meant
    ! statements.csv:6: figure: ">200 million" is no figure: ">200 million" is no word of the notation; write it as "over 200 million" if that is meant
    ! statements.csv:7: figure: "200–300 million" is no figure: "200–300" is no number; write it as "200..300 million" if that is meant
    ! statements.csv:8: figure: "300..200 million" is no figure: "300 million" is not below "200 million"; write it as in 5.8 billion, over 200 million, 250..300 million, x1.6, +25% or 49%
    ! statements.csv:9: figure: "a lot" is no figure: "a lot" is no word of the notation; write it as in 5.8 billion, over 200 million, 250..300 million, x1.6, +25% or 49%
    ! statements.csv:10: figure: "0" is no figure: "0" is not above zero; write it as in 5.8 billion, over 200 million, 250..300 million, x1.6, +25% or 49%
    ! statements.csv:11: figure: "about 5..6" is no figure: "about" stands before an interval; write it as "5..6" if that is meant
    ! statements.csv:12: figure: "5 milion" is no figure: "milion" is no word of the notation; write it as "5 million" if that is meant

    case periods that do not exist
    + statements.csv s2,BY,TR,exports,,,2022-13,level,5 million,USD,,,2023-02-01,book,,
    + statements.csv s3,BY,TR,exports,,,2022-Q5,level,5 million,USD,,,2023-02-01,book,,
    + statements.csv s4,BY,TR,exports,,,2022-S0,level,5 million,USD,,,2023-02-01,book,,
    + statements.csv s5,BY,TR,exports,,,first half of 2022,level,5 million,USD,,,2023-02-01,book,,
    + statements.csv s6,BY,TR,exports,,,2022-05/2022-02,level,5 million,USD,,,2023-02-01,book,,
    + statements.csv s7,BY,W,residents,,,2022-02-30,stock,5,1,,,2023-02-01,book,,
    + statements.csv s8,BY,TR,exports,,,0022,level,5 million,USD,,,2023-02-01,book,,
    + statements.csv s9,BY,TR,exports,,,2020-01/2022-12,level,5 million,USD,,,2023-02-01,book,,
    ! statements.csv:3: period: "2022-13" is no period: there is no month 13; write 01 to 12
    ! statements.csv:4: period: "2022-Q5" is no period: there is no quarter 5; write Q1 to Q4
    ! statements.csv:5: period: "2022-S0" is no period: there is no half 0; write S1 or S2
    ! statements.csv:6: period: "first half of 2022" is no period: write 2022, 2023-S1, 2023-Q1, 2023-07, 2023-01/2023-10, or a date such as 2023-11-27
    ! statements.csv:7: period: "2022-05/2022-02" is no period: it ends (2022-02) before it starts (2022-05); swap the two
    ! statements.csv:8: period: "2022-02-30" is no period: month 2 of 2022 has no day 30; correct it
    ! statements.csv:9: period: "0022" is no period: there is no year 22 here; write one from 1000 to 9999
    ! statements.csv:10: period: 2020-01/2022-12 touches 3 calendar years; a run of months can touch two, so state the parts

    case days that do not exist
    + statements.csv s2,BY,TR,exports,,,2022,level,5 million,USD,,,01.02.2023,book,,
    + statements.csv s3,BY,TR,exports,,,2022,level,5 million,USD,,,2023-02-29,book,,
    + statements.csv s4,BY,TR,exports,,,2022,level,5 million,USD,,,2023,book,,
    ! statements.csv:3: known_on: "01.02.2023" is no date: write year, month and day, such as 2023-11-27
    ! statements.csv:4: known_on: "2023-02-29" is no date: month 2 of 2023 has no day 29; correct it
    ! statements.csv:5: known_on: "2023" is no date: write year, month and day, such as 2023-11-27

    case a text that would steer a terminal, and one that is very long
    + statements.csv s2,BY,TR,exports,,,2022,level,\x1B[2J,USD,,,2023-02-01,"bo\nok",,
    + statements.csv s3,BY,TR,exports,,,2022,level,aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggg,USD,,,2023-02-01,book,,
    ! statements.csv:3: figure: "\u{1B}[2J" is no figure: "\u{1B}[2j" is no word of the notation; write it as in 5.8 billion, over 200 million, 250..300 million, x1.6, +25% or 49%
    ! statements.csv:3: source: "bo\u{A}ok" is not in sources.csv; did you mean "book"? Otherwise add it there
    ! statements.csv:5: figure: "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff…" is no figure: "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff…" is no word of the notation; write it as in 5.8 billion, over 200 million, 250..300 million, x1.6, +25% or 49%

    """#

  /// Codes and ids.
  static let codes = #"""
    case codes that no list has, with the nearest one
    + statements.csv s2,BYY,TX,export,foods,,2022,level,5 million,USD,,T,2023-02-01,bok,,
    ! statements.csv:3: reporter: "BYY" is not in areas.csv; did you mean "BY"? Otherwise add it there
    ! statements.csv:3: partner: "TX" is not in areas.csv; did you mean "TR"? Otherwise add it there
    ! statements.csv:3: indicator: "export" is not in indicators.csv; did you mean "exports"? Otherwise add it there
    ! statements.csv:3: product: "foods" is not in products.csv; did you mean "food"? Otherwise add it there
    ! statements.csv:3: origin: "T" is not in areas.csv; did you mean "TR"? Otherwise add it there
    ! statements.csv:3: source: "bok" is not in sources.csv; did you mean "book"? Otherwise add it there

    case codes that no list has, written as names
    + statements.csv s2,Belarus,turkey,Exports of goods,,,2022,level,5 million,USD,,,2023-02-01,A book,,
    ! statements.csv:3: reporter: "Belarus" is not in areas.csv; did you mean "BY"? Otherwise add it there
    ! statements.csv:3: partner: "turkey" is not in areas.csv; did you mean "TR"? Otherwise add it there
    ! statements.csv:3: indicator: "Exports of goods" is not in indicators.csv; did you mean "exports"? Otherwise add it there
    ! statements.csv:3: source: "A book" is not in sources.csv; did you mean "book"? Otherwise add it there

    case codes that are like no other
    + statements.csv s2,ZZ,QQ,zzzzzzz,qqqqqqq,,2022,level,5 million,USD,,ZZ,2023-02-01,zzzz,,
    ! statements.csv:3: reporter: "ZZ" is not in areas.csv; add it there, or correct it
    ! statements.csv:3: partner: "QQ" is not in areas.csv; add it there, or correct it
    ! statements.csv:3: indicator: "zzzzzzz" is not in indicators.csv; add it there, or correct it
    ! statements.csv:3: product: "qqqqqqq" is not in products.csv; add it there, or correct it
    ! statements.csv:3: origin: "ZZ" is not in areas.csv; add it there, or correct it
    ! statements.csv:3: source: "zzzz" is not in sources.csv; add it there, or correct it

    case codes and ids that are there twice
    + areas.csv TR,Turkiye,
    + indicators.csv turnover,Turnover,flow,money
    + products.csv food,Food,
    + sources.csv book,Another book,,,
    + statements.csv s1,BY,CN,turnover,,,2022,level,over 1 billion,USD,,,2023-02-01,book,p. 1,
    + targets.csv t1,BY,CN,turnover,,,at least 1.5 billion,USD,,2025,2023-02-01,book,p. 2,
    ! areas.csv:6: code: "TR" stands on line 5 too; give one of them another
    ! indicators.csv:8: code: "turnover" stands on line 2 too; give one of them another
    ! products.csv:4: code: "food" stands on line 2 too; give one of them another
    ! sources.csv:3: id: "book" stands on line 2 too; give one of them another
    ! statements.csv:3: id: "s1" stands on line 2 too; give one of them another
    ! targets.csv:3: id: "t1" stands on line 2 too; give one of them another

    case parents: unknown, of itself, in a ring
    + areas.csv VN-HN,Hanoi,VN
    + areas.csv RU,Russia,RU
    + areas.csv A,Alfa,B
    + areas.csv B,Bravo,C
    + areas.csv C,Charlie,A
    + areas.csv D,Delta,A
    + products.csv meat,Meat,beef
    + products.csv beef,Beef,meat
    ! areas.csv:6: parent: "VN" is not in areas.csv; did you mean "CN"? Otherwise add it there
    ! areas.csv:7: parent: it is a part of itself (RU in RU); break the ring of parents
    ! areas.csv:8: parent: it is a part of itself (A in B in C in A); break the ring of parents
    ! areas.csv:9: parent: it is a part of itself (B in C in A in B); break the ring of parents
    ! areas.csv:10: parent: it is a part of itself (C in A in B in C); break the ring of parents
    ! products.csv:4: parent: it is a part of itself (meat in beef in meat); break the ring of parents
    ! products.csv:5: parent: it is a part of itself (beef in meat in beef); break the ring of parents

    case the world is an area without being listed
    + areas.csv DE,Germany,W
    + statements.csv s2,W,CN,exports,,,2022,level,5 million,USD,,W,2023-02-01,book,,

    case the world may be listed
    + areas.csv W,World,

    case one statement twice
    + statements.csv s2,BY,CN,turnover,,,2022,level,5 million,USD,,,2023-02-01,book,p. 1,
    + statements.csv s3,BY,CN,turnover,,,2022,level,5 million,USD,,,2023-02-01,book,p. 9,again
    + statements.csv s4,BY,CN,turnover,,,2022,level,5.0 million,USD,,,2023-02-01,book,p. 1,
    ! statements.csv:4: row: it says the same as "s2" on line 3, from the same source on the same day; delete one

    """#
}
