# Reference values of pooled estimates, by R's metafor (Viechtbauer 2010) and plm (Croissant & Millo 2008).
#
# Run: apt-get install r-cran-metafor r-cran-plm; Rscript make_table.R
# Debian 12: R 4.2.2, metafor 3.8-1, plm 2.6-2. Writes units.csv (estimates and variances), paule_mandel.csv
# (rma(method = "PM"), confint(), predict(), blup()), panel.csv and swamy.csv (pvcm(model = "random") on the Grunfeld
# data). Units: log odds ratios of the BCG vaccine (dat.bcg, Colditz et al. 1994), growth rates made up, and units that
# agree better than their errors let expect, so that tau^2 is 0.
suppressMessages({library(metafor); library(plm)})
num <- function(x) paste(trimws(formatC(x, digits = 17, format = "g")), collapse = " ")
dat <- escalc(measure = "RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
sets <- list(
  bcg = list(y = as.numeric(dat$yi), v = as.numeric(dat$vi)),
  growth = list(y = c(0.12, 0.03, -0.05, 0.21, 0.08, 0.15), v = c(0.001, 0.0004, 0.002, 0.003, 0.0009, 0.0001)),
  agree = list(y = c(0.10, 0.11, 0.09, 0.105), v = c(0.01, 0.02, 0.015, 0.01)),
  two = list(y = c(0.02, 0.2), v = c(0.0004, 0.001)))
fu <- file("units.csv", "w"); writeLines("set,estimates,variances", fu)
fp <- file("paule_mandel.csv", "w")
writeLines("set,tau2,tau2_low,tau2_high,mean,se,low,high,q,qp,hk_se,hk_low,hk_high,pi_low,pi_high,blup,blup_se", fp)
for (name in names(sets)) {
  s <- sets[[name]]
  tight <- list(tol = 1e-14, maxiter = 1000)
  writeLines(paste(name, num(s$y), num(s$v), sep = ","), fu)
  r <- rma(s$y, s$v, method = "PM", control = tight)
  h <- rma(s$y, s$v, method = "PM", test = "knha", control = tight)
  ci <- confint(r, control = list(tol = 1e-14, maxiter = 1000))$random["tau^2", ]
  p <- predict(r)
  b <- blup(r)
  writeLines(paste(name, num(r$tau2), num(ci["ci.lb"]), num(ci["ci.ub"]), num(r$b), num(r$se), num(r$ci.lb),
    num(r$ci.ub), num(r$QE), num(r$QEp), num(h$se), num(h$ci.lb), num(h$ci.ub), num(p$pi.lb), num(p$pi.ub), num(b$pred),
    num(b$se), sep = ","), fp)
}
close(fu); close(fp)
data("Grunfeld", package = "plm")
fg <- file("panel.csv", "w"); writeLines("unit,response,first,second", fg)
for (f in unique(Grunfeld$firm)) {
  d <- Grunfeld[Grunfeld$firm == f, ]
  writeLines(paste(f, num(d$inv), num(d$value), num(d$capital), sep = ","), fg)
}
close(fg)
g <- pvcm(inv ~ value + capital, data = Grunfeld, model = "random")
fs <- file("swamy.csv", "w"); writeLines("coefficients,covariance,delta", fs)
writeLines(paste(num(coef(g)), num(as.numeric(vcov(g))), num(as.numeric(g$Delta)), sep = ","), fs)
close(fs)
