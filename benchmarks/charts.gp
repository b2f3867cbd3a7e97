# Charts of the results: gnuplot -e "folder='benchmarks/results'" benchmarks/charts.gp

set datafile separator ','
set terminal svg size 800,400 font 'sans-serif,13' enhanced background rgb 'white'
set grid ytics lc rgb '#dddddd'
set style data points

set output folder.'/growth.svg'
set logscale xy
set xlabel 'series of 20 years'
set ylabel 'processor seconds'
set key top left
file = folder.'/growth.csv'
stats file using (log($1)):(log($3)) nooutput
set ytics nomirror
set y2label 'peak MB'
set logscale y2
set y2range [10:10000]
set y2tics
plot file using 1:3 with linespoints pt 7 lc rgb '#1f4e79' title 'time', \
     exp(STATS_mean_y + log(x) - STATS_mean_x) lc rgb '#999999' dt 2 title 'slope 1', \
     file using 1:4 axes x1y2 with linespoints pt 5 lc rgb '#c55a11' title 'memory, right scale'
unset y2tics
unset y2label
set ytics mirror

set output folder.'/fit.svg'
unset logscale
set logscale y
set ylabel 'wall seconds of a run, CSV to CSV'
set xlabel ''
set xrange [-0.5:7.5]
set xtics ('turnover' 0, 'polars' 1, 'duckdb' 2, 'data.table' 3, 'turnover' 4, 'polars' 5, 'duckdb' 6, 'data.table' 7)
set key top left
place(order, name) = (order eq 'shuffled' ? 4 : 0) + (name eq 'turnover' ? 0 : name eq 'polars' ? 1 : name eq 'duckdb' ? 2 : 3)
file = folder.'/fit.csv'
plot file using (strcol(1) eq 'adjacent' ? place(strcol(1), strcol(2)) : NaN):4 pt 7 lc rgb '#1f4e79' title 'rows of a series adjacent', \
     file using (strcol(1) eq 'shuffled' ? place(strcol(1), strcol(2)) : NaN):4 pt 7 lc rgb '#c55a11' title 'rows shuffled'
