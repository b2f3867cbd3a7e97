"""Writes the small invented ledgers; what they share stands in ledgers/common.  Areas: QA reporter (regions QA-1..QA-4), QB, QC partners (province QB-N)."""
import csv, os
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'ledgers')
COL = 'id reporter partner indicator product entity period kind figure unit base origin known_on source locator note'.split()
TCOL = 'id reporter partner indicator product entity goal unit base deadline set_on source locator note'.split()
AREAS = [('QA', 'Alfa', ''), ('QA-1', 'Alfa north', 'QA'), ('QA-2', 'Alfa south', 'QA'), ('QA-3', 'Alfa east', 'QA'), ('QA-4', 'Alfa west', 'QA'),
         ('QB', 'Bravo', ''), ('QB-N', 'Bravo north', 'QB'), ('QC', 'Charlie', ''), ('W', 'World', '')]
IND = [('turnover', 'trade turnover', 'flow', 'money'), ('exports', 'exports', 'flow', 'money'), ('imports', 'imports', 'flow', 'money'),
       ('balance', 'balance', 'flow', 'money'), ('transactions', 'transactions', 'flow', 'count'), ('residents', 'residents of a park', 'stock', 'count')]
PROD = [('food', 'food', ''), ('dairy', 'dairy', 'food'), ('wood', 'wood', '')]


RATES = 'currency period per_usd source'.split()


def write(path, head, rows):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', newline='') as h:
        c = csv.writer(h, lineterminator='\n'); c.writerow(head); c.writerows(rows)


def ledger(name, as_of, statements, targets=(), rates=()):
    def w(f, head, rows): write(os.path.join(ROOT, name, f), head, rows)
    def row(cols, s, **dflt):
        r = dict(dflt, **s); return [r.get(c, '') for c in cols]
    S = []
    for i, s in enumerate(statements):
        period, kind, figure = s[0], s[1], s[2]; e = dict(s[3]) if len(s) > 3 else {}
        base = dict(id=f's{i+1}', reporter='QA', partner='QB', indicator='exports', period=period, kind=kind, figure=figure,
                    unit='' if kind in ('growth', 'share') else 'USD', known_on=as_of, source='src1', locator='p. 1')
        S.append(row(COL, e, **base))
    T = [row(TCOL, t, id=f't{i+1}', reporter='QA', partner='QB', indicator='exports', unit='USD', set_on=as_of, source='src1') for i, t in enumerate(targets)]
    w('statements.csv', COL, S); w('targets.csv', TCOL, T)
    if rates: w('rates.csv', RATES, rates)


common = lambda f, head, rows: write(os.path.join(ROOT, 'common', f), head.split(), rows)
common('sources.csv', 'id title publisher published url', [('src1', 'An invented report', 'Nobody', '2023', 'https://example.org/')])
common('areas.csv', 'code name parent', AREAS); common('indicators.csv', 'code name nature unit_kind', IND)
common('products.csv', 'code name parent', PROD); common('rates.csv', ' '.join(RATES), [])
tu, im = dict(indicator='turnover'), dict(indicator='imports')
ledger('b', '2023-03-01', [('2021', 'level', 'over 200 million'), ('2022', 'growth', 'almost x1.4'), ('2022', 'level', 'almost 310 million'),
                           ('2023-01/2023-02', 'growth', 'over +10%')],
       [dict(goal='at least x1.2', deadline='2023'), dict(goal='over 350 million', deadline='2023')])
C = [('2022', 'level', '5.8 billion', tu), ('2022', 'growth', 'x1.8'), ('2023-01/2023-05', 'growth', 'x1.5', tu), ('2023-01/2023-05', 'growth', 'x1.6')]
ledger('c', '2023-06-20', C + [('2022', 'level', 'over 1.6 billion')],
       [dict(goal='at least 8 billion', deadline='2023', indicator='turnover'), dict(goal='at least 2.5 billion', deadline='2023')])
# a long curved ridge: exports known only within a factor of nine; exact turnover of two years and of five months
ledger('c2', '2023-06-20', C + [('2021', 'level', '4.61 billion', tu), ('2023-01/2023-05', 'level', '3.42 billion', tu), ('2022', 'level', '0.5..4.5 billion')],
       [dict(goal='at least 2.5 billion', deadline='2023')])
# as c2 with the turnover known to the third digit and the exports' growth only bounded: the ridge stays long
ledger('c3', '2023-06-20', [('2022', 'level', '5.800 billion', tu), ('2023-01/2023-05', 'growth', 'x1.50', tu), ('2023-01/2023-05', 'level', '3.420 billion', tu),
                           ('2022', 'level', '0.5..4.5 billion'), ('2023-01/2023-05', 'growth', 'over x1.3')],
       [dict(goal='at least 2.5 billion', deadline='2023')])
ledger('d', '2023-11-20', [('2022', 'level', '412 million'), ('2023-01/2023-03', 'level', 'about 90 million'), ('2023-01/2023-06', 'level', 'over 230 million'),
                           ('2023-01/2023-07', 'level', 'almost 235 million'), ('2023-01/2023-09', 'level', '250..320 million'), ('2023-01/2023-10', 'level', 'up to 290 million')],
       [dict(goal='at least 350 million', deadline='2023')])
