extension LedgerFaultTests {
  /// Kinds, figures, units, natures, bases.
  static let claims = #"""
    case figures of another form than the kind
    + statements.csv s2,BY,TR,exports,,,2022,level,49%,USD,,,2023-02-01,book,,
    + statements.csv s3,BY,TR,exports,,,2022,growth,5 million,,,,2023-02-01,book,,
    + statements.csv s4,BY,TR,exports,,,2022,share,x2,,turnover,,2023-02-01,book,,
    + statements.csv s5,BY,W,residents,,,2022-12-31,stock,+5%,1,,,2023-02-01,book,,
    ! statements.csv:3: figure: "49%" is a share; for the kind level write a quantity such as 5.8 billion, or correct the kind
    ! statements.csv:4: figure: "5 million" is a quantity; for the kind growth write x1.6 or +25%, or correct the kind
    ! statements.csv:5: figure: "x2" is a multiple; for the kind share write per cent such as 49%, or correct the kind
    ! statements.csv:6: figure: "+5%" is a change; for the kind stock write a quantity such as 5.8 billion, or correct the kind

    case a quantity below zero: of a balance only
    + statements.csv s2,BY,TR,exports,,,2022,level,-5 million,USD,,,2023-02-01,book,,
    + statements.csv s3,BY,TR,balance,,,2022,level,-5 million,USD,,,2023-02-01,book,,
    ! statements.csv:3: figure: "-5 million" is below zero, which only the indicator balance can be; correct it, or change "exports"

    case units: lacking, superfluous, unknown, of another kind
    + statements.csv s2,BY,TR,exports,,,2022,level,5 million,,,,2023-02-01,book,,
    + statements.csv s3,BY,TR,deals_volume,,,2022,level,5 million,,,,2023-02-01,book,,
    + statements.csv s4,BY,TR,exports,,,2022,growth,x2,USD,,,2023-02-01,book,,
    + statements.csv s5,BY,TR,exports,,,2022,share,5%,USD,turnover,,2023-02-01,book,,
    + statements.csv s6,BY,TR,exports,,,2022,level,5 million,dollars,,,2023-02-01,book,,
    + statements.csv s7,BY,TR,exports,,,2022,level,5 million,m3,,,2023-02-01,book,,
    + statements.csv s8,BY,TR,deals_volume,,,2022,level,5 million,t,,,2023-02-01,book,,
    + statements.csv s9,BY,TR,residents,,,2022-12-31,stock,5,USD,,,2023-02-01,book,,
    ! statements.csv:3: unit: a quantity has a unit; write an ISO 4217 code such as USD
    ! statements.csv:4: unit: a quantity has a unit; write m3
    ! statements.csv:5: unit: a ratio or share has no unit; delete "USD", or correct the kind
    ! statements.csv:6: unit: a ratio or share has no unit; delete "USD", or correct the kind
    ! statements.csv:7: unit: "dollars" is no unit; write an ISO 4217 code such as USD, or m3, t or 1
    ! statements.csv:8: unit: m3 measures volume, but the unit_kind of "exports" is money; write an ISO 4217 code such as USD
    ! statements.csv:9: unit: t measures mass, but the unit_kind of "deals_volume" is volume; write m3
    ! statements.csv:10: unit: USD measures money, but the unit_kind of "residents" is count; write 1

    case a stock as a flow and a flow as a stock
    + statements.csv s2,BY,W,residents,,,2022,level,5,1,,,2023-02-01,book,,
    + statements.csv s3,BY,TR,exports,,,2022-12-31,stock,5 million,USD,,,2023-02-01,book,,
    + statements.csv s4,BY,W,residents,,,2022,stock,5,1,,,2023-02-01,book,,
    + statements.csv s5,BY,W,residents,,,2022,growth,x2,,,,2023-02-01,book,,
    + statements.csv s6,BY,W,residents,,,2022-12-31,growth,x2,,2021,,2023-02-01,book,,
    + statements.csv s7,BY,TR,exports,,,2022,growth,x2,,2021-12-31,,2023-02-01,book,,
    ! statements.csv:3: kind: "residents" is a stock; write stock, with a date as period
    ! statements.csv:4: kind: "exports" is a flow; write level, with months as period
    ! statements.csv:5: period: 2022 is a run of months, but "residents" is a stock; write a date such as 2022-12-31
    ! statements.csv:6: period: 2022 is a run of months, but "residents" is a stock; write a date such as 2022-12-31
    ! statements.csv:7: base: 2021 is a run of months, but "residents" is a stock; write a date such as 2021-12-31
    ! statements.csv:8: base: 2021-12-31 is a date, but "exports" is a flow; write the months, such as 2021-12

