"""Independent reference of the adjustment model (the article Method): the ledger -> the log density.

    model = load(folder, as_of=None, horizon=2)
    for g in model.groups(): g.logp(theta), g.residuals(theta), g.bounds(theta) ...

Written from the page alone; the choices it takes where the page is silent: README.md.
"""
import csv, datetime as dt, math, os, re
from collections import OrderedDict, defaultdict
from dataclasses import dataclass, field
import numpy as np

WALL = 0.005
HYPER = dict(tau_a=0.24, tau_b=-0.20, tau_lo=0.10, tau_hi=0.60, mu0=0.06, omega=0.06, diffuse=20.0,
             tau_stock=0.15, delta=0.25, alpha_a=90.0, alpha_b=0.55, alpha_lo=5.0, alpha_hi=600.0, rho=0.1,
             V_none=0.1, V_quantity=0.05)

# ---------------------------------------------------------------- figures
MULT = {'thousand': 1e3, 'million': 1e6, 'billion': 1e9, 'trillion': 1e12}
QUAL = OrderedDict([('more than', 'over'), ('exceeded', 'over'), ('over', 'over'), ('at least', 'at_least'),
                    ('up to', 'up_to'), ('almost', 'almost'), ('approaching', 'almost'),
                    ('nearly', 'nearly'), ('about', 'about')])


@dataclass
class Figure:
    qualifier: str          # exact about almost over at_least up_to interval
    v: float                # stated value (geometric centre for an interval)
    sigma: float
    lo: float = None        # wall: value >= lo
    hi: float = None        # wall: value <= hi
    whole_multiple: bool = False


def _num(s):
    """number text -> (value, half a unit of the last digit)"""
    s = s.replace(' ', '').replace('\u2212', '-')
    if not re.fullmatch(r'[+-]?\d+(\.\d*)?', s):
        raise ValueError('number: ' + s)
    dec = len(s.split('.')[1]) if '.' in s else 0
    return float(s), 0.5 * 10.0 ** (-dec)


def parse_figure(text):
    t = text.strip()
    q = 'exact'
    for word, name in QUAL.items():
        if t.lower().startswith(word + ' '):
            q, t = name, t[len(word):].strip()
            break
    scale = 1.0
    for w, m in MULT.items():
        if t.lower().endswith(' ' + w):
            scale, t = m, t[:-len(w)].strip()
    pct = t.endswith('%')
    if pct:
        t = t[:-1].strip()
    mult = False

    def one(s):
        nonlocal mult
        s = s.strip()
        if s[0] in 'x×':
            mult = True
            v, h = _num(s[1:])
            return v, h, '.' not in s
        v, h = _num(s)
        if pct and s[0] in '+-\u2212':
            return 1 + v / 100, h / 100, False
        if pct:
            return v / 100, h / 100, False
        return v * scale, h * scale, False

    if '..' in t:
        a, b = t.split('..')
        if pct and b.strip()[0] not in '+-\u2212' and a.strip()[0] in '+-\u2212':
            b = a.strip()[0] + b.strip()
        if a.strip()[0] in 'x×' and b.strip()[0] not in 'x×':
            b = 'x' + b.strip()
        (va, _, _), (vb, _, _) = one(a), one(b)
        va, vb = min(va, vb), max(va, vb)
        v = math.copysign(math.sqrt(va * vb), va)
        s = abs(math.log(vb / va)) / math.sqrt(12)
        return Figure('interval', v, s, va, vb)
    v, h, whole = one(t)
    if q == 'nearly':                       # "nearly doubled" -> almost; plain level -> about
        q = 'almost' if mult else 'about'
    if q == 'exact' and mult and whole:     # "tripled"
        q = 'about'
    quant = h / (abs(v) * math.sqrt(3))
    sig = dict(exact=max(quant, 0.002), about=max(quant, 0.05), almost=0.05, over=0.08, at_least=0.15, up_to=0.15)[q]
    lo = v if q in ('over', 'at_least') else None
    hi = v if q in ('almost', 'up_to') else None
    return Figure(q, v, sig, lo, hi, mult and whole)


