# Draws bands.svg and histograms.svg of a folder with bands.csv and histograms.csv: gnuplot -e "folder='DIR'" pictures.gp
set datafile separator ","
kinds = "level run growth share stock bias drift forecast"
# Leaves the lines of one quantity.
of(kind, value) = strcol(1) eq kind ? value : NaN
set terminal svg size 960,520 font "sans-serif,11" background "white"
set key off
set border 3 linecolor "#888888"
set tics nomirror

set output folder."/bands.svg"
set multiplot layout 2,4 margins 0.06,0.99,0.08,0.93 spacing 0.055,0.12
set xrange [0:1]
set xtics 0.5
set format y "%.2f"
set ytics autofreq
do for [kind in kinds] {
  set title kind
  plot folder."/bands.csv" using (of(kind, $2)):4:5 with filledcurves linecolor "#d5dfe8", \
    0 with lines linecolor "#888888", \
    folder."/bands.csv" using (of(kind, $2)):3 with lines linewidth 2 linecolor "#1f5a8a"
}
unset multiplot

set output folder."/histograms.svg"
set multiplot layout 2,4 margins 0.05,0.99,0.08,0.93 spacing 0.05,0.12
set xrange [0.5:20.5]
set yrange [0:*]
set xtics 5
set format y "%.0f"
set boxwidth 0.9
do for [kind in kinds] {
  set title kind
  plot folder."/histograms.csv" using (of(kind, $2)):4:5 with filledcurves linecolor "#d5dfe8", \
    folder."/histograms.csv" using (of(kind, $2)):3 with boxes fill solid 0.55 noborder linecolor "#1f5a8a"
}
unset multiplot