    case growth and share of a stock, as they should be
    + statements.csv s2,BY,W,residents,,,2022-12-31,growth,x2,,2020-12-31,,2023-02-01,book,,
    + statements.csv s3,BY,CN,residents,,,2022-12-31,share,49%,,BY/W/residents,,2023-02-01,book,,

    case growth and share over two calendar years
    + statements.csv s2,BY,TR,exports,,,2022-03/2023-04,growth,x2,,,,2023-06-01,book,,
    + statements.csv s3,BY,TR,exports,,,2022-03/2023-04,share,49%,,turnover,,2023-06-01,book,,

    case bases that are not earlier, not periods, not wanted
    + statements.csv s2,BY,TR,exports,,,2022,growth,x2,,2023,,2023-02-01,book,,
    + statements.csv s3,BY,TR,exports,,,2022,growth,x2,,2022,,2023-02-01,book,,
    + statements.csv s4,BY,TR,exports,,,2022,growth,x2,,last year,,2023-02-01,book,,
    + statements.csv s5,BY,TR,exports,,,2022,level,5 million,USD,2021,,2023-02-01,book,,
    ! statements.csv:3: base: the base 2023 does not end before 2022; write an earlier period
    ! statements.csv:4: base: the base 2022 does not end before 2022; write an earlier period
    ! statements.csv:5: base: "last year" is no period: write 2022, 2023-S1, 2023-Q1, 2023-07, 2023-01/2023-10, or a date such as 2023-11-27
    ! statements.csv:6: base: a quantity has no base; delete "2021", or correct the kind or figure

    case shares of nothing, of themselves, of what cannot be their whole
    + statements.csv s2,BY,TR,exports,,,2022,share,49%,,,,2023-02-01,book,,
    + statements.csv s3,BY,TR,exports,food,,2022,share,49%,,exports/food,,2023-02-01,book,,
    + statements.csv s4,BY,TR,exports,,,2022,share,49%,,export,,2023-02-01,book,,
    + statements.csv s5,BY,TR,exports,dairy,,2022,share,49%,,exports/foods,,2023-02-01,book,,
    + statements.csv s6,BY,TR,exports,,,2022,share,49%,,BX/W/exports,,2023-02-01,book,,
    + statements.csv s7,BY,TR,exports,,,2022,share,49%,,BY/W/exports/food/MTZ/x,,2023-02-01,book,,
    + statements.csv s8,BY,TR,exports,,,2022,share,49%,,/food,,2023-02-01,book,,
    + statements.csv s9,BY,TR,exports,,,2022,share,49%,,deals_volume,,2023-02-01,book,,
    + statements.csv s10,BY,TR,exports,,,2022,share,49%,,investment,,2023-02-01,book,,
    + statements.csv s11,BY,TR,exports,,MTZ,2022,share,49%,,BY/TR/exports,,2023-02-01,book,,
    + statements.csv s12,BY,TR,exports,,MTZ,2022,share,49%,,exports,,2023-02-01,book,,
    ! statements.csv:3: base: a share needs its whole; write indicator, indicator/product or reporter/partner/indicator/product/entity
    ! statements.csv:4: base: the whole is the part itself, BY/TR/exports/food; name the whole in full, such as BY/TR/exports
    ! statements.csv:5: base: "export" is not in indicators.csv; did you mean "exports"? Otherwise add it there
    ! statements.csv:6: base: "foods" is not in products.csv; did you mean "food"? Otherwise add it there
    ! statements.csv:7: base: "BX" is not in areas.csv; did you mean "BY"? Otherwise add it there
    ! statements.csv:8: base: "BY/W/exports/food/MTZ/x" is no whole; write indicator, indicator/product or reporter/partner/indicator/product/entity
    ! statements.csv:9: base: "/food" is no whole; write indicator, indicator/product or reporter/partner/indicator/product/entity
    ! statements.csv:10: base: "exports" is no part of "deals_volume": nature or unit_kind differ in indicators.csv; write another whole
    ! statements.csv:11: base: "exports" is no part of "investment": nature or unit_kind differ in indicators.csv; write another whole
    ! statements.csv:13: base: the whole is the part itself, BY/TR/exports//MTZ; name the whole in full, such as BY/TR/exports