# ---------------------------------------------------------------- periods
@dataclass(frozen=True, order=True)
class Period:
    runs: tuple = ()         # ((year, a, b), ...) months a..b, one per calendar year
    date: str = ''

    @property
    def months(self): return sum(b - a + 1 for _, a, b in self.runs)

    def back(self, n=1):
        if self.date:
            y, m, d = map(int, self.date.split('-'))
            if (m, d) == (2, 29): d = 28
            return Period(date='%04d-%02d-%02d' % (y - n, m, d))
        return Period(tuple((y - n, a, b) for y, a, b in self.runs))

    def __str__(self):
        if self.date: return self.date
        (y0, a, b0), (y1, a1, b) = self.runs[0], self.runs[-1]
        if len(self.runs) == 1 and (a, b) == (1, 12): return str(y0)
        if y0 == y1 and a == b: return f'{y0}-{a:02d}'
        return f'{y0}-{a:02d}/{y1}-{b:02d}'


def parse_period(s):
    s = s.strip()
    if re.fullmatch(r'\d{4}', s): return Period(((int(s), 1, 12),))
    m = re.fullmatch(r'(\d{4})-?Q([1-4])', s)
    if m: y, q = int(m[1]), int(m[2]); return Period(((y, 3 * q - 2, 3 * q),))
    m = re.fullmatch(r'(\d{4})-?S([12])', s)
    if m: y, q = int(m[1]), int(m[2]); return Period(((y, 6 * q - 5, 6 * q),))
    if re.fullmatch(r'\d{4}-\d\d-\d\d', s): return Period(date=s)
    m = re.fullmatch(r'(\d{4})-(\d\d)', s)
    if m: return Period(((int(m[1]), int(m[2]), int(m[2])),))
    m = re.fullmatch(r'(\d{4})(?:-(\d\d))?/(\d{4})(?:-(\d\d))?', s)
    if m:
        y0, a, y1, b = int(m[1]), int(m[2] or 1), int(m[3]), int(m[4] or 12)
        runs = []
        for y in range(y0, y1 + 1):
            runs.append((y, a if y == y0 else 1, b if y == y1 else 12))
        return Period(tuple(runs))
    raise ValueError('period: ' + s)


def year_of(date): return int(date[:4])


def _days(a, b): return (dt.date.fromisoformat(b) - dt.date.fromisoformat(a)).days


MONEY = re.compile(r'[A-Z]{3}$')
TRADE = ('turnover', 'exports', 'imports')


def _read(folder, name):
    p = os.path.join(folder, name)
    if not os.path.exists(p): p = os.path.join(folder, '..', 'common', name)
    with open(p, newline='', encoding='utf-8-sig') as f:
        return [{k: (v or '').strip() for k, v in r.items() if k} for r in csv.DictReader(f)]


