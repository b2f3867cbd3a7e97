#include <math.h>

#include "kernels.h"

// Log of a sum of exponentials; the share of each term goes to `shares`.
static double log_sum(const sampling_term *term, const double *values, double *shares) {
  double top = -INFINITY, sum = 0;
  for (int32_t k = 0; k < term->count; k++) {
    double value = values[term->places[k]];
    if (value > top) top = value;
  }
  for (int32_t k = 0; k < term->count; k++) {
    shares[k] = exp(values[term->places[k]] - top);
    sum += shares[k];
  }
  for (int32_t k = 0; k < term->count; k++) shares[k] /= sum;
  return top + log(sum);
}

double expression_value(const sampling_expression *expression, const double *values, double *shares) {
  double value = 0;
  for (int32_t t = 0; t < expression->term_count; t++) {
    const sampling_term *term = &expression->terms[t];
    if (expression->is_difference) {
      for (int32_t k = 0; k < term->count; k++) {
        shares[k] = exp(values[term->places[k]]);
        value += term->coefficient * shares[k];
      }
    } else if (term->count == 1) {
      shares[0] = 1;
      value += term->coefficient * values[term->places[0]];
    } else {
      value += term->coefficient * log_sum(term, values, shares);
    }
    shares += term->count;
  }
  return expression->is_difference ? value / expression->scale : value;
}

void add_gradient(const sampling_expression *expression, const double *shares, double factor, double *gradient) {
  if (expression->is_difference) factor /= expression->scale;
  for (int32_t t = 0; t < expression->term_count; t++) {
    const sampling_term *term = &expression->terms[t];
    for (int32_t k = 0; k < term->count; k++) gradient[term->places[k]] += factor * term->coefficient * shares[k];
    shares += term->count;
  }
}

static double linear_energy(const sampling_rows *rows, const double *values, double *gradient) {
  double energy = 0;
  int32_t start = 0;
  for (int32_t row = 0; row < rows->count; row++) {
    int32_t end = rows->starts[row + 1];
    double residual = -rows->targets[row];
    for (int32_t k = start; k < end; k++) residual += rows->coefficients[k] * values[rows->places[k]];
    double force = residual * rows->precisions[row];
    energy += residual * force;
    for (int32_t k = start; k < end; k++) gradient[rows->places[k]] += force * rows->coefficients[k];
    start = end;
  }
  return energy / 2;
}

static double curved_energy(const sampling_curved_row *row, const double *values, double *gradient, double *shares) {
  double value = expression_value(&row->expression, values, shares), energy = 0, force = 0;
  if (row->precision > 0) {
    double residual = value - row->target;
    force = residual * row->precision;
    energy = residual * force / 2;
  }
  if (row->wall_precision > 0) {
    double outside = value < row->lower ? value - row->lower : value > row->upper ? value - row->upper : 0;
    force += outside * row->wall_precision;
    energy += outside * outside * row->wall_precision / 2;
  }
  if (force != 0) add_gradient(&row->expression, shares, force, gradient);
  return energy;
}

double rows_energy(const sampling_block *block, const double *values, double *gradient, double *shares) {
  double energy = linear_energy(&block->rows, values, gradient);
  for (int32_t k = 0; k < block->curved_count; k++) {
    energy += curved_energy(&block->curved[k], values, gradient, shares);
  }
  return energy;
}