    """#

  /// Dates and remarks.
  static let dates = #"""
    case known before the period was over: right only with a note
    + statements.csv s2,BY,TR,exports,,,2022,level,5 million,USD,,,2022-12-30,book,,
    + statements.csv s3,BY,CN,exports,,,2022,level,5 million,USD,,,2022-12-30,book,,expected by the minister
    + statements.csv s4,BY,W,residents,,,2023-02-01,stock,5,1,,,2023-01-31,book,,
    ! statements.csv:3: known_on: 2022-12-30 is before the period's end, 2022-12-31; correct it, or say in note why it was known before
    ! statements.csv:5: known_on: 2023-01-31 is before the period's end, 2023-02-01; correct it, or say in note why it was known before

    case undated: shown, not adjusted
    + statements.csv s2,BY,TR,exports,,,,level,5 million,USD,,,2022-12-30,book,,
    + statements.csv s3,BY,TR,exports,,,,level,6 million,CNY,,,2022-12-30,book,,the best years

    """#

  /// Goals.
  static let targets = #"""
    case goals as they should be
    + targets.csv t2,BY,TR,turnover,,,at least x1.2,,2022,2023,2023-02-01,book,,
    + targets.csv t3,BY,TR,turnover,,,almost x2,USD,,2023,2023-02-01,book,,
    + targets.csv t4,BY,TR,turnover,,,+20%,,2022,open,2023-02-01,book,,
    + targets.csv t5,BY,W,residents,,,150,1,,2024-01-01,2023-02-01,book,,
    + targets.csv t6,BY,TR,deals_volume,,,at least 20 thousand,m3,,2023-06/2023-12,2023-06-14,book,,

    case goals that cannot be: form, unit, base, deadline
    + targets.csv t2,BY,TR,turnover,,,49%,,,2023,2023-02-01,book,,
    + targets.csv t3,BY,TR,turnover,,,5 million,,,2023,2023-02-01,book,,
    + targets.csv t4,BY,TR,turnover,,,5 million,m3,,2023,2023-02-01,book,,
    + targets.csv t5,BY,TR,turnover,,,5 million,USD,2022,2023,2023-02-01,book,,
    + targets.csv t6,BY,TR,turnover,,,x2,,2023,2023,2023-02-01,book,,
    + targets.csv t7,BY,TR,turnover,,,x2,,,open,2023-02-01,book,,
    + targets.csv t8,BY,TR,turnover,,,5 million,USD,,2022,2023-02-01,book,,
    + targets.csv t9,BY,TR,turnover,,,5 million,USD,,,2023-02-01,book,,
    + targets.csv t10,BY,TR,turnover,,,5 million,USD,,someday,2023-02-01,book,,
    + targets.csv t11,BY,TR,turnover,,,5 million,USD,,2024-01-01,2023-02-01,book,,
    + targets.csv t12,BY,W,residents,,,150,1,,2024,2023-02-01,book,,
    + targets.csv t13,BY,TR,turnover,,,a billion,USD,,2024,1 February 2023,book,,
    + targets.csv t14,BY,TX,turnovr,,,-5,USD,,2024,2023-02-01,,,
    ! targets.csv:3: goal: "49%" is a share; write a quantity such as 1.5 billion, or x1.2 or +20%
    ! targets.csv:4: unit: a quantity has a unit; write an ISO 4217 code such as USD
    ! targets.csv:5: unit: m3 measures volume, but the unit_kind of "turnover" is money; write an ISO 4217 code such as USD
    ! targets.csv:6: base: a quantity has no base; delete "2022", or correct the kind or figure
    ! targets.csv:7: base: the base 2023 does not end before 2023; write an earlier period
    ! targets.csv:8: base: an open goal that is a multiple or a change needs a base; write the period it is measured against
    ! targets.csv:9: deadline: 2022 was over when the goal was set, on 2023-02-01; correct one of the two
    ! targets.csv:10: deadline: the cell is empty; fill it
    ! targets.csv:11: deadline: "someday" is no period: write 2022, 2023-S1, 2023-Q1, 2023-07, 2023-01/2023-10, or a date such as 2023-11-27
    ! targets.csv:14: goal: "a billion" is no figure: "a billion" is no word of the notation; write it as in 5.8 billion, over 200 million, 250..300 million, x1.6, +25% or 49%
    ! targets.csv:14: set_on: "1 February 2023" is no date: write year, month and day, such as 2023-11-27
    ! targets.csv:15: partner: "TX" is not in areas.csv; did you mean "TR"? Otherwise add it there
    ! targets.csv:15: indicator: "turnovr" is not in indicators.csv; did you mean "turnover"? Otherwise add it there
    ! targets.csv:15: source: the cell is empty; fill it