R = lambda k, **e: dict(reporter=f'QA-{k}', **e)
ledger('e', '2023-02-10', [('2021', 'level', 'about 100 million'), ('2022', 'growth', '+8%'), ('2022', 'level', 'about 45 million', R(1)), ('2022', 'level', 'over 30 million', R(2)),
                           ('2022', 'level', 'about 28 million', R(3)), ('2022-01/2022-09', 'level', 'almost 9 million', R(4)), ('2022-01/2022-09', 'level', 'about 75 million'),
                           ('2022-01/2022-09', 'level', 'at least 20 million', R(2)), ('2022', 'level', 'about 40 million', dict(partner='QB-N')),
                           ('2022', 'level', '30 million', dict(product='food')), ('2022', 'level', 'over 29 million', dict(product='dairy')),
                           ('2022', 'level', 'about 75 million', dict(product='wood'))])
ledger('f', '2023-02-10', [('2020', 'level', '1.10 billion'), ('2021', 'level', '1.42 billion', dict(origin='QB')), ('2022', 'level', 'over 1.5 billion', dict(origin='QB')),
                           ('2022', 'growth', 'x1.3', dict(origin='QB')), ('2021', 'level', '9.6 billion', dict(unit='XQB')), ('2022', 'level', 'about 11 billion', dict(unit='XQB')),
                           ('2021', 'level', '700 million', im), ('2022', 'level', '3.1 billion', dict(indicator='turnover', origin='QB')), ('2022', 'level', '-200..-100 million', dict(indicator='balance'))][:8]
       + [('2020', 'level', 'about 300 million', dict(indicator='balance'))],
       [dict(goal='at least 1.5 billion', deadline='2022', set_on='2022-02-10'), dict(goal='at least 11 billion', unit='XQB', deadline='2022', set_on='2022-02-10')],
       [('XQB', '2021', '7.9..8.6', 'src1'), ('XQB', '2022', 'about 8.3', 'src1')])
P = dict(indicator='residents', entity='Great Park', unit='1')
ledger('g', '2023-08-01', [('2019-12-31', 'stock', '60', P), ('2021-03-01', 'stock', 'about 71', P), ('2022-07-01', 'stock', 'over 90', P), ('2023-07-01', 'growth', 'x1.2', dict(P, unit='')),
                           ('2022', 'level', '2.4 thousand', dict(indicator='transactions', entity='Great Park', unit='1')), ('2023-S1', 'growth', '+25%', dict(indicator='transactions', entity='Great Park'))],
       [dict(indicator='residents', entity='Great Park', unit='1', goal='at least 120', deadline='2024-12-31')])
ledger('i', '2022-12-31', [('2022', 'level', 'about 100 million'), ('2022', 'level', 'about 98 million', R(1))])
ledger('j', '2023-05-15', [('2022-03/2023-04', 'level', 'about 700 million'), ('2022', 'level', '520 million'), ('2023-01/2023-04', 'level', 'over 210 million'),
                           ('2022-03/2023-04', 'level', 'almost 650 million', dict(product='food')), ('2022', 'level', 'about 500 million', dict(product='food'))],
       [dict(goal='at least 640 million', deadline='2023'), dict(goal='at least 400 million', deadline='2023-05/2023-12')])
# two bounds that contradict each other, on one series
ledger('h2', '2023-02-10', [('2022', 'level', 'over 5 billion'), ('2022', 'level', 'almost 4 billion'), ('2021', 'level', '3.0 billion')])
# growth only (level not identified), growth against another base, a share, tripled, a whole multiple target
ledger('k', '2023-02-10', [('2021', 'growth', 'x1.4', dict(partner='QC')), ('2022', 'growth', 'x3', dict(partner='QC', base='2020')), ('2022', 'growth', '-3.4%', dict(partner='QC', product='food')),
                           ('2022', 'level', 'about 600 million', tu), ('2022', 'share', '30%', dict(base='turnover')), ('2022-Q4', 'level', '170 million', tu),
                           ('2022', 'growth', 'nearly x2', dict(base='2019'))],
       [dict(partner='QC', goal='at least x2', deadline='2024', base='2022'), dict(partner='QC', goal='at least 1 billion', deadline='2023'), dict(goal='at least 300 million', deadline='open')])
# c2 without any level of the exports: nothing stops one part of the sum from vanishing
ledger('m', '2023-06-20', C + [('2021', 'level', '4.61 billion', tu), ('2023-01/2023-05', 'level', '3.42 billion', tu)])
# one year stated four times, once far off; and a sum whose parts and growth leave no room for it
ledger('n', '2023-02-10', [('2021', 'level', '100 million'), ('2022', 'level', '150 million'), ('2022', 'level', 'about 152 million'), ('2022', 'level', '290 million'),
                           ('2022', 'growth', 'x1.5'), ('2022-01/2022-09', 'level', 'over 100 million')])
ledger('n2', '2023-02-10', [('2022', 'level', '1.20 billion'), ('2022', 'level', '800 million', im), ('2022', 'level', '2.90 billion', tu), ('2022', 'level', 'about 2 billion', tu),
                            ('2022', 'growth', '+10%', tu), ('2021', 'level', 'about 1.8 billion', tu)])