# ---------------------------------------------------------------- model
class Model:
    """All unknowns, rows and bounds of a ledger.

    names[i]   the unknown i: ('x',s,t) ('mu',s) ('d',s,t,(a,b)) ('delta',o,s) ('y',s,date)
    zs[k]      (dict index->coefficient, constant): a log value, linear in theta
    prior      list of (label, {i:c}, b, sigma) and dblocks: list of (indices, covariance)
    rows       observation rows: dict(id, terms=[(sign,[z...])], delta, b, sigma, lo, hi, kind='log'|'bal', scale)
    bounds     (label, [z parts], [z whole]):  log sum e^parts <= log sum e^whole, hard
    """

    def __init__(self, folder, as_of=None, horizon=2, span='last', hyper=None):
        self.folder, self.horizon, self.span = folder, horizon, span
        self.h = dict(HYPER, **(hyper or {}))
        st = _read(folder, 'statements.csv')
        if as_of is None:
            as_of = max(r['known_on'] for r in st if r['known_on'])
        self.as_of, self.as_of_year = as_of, year_of(as_of)
        self.statements_all = st
        self.areas = {r['code']: r.get('parent', '') for r in _read(folder, 'areas.csv')}
        self.products = {r['code']: r.get('parent', '') for r in _read(folder, 'products.csv')}
        self.indicators = {r['code']: r for r in _read(folder, 'indicators.csv')}
        self.rates = {}
        for r in _read(folder, 'rates.csv'):
            self.rates[r['currency'], parse_period(r['period'])] = parse_figure(r['per_usd'])
        self.targets_raw = _read(folder, 'targets.csv')
        self.skipped = []
        self.st = [r for r in st if r['period'] and (not r['known_on'] or r['known_on'] <= as_of)]
        self._series()
        self._unknowns()
        self._prior()
        self._rows()
        self._bounds()

    # ---- series
    def is_stock(self, ind): return self.indicators.get(ind, {}).get('nature', 'flow') == 'stock'

    def _unit(self, r, key):
        u = r.get('unit', '')
        if u: return 'USD' if MONEY.match(u) else u
        if key in self._level_units and len(self._level_units[key]) == 1:
            return next(iter(self._level_units[key]))
        if key in self._level_units and 'USD' in self._level_units[key]: return 'USD'
        kind = self.indicators.get(key[2], {}).get('unit_kind', 'money')
        return 'USD' if kind in ('money', '') else '1'

    def key(self, r): return (r['reporter'], r['partner'], r['indicator'], r['product'], r['entity'])

    def share_base(self, r):
        ind, _, prod = r['base'].partition('/')
        return (r['reporter'], r['partner'], ind, prod, r['entity'])

    def _series(self):
        self._level_units = defaultdict(set)
        for r in self.st:
            if r['kind'] in ('level', 'stock') and r['unit']:
                self._level_units[self.key(r)].add('USD' if MONEY.match(r['unit']) else r['unit'])
        self.S = []                  # parsed statements
        stated = defaultdict(set)    # (rep,par,prod,ent,unit) -> indicators of the trade identity stated
        for r in self.st:
            k = self.key(r)
            s = k + (self._unit(r, k),)
            e = dict(r=r, s=s, period=parse_period(r['period']), fig=parse_figure(r['figure']), kind=r['kind'],
                     origin=r['origin'] if r['origin'] != r['reporter'] else '')
            if self.is_stock(k[2]) and not e['period'].date:   # a stock of a period: its last day
                y, a, b = e['period'].runs[-1]
                nx = dt.date(y + (b == 12), b % 12 + 1, 1) - dt.timedelta(days=1)
                e['period'] = Period(date=nx.isoformat())
            if e['kind'] == 'growth':
                e['base'] = parse_period(r['base']) if r['base'] else e['period'].back()
            if e['kind'] == 'share':
                kb = self.share_base(r)
                e['sb'] = kb + (s[5],)
            if e['kind'] in ('level', 'stock'):
                f, sig = e['fig'], e['fig'].sigma
                u = r['unit']
                rate = 1.0
                if MONEY.match(u) and u != 'USD':
                    if (u, e['period']) not in self.rates:
                        raise ValueError(f"{r['id']}: no rate {u} {e['period']}")
                    g = self.rates[u, e['period']]
                    rate = g.v
                    sig = math.hypot(sig, 0.0 if g.qualifier == 'exact' else g.sigma)
                e['v'], e['sigma'] = f.v / rate, sig
                e['lo'] = None if f.lo is None else f.lo / rate
                e['hi'] = None if f.hi is None else f.hi / rate
            else:
                e['v'], e['sigma'], e['lo'], e['hi'] = e['fig'].v, e['fig'].sigma, e['fig'].lo, e['fig'].hi
            self.S.append(e)
            for q in [s] + ([e['sb']] if e['kind'] == 'share' else []):
                if q[2] in TRADE + ('balance',):
                    stated[(q[0], q[1], q[3], q[4], q[5])].add(q[2])
        self.sums = {g for g, i in stated.items() if 'balance' in i or len(i & set(TRADE)) >= 2}

    def is_sum(self, s): return (s[0], s[1], s[3], s[4], s[5]) in self.sums

    def parts(self, s):
        """base series of a series"""
        if s[2] in ('turnover', 'balance') and self.is_sum(s):
            return [s[:2] + ('exports',) + s[3:], s[:2] + ('imports',) + s[3:]]
        return [s]

    # ---- unknowns
    def _unknowns(self):
        years = defaultdict(set); runs = defaultdict(set); dates = defaultdict(set)
        self.level_stated = defaultdict(list)   # s -> (value, p)
        self.spoken = OrderedDict()             # (s, period) touched by a statement, for the output
        self.deltas = OrderedDict()

        def touch(s, per):
            self.spoken[s, per] = 1
            for b in self.parts(s):
                if per.date: dates[b].add(per.date)
                for (y, a, c) in per.runs:
                    years[b].add(y)
                    if (a, c) != (1, 12): runs[b].add((y, (a, c)))
        for e in self.S:
            touch(e['s'], e['period'])
            if e['kind'] == 'growth': touch(e['s'], e['base'])
            if e['kind'] == 'share': touch(e['sb'], e['period'])
            if e['kind'] in ('level', 'stock') and e['s'][2] != 'balance':
                p = e['period'].months / 12 if not e['period'].date else 1.0
                self.level_stated[e['s']].append((e['v'], p))
            if e['kind'] == 'level' and e['origin'] and e['s'][2] != 'balance':
                self.deltas[e['origin'], e['s']] = 1
        for g in self.sums:                      # X and M of one sum: the union of their years
            X = (g[0], g[1], 'exports') + g[2:]; M = (g[0], g[1], 'imports') + g[2:]
            u = years[X] | years[M]
            years[X] = set(u); years[M] = set(u)
        self.targets = []
        for r in self.targets_raw:
            if r.get('set_on') and r['set_on'] > self.as_of: continue
            k = self.key(r)
            self.targets.append(dict(r=r, s=k + (self._unit(r, k),)))
        # target dates of a stock are unknowns as well (harmless: a Gaussian walk)
        for t in self.targets:
            d = t['r']['deadline']
            if re.fullmatch(r'\d{4}-\d\d-\d\d', d) and t['s'] in dates: dates[t['s']].add(d)
        self.flows = sorted(s for s in years if years[s])
        self.stocks = sorted(s for s in dates if dates[s])
        self.runs, self.dates = runs, {s: sorted(dates[s]) for s in self.stocks}
        self.first = {s: min(years[s]) for s in self.flows}
        self.last_stated = {s: max(years[s]) for s in self.flows}
        self.last = {s: (max(years[s]) if self.span == 'last' else max(max(years[s]), self.as_of_year)) + self.horizon
                     for s in self.flows}
        N = self.names = []
        for s in self.flows:
            N += [('x', s, t) for t in range(self.first[s], self.last[s] + 1)]
            N += [('mu', s)]
            N += [('d', s, t, R) for t, R in sorted(runs[s])]
        for s in self.stocks:
            N += [('y', s, d) for d in self.dates[s]] + [('mu', s)]
        N += [('delta',) + k for k in self.deltas]
        self.idx = {n: i for i, n in enumerate(N)}
        self.zs, self.zid = [], {}

    def size(self, s):
        """V of a base series"""
        if s[5] != 'USD': return self.h['V_quantity']
        def own(q):
            L = self.level_stated.get(q)
            return float(np.median([v / p for v, p in L])) / 1e9 if L else None
        V = own(s)
        if V is None and s[2] in ('exports', 'imports') and self.is_sum(s):
            T = own(s[:2] + ('turnover',) + s[3:])
            if T is not None: V = T / 2
        return self.h['V_none'] if V is None else V

    def tau(self, s):
        h = self.h; return min(max(h['tau_a'] * self.size(s) ** h['tau_b'], h['tau_lo']), h['tau_hi'])

    def alpha(self, s):
        h = self.h; return min(max(h['alpha_a'] * self.size(s) ** h['alpha_b'], h['alpha_lo']), h['alpha_hi'])

    def dcov(self, s, items):
        al, rho = self.alpha(s), self.h['rho']
        v = lambda p: (1 - p) / (p * (al + 1))
        C = np.zeros((len(items),) * 2)
        for i, (t, (a, b)) in enumerate(items):
            for j, (u, (c, e)) in enumerate(items):
                pi, pj = (b - a + 1) / 12, (e - c + 1) / 12
                if a == 1 and c == 1: C[i, j] = rho ** abs(t - u) * v(max(pi, pj))
                elif (a, b) == (c, e): C[i, j] = rho ** abs(t - u) * v(pi)
        return C

    # ---- prior
    def _prior(self):
        h, I = self.h, self.idx
        self.prior, self.dblocks = [], []
        for s in self.flows:
            tau = self.tau(s)
            for t in range(self.first[s] + 1, self.last[s] + 1):
                self.prior.append((('growth', s, t), {I['x', s, t]: 1, I['x', s, t - 1]: -1, I['mu', s]: -1}, 0., tau))
            self.prior.append((('mu', s), {I['mu', s]: 1}, h['mu0'], h['omega']))
            L = self.level_stated.get(s)
            b = math.log(np.median([v for v, _ in L])) if L else math.log(1e8)
            self.prior.append((('diffuse', s), {I['x', s, self.first[s]]: 1}, b, h['diffuse']))
            it = sorted(self.runs[s])
            if it:
                self.dblocks.append(([I['d', s, t, R] for t, R in it], self.dcov(s, it), s))
        for s in self.stocks:
            D = self.dates[s]
            for a, b in zip(D, D[1:]):
                yr = _days(a, b) / 365.2425
                self.prior.append((('walk', s, b), {I['y', s, b]: 1, I['y', s, a]: -1, I['mu', s]: -yr}, 0.,
                                   h['tau_stock'] * math.sqrt(yr)))
            self.prior.append((('mu', s), {I['mu', s]: 1}, h['mu0'], h['omega']))
            L = self.level_stated.get(s)
            b = math.log(np.median([v for v, _ in L])) if L else math.log(1e8)
            self.prior.append((('diffuse', s), {I['y', s, D[0]]: 1}, b, h['diffuse']))
        for k in self.deltas:
            self.prior.append((('delta',) + k, {I[('delta',) + k]: 1}, 0., h['delta']))

    # ---- log values
    def z_coef(self, s, t, a, b, d_index=None):
        """sparse row and constant of z[s,t,a..b]; d_index: index of the d unknown (None: left out)"""
        I = self.idx
        row = defaultdict(float); row[I['x', s, t]] += 1.
        if (a, b) == (1, 12): return dict(row), 0.
        w = ((a + b - 1) / 24 - 0.5) * 0.5
        if ('x', s, t - 1) in I: row[I['x', s, t]] += w; row[I['x', s, t - 1]] -= w
        else: row[I['mu', s]] += w
        if ('x', s, t + 1) in I: row[I['x', s, t + 1]] += w; row[I['x', s, t]] -= w
        else: row[I['mu', s]] += w
        if d_index is not None: row[d_index] += 1.
        return dict(row), math.log((b - a + 1) / 12)

    def z(self, s, t, a, b):
        k = (s, t, a, b)
        if k not in self.zid:
            d = None if (a, b) == (1, 12) else self.idx['d', s, t, (a, b)]
            self.zs.append(self.z_coef(s, t, a, b, d)); self.zid[k] = len(self.zs) - 1
        return self.zid[k]

    def zdate(self, s, date):
        k = (s, date)
        if k not in self.zid:
            self.zs.append(({self.idx['y', s, date]: 1.}, 0.)); self.zid[k] = len(self.zs) - 1
        return self.zid[k]

    def value(self, s, per):
        """list of z whose exponentials sum to the value of a series (turnover included) in a period"""
        out = []
        for b in self.parts(s):
            if per.date: out.append(self.zdate(b, per.date))
            for (y, a, c) in per.runs: out.append(self.z(b, y, a, c))
        return out

    def has(self, s, t, a, b):
        """is run a..b of year t an unknown of s (of both parts, for a sum)"""
        return all((('x', q, t) in self.idx) if (a, b) == (1, 12) else (('d', q, t, (a, b)) in self.idx)
                   for q in self.parts(s))

    # ---- observation rows
    def _rows(self):
        self.rows = []
        for e in self.S:
            s, per, k = e['s'], e['period'], e['kind']
            row = dict(id=e['r']['id'], kind='log', delta=None, sigma=e['sigma'], q=e['fig'].qualifier)
            if s[2] == 'balance':
                if k != 'level':
                    self.skipped.append((e['r']['id'], 'growth/share of a balance')); continue
                X, M = self.parts(s)
                B = e['v']
                row.update(kind='bal', terms=[(1, self.value(X, per)), (-1, self.value(M, per))], scale=abs(B),
                           b=math.copysign(1, B), lo=None if e['lo'] is None else e['lo'] / abs(B),
                           hi=None if e['hi'] is None else e['hi'] / abs(B))
                self.rows.append(row); continue
            lg = lambda v: None if v is None else math.log(v)
            row.update(b=math.log(e['v']), lo=lg(e['lo']), hi=lg(e['hi']))
            T = [(1, self.value(s, per))]
            if k == 'growth': T.append((-1, self.value(s, e['base'])))
            elif k == 'share': T.append((-1, self.value(e['sb'], per)))
            elif k == 'level' and e['origin']: row['delta'] = self.idx['delta', e['origin'], s]
            row['terms'] = T
            self.rows.append(row)

    # ---- structural bounds
    def ancestors(self, tree, c):
        out = []
        while tree.get(c): c = tree[c]; out.append(c)
        return out

    def _bounds(self):
        self.bounds = []
        Y = self.as_of_year
        # series incl. turnover sums, flows only, whole economy only
        every = [s for s in self.flows]
        for g in sorted(self.sums): every.append((g[0], g[1], 'turnover') + g[2:])
        every = [s for s in every if s[4] == '']
        have = set(every)

        def slots(*ss):
            q = [b for s in ss for b in self.parts(s)]
            t0, t1 = max(self.first[b] for b in q), min(min(self.last[b] for b in q), Y)
            out = [(t, 1, 12) for t in range(t0, t1 + 1)]
            R = set.intersection(*[set(self.runs[b]) for b in q])
            return out + [(t, a, b) for t, (a, b) in sorted(R) if t <= Y]

        def val(s, sl): return [self.z(b, *sl) for b in self.parts(s)]

        def add(label, parts, whole, sl):
            self.bounds.append(((label, sl), [z for p in parts for z in val(p, sl)], val(whole, sl)))
        fam = defaultdict(list)
        for s in every:
            wholes = []
            for a in self.ancestors(self.areas, s[0]): wholes.append((a,) + s[1:])
            for a in self.ancestors(self.areas, s[1]): wholes.append((s[0], a) + s[2:])
            if s[3]:
                for p in self.ancestors(self.products, s[3]) + ['']: wholes.append(s[:3] + (p,) + s[4:])
            for w in wholes:
                if w in have:
                    for sl in slots(s, w): add(('part', s, w), [s], w, sl)
            if self.areas.get(s[0]): fam[('rep', (self.areas[s[0]],) + s[1:])].append(s)
            if self.areas.get(s[1]): fam[('par', (s[0], self.areas[s[1]]) + s[2:])].append(s)
            if s[3]: fam[('prod', s[:3] + (self.products.get(s[3], ''),) + s[4:])].append(s)
        for (dim, w), kids in sorted(fam.items()):
            if w not in have or len(kids) < 2: continue
            allsl = sorted({sl for k in kids for sl in slots(k, w)})
            for sl in allsl:
                ks = [k for k in kids if self.has(k, *sl)]
                if len(ks) >= 2 and self.has(w, *sl): add(('sum', tuple(ks), w), ks, w, sl)
        for s in self.flows:                    # year to date does not decrease
            for t in sorted({t for t, _ in self.runs[s]}):
                if t > Y: continue
                r = sorted(b for u, (a, b) in self.runs[s] if u == t and a == 1) + [12]
                for j, k in zip(r, r[1:]):      # neighbours imply the rest
                    self.bounds.append(((('ytd', s, s), (t, j, k)), [self.z(s, t, 1, j)], [self.z(s, t, 1, k)]))

    # ---- groups
    def groups(self):
        n = len(self.names); par = list(range(n))

        def find(i):
            while par[i] != i: par[i] = par[par[i]]; i = par[i]
            return i

        def join(it):
            it = list(it)
            for j in it[1:]: par[find(j)] = find(it[0])
        zi = lambda zz: [i for z in zz for i in self.zs[z][0]]
        by = defaultdict(list)
        for i, m in enumerate(self.names):
            if m[0] != 'delta': by[m[1]].append(i)
        for v in by.values(): join(v)
        for r in self.rows:
            join([i for _, zz in r['terms'] for i in zi(zz)] + ([r['delta']] if r['delta'] is not None else []))
        for _, p, w in self.bounds: join(zi(p) + zi(w))
        for g in self.sums:
            X = (g[0], g[1], 'exports') + g[2:]; M = (g[0], g[1], 'imports') + g[2:]
            join([self.idx['mu', X], self.idx['mu', M]])
        comp = OrderedDict()
        for i in range(n): comp.setdefault(find(i), []).append(i)
        return [Group(self, c) for c in comp.values()]


