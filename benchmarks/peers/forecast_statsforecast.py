"""Forecasts a panel with statsforecast:

    python forecast_statsforecast.py PANEL OUT MODEL HORIZON LEVELS PROCESSES [SEASON]

Writes series,period,mean,loN,hiN,… and prints seconds: of a forecast of twenty series first, which takes compilation and
imports off the second number, that of `forecast` alone on the whole panel. Where a model refuses a series, the naive
forecast stands for it.
"""

import json
import sys
import time

import pandas
from statsforecast import StatsForecast
from statsforecast.models import AutoETS, AutoTheta, Naive, Theta

MODELS = {"ets": AutoETS, "autotheta": AutoTheta, "theta": Theta}


def main(panel, out, model, horizon, levels, processes, season="1"):
    levels = [int(level) for level in levels.split(",")]
    data = pandas.read_csv(panel).rename(columns={"series": "unique_id", "period": "ds", "value": "y"})
    name = MODELS[model].__name__
    forecaster = StatsForecast(models=[MODELS[model](season_length=int(season))], freq=1, n_jobs=int(processes),
                               fallback_model=Naive())
    start = time.monotonic()
    few = data[data.unique_id.isin(data.unique_id.unique()[:20])]
    forecaster.forecast(df=few, h=int(horizon), level=levels)
    warm = time.monotonic() - start
    start = time.monotonic()
    table = forecaster.forecast(df=data, h=int(horizon), level=levels)
    seconds = time.monotonic() - start
    names = {"unique_id": "series", "ds": "period", name: "mean"}
    for level in levels:
        names |= {f"{name}-lo-{level}": f"lo{level}", f"{name}-hi-{level}": f"hi{level}"}
    table.rename(columns=names)[list(names.values())].to_csv(out, index=False)
    print(json.dumps({"warm": warm, "forecast": seconds}))


if __name__ == "__main__":
    main(*sys.argv[1:])