    """#

  /// Exchange rates.
  static let rates = #"""
    case foreign currencies and the rates they need
    + rates.csv CNY,2022-03/2022-12,6.8,book
    + rates.csv CNY,2023-01/2023-04,6.85,book
    + rates.csv BYN,2021-11/2022-02,about 2.5,book
    + statements.csv s2,BY,CN,exports,,,2022,level,5 billion,CNY,,,2024-02-01,book,,
    + statements.csv s3,BY,CN,exports,,,2022-03/2023-04,level,5 billion,CNY,,,2024-02-01,book,,
    + statements.csv s4,BY,CN,exports,,,2021-11/2022-02,level,5 billion,BYN,,,2024-02-01,book,,
    + statements.csv s5,BY,CN,investment,,,2022-07-15,stock,5 billion,CNY,,,2024-02-01,book,,
    + statements.csv s6,BY,CN,exports,,,2023,level,5 billion,CNY,,,2024-02-01,book,,
    + statements.csv s7,BY,CN,exports,,,2021-03/2022-04,level,5 billion,CNY,,,2024-02-01,book,,
    + statements.csv s8,BY,CN,investment,,,2023-07-15,stock,5 billion,CNY,,,2024-02-01,book,,
    + statements.csv s9,BY,CN,exports,,,2022-Q1,level,5 billion,CNY,,,2024-02-01,book,,
    + statements.csv s10,BY,CN,exports,,,2022-11/2023-04,level,5 billion,CNY,,,2024-02-01,book,,
    ! statements.csv:7: unit: there is no rate of CNY for 2023; add a row CNY,2023 to rates.csv
    ! statements.csv:8: unit: there is no rate of CNY for 2021-03/2022-04; add a row CNY,2021-03/2022-04 to rates.csv, or one for each of 2021-03/2021-12 and 2022-01/2022-04
    ! statements.csv:9: unit: there is no rate of CNY for 2023; add a row CNY,2023 to rates.csv
    ! statements.csv:10: unit: there is no rate of CNY for 2022-Q1; add a row CNY,2022-Q1 to rates.csv
    ! statements.csv:11: unit: there is no rate of CNY for 2022-11/2023-04; add a row CNY,2022-11/2023-04 to rates.csv, or one for each of 2022-11/2022-12 and 2023-01/2023-04

    case rates that cannot be
    + rates.csv USD,2022,1,book
    + rates.csv yuan,2022,6.7,book
    + rates.csv CNY,2022-07-15,6.7,book
    + rates.csv CNY,2021,+5%,book
    + rates.csv CNY,2020,"6,9",book
    + rates.csv CNY,2019,6.9,
    + rates.csv CNY,2022-01/2022-12,6.73,book
    + rates.csv CNY,,6.73,book
    ! rates.csv:3: currency: "USD" needs or has no rate; write an ISO 4217 code other than USD, such as CNY
    ! rates.csv:4: currency: "yuan" needs or has no rate; write an ISO 4217 code other than USD, such as CNY
    ! rates.csv:5: period: 2022-07-15 is a date, a rate is the average of months; write the year or the months
    ! rates.csv:6: per_usd: "+5%" is no rate; write units of the currency for one US dollar, such as 6.729
    ! rates.csv:7: per_usd: "6,9" is no figure: "6,9" is no number; write it as "6.9" if that is meant
    ! rates.csv:8: source: the cell is empty; fill it
    ! rates.csv:9: row: line 2 has a rate of CNY for 2022 too; keep one
    ! rates.csv:10: period: the cell is empty; fill it

    """#
}