class Group:
    """dense arrays of one connected component"""

    def __init__(self, m, members):
        self.m, self.members = m, members
        loc = self.loc = {g: i for i, g in enumerate(members)}
        self.names = [m.names[i] for i in members]
        n = self.n = len(members)
        P, p = [], []
        for lab, c, b, s in m.prior:
            if next(iter(c)) in loc:
                r = np.zeros(n)
                for i, v in c.items(): r[loc[i]] += v / s
                P.append(r); p.append(b / s)
        for ids, C, s in m.dblocks:
            if ids[0] in loc:
                W = np.linalg.inv(np.linalg.cholesky(C))
                R = np.zeros((len(ids), n)); R[:, [loc[i] for i in ids]] = W
                P += list(R); p += [0.] * len(ids)
        self.P, self.p = np.array(P), np.array(p)
        rows = [r for r in m.rows if all(i in loc for _, zz in r['terms'] for z in zz for i in m.zs[z][0])]
        bnds = [b for b in m.bounds if next(iter(m.zs[b[1][0]][0])) in loc]
        self.rows_meta, self.bounds_meta = rows, bnds
        self.L, self.Lid = [], {}

        def lid(zz):
            k = tuple(sorted(zz))
            if k not in self.Lid: self.Lid[k] = len(self.L); self.L.append(k)
            return self.Lid[k]
        lg = [r for r in rows if r['kind'] == 'log']; bal = [r for r in rows if r['kind'] == 'bal']
        terms = [[(s, lid(zz)) for s, zz in r['terms']] for r in lg]
        bterm = [(lid(r['terms'][0][1]), lid(r['terms'][1][1])) for r in bal]
        bd = [(lid(a), lid(b)) for _, a, b in bnds]
        zu = sorted({z for k in self.L for z in k}); zl = {z: i for i, z in enumerate(zu)}
        self.Z = np.zeros((len(zu), n)); self.z0 = np.zeros(len(zu))
        for z in zu:
            for i, c in m.zs[z][0].items(): self.Z[zl[z], loc[i]] += c
            self.z0[zl[z]] = m.zs[z][1]
        w = max([len(k) for k in self.L], default=1)
        self.Li = np.zeros((len(self.L), w), int); self.Lm = np.zeros((len(self.L), w), bool)
        for i, k in enumerate(self.L):
            self.Li[i, :len(k)] = [zl[z] for z in k]; self.Lm[i, :len(k)] = True
        nr = len(lg) + len(bal)
        self.A = np.zeros((len(lg), len(self.L))); self.D = np.zeros((len(lg), n))
        for i, (r, tt) in enumerate(zip(lg, terms)):
            for s, l in tt: self.A[i, l] += s
            if r['delta'] is not None: self.D[i, loc[r['delta']]] = 1
        self.bx = np.array([a for a, _ in bterm], int); self.bm = np.array([b for _, b in bterm], int)
        self.bs = np.array([r['scale'] for r in bal])
        rr = self.obs = lg + bal
        self.b = np.array([r['b'] for r in rr]); self.sig = np.array([r['sigma'] for r in rr])
        self.lo = np.array([-np.inf if r['lo'] is None else r['lo'] for r in rr])
        self.hi = np.array([np.inf if r['hi'] is None else r['hi'] for r in rr])
        self.gp = np.array([a for a, _ in bd], int); self.gw = np.array([b for _, b in bd], int)

    # generic in the array module
    def logsums(self, th, xp=np):
        z = self.Z @ th + self.z0
        zi = xp.where(self.Lm, z[self.Li], -1e300)
        mx = xp.max(zi, axis=1)
        return mx + xp.log(xp.sum(xp.where(self.Lm, xp.exp(zi - mx[:, None]), 0.), axis=1))

    def predict(self, th, xp=np):
        if not len(self.b): return xp.zeros(0)
        L = self.logsums(th, xp)
        y = self.A @ L + self.D @ th
        if len(self.bs):
            y = xp.concatenate([y, (xp.exp(L[self.bx]) - xp.exp(L[self.bm])) / self.bs])
        return y

    def rows(self, th, xp=np):
        """all soft rows: prior, then observations"""
        return xp.concatenate([self.P @ th - self.p, (self.predict(th, xp) - self.b) / self.sig])

    def walls(self, th, xp=np):
        y = self.predict(th, xp)
        return xp.concatenate([xp.maximum(self.lo - y, 0.), xp.maximum(y - self.hi, 0.)])

    def bounds(self, th, xp=np):
        """must be <= 0"""
        if not len(self.gp): return xp.zeros(0)
        L = self.logsums(th, xp)
        return L[self.gp] - L[self.gw]

    def cost(self, th, xp=np):
        return 0.5 * xp.sum(self.rows(th, xp) ** 2) + 0.5 * xp.sum((self.walls(th, xp) / WALL) ** 2)

    def logp(self, th):
        return -self.cost(th) if np.all(self.bounds(th) <= 0) else -np.inf

    # Jacobians (numpy)
    def jac_L(self, th):
        z = self.Z @ th + self.z0
        zi = np.where(self.Lm, z[self.Li], -np.inf)
        w = np.exp(zi - zi.max(1, keepdims=True)); w /= w.sum(1, keepdims=True)
        return np.einsum('lk,lkn->ln', np.where(self.Lm, w, 0.), self.Z[self.Li])

    def jac_predict(self, th):
        if not len(self.b): return np.zeros((0, self.n))
        J = self.jac_L(th)
        out = self.A @ J + self.D
        if len(self.bs):
            L = self.logsums(th)
            out = np.vstack([out, (np.exp(L[self.bx])[:, None] * J[self.bx] - np.exp(L[self.bm])[:, None] * J[self.bm]) / self.bs[:, None]])
        return out

    def jac_rows(self, th): return np.vstack([self.P, self.jac_predict(th) / self.sig[:, None]])

    def jac_bounds(self, th):
        if not len(self.gp): return np.zeros((0, self.n))
        J = self.jac_L(th)
        return J[self.gp] - J[self.gw]

    def start(self):
        """where the mode finder starts: the diffuse means, half a turnover for a part without a level"""
        m = self.m; th = np.zeros(self.n)
        for i, nme in enumerate(self.names):
            if nme[0] == 'mu': th[i] = m.h['mu0']
            if nme[0] in ('x', 'y'):
                s = nme[1]; L = m.level_stated.get(s)
                if L: th[i] = math.log(np.median([v / p for v, p in L]))
                else:
                    T = m.level_stated.get(s[:2] + ('turnover',) + s[3:])
                    th[i] = math.log(np.median([v / p for v, p in T]) / 2) if T else math.log(1e8)
        return th


def load(folder, as_of=None, horizon=2, span='last', hyper=None):
    return Model(folder, as_of, horizon, span, hyper)
