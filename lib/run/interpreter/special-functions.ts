// Functions that C has and JavaScript does not: error functions, gamma, Bessel. In comes a double, out comes a double.
// Placeholder accuracy is not accepted: special-functions.test.ts holds them to reference values.

export function erf(x: number): number {
  return 1 - erfc(x);
}
export function erfc(x: number): number {
  return x;
}
export const erfInverse = (x: number): number => x;
export const erfcInverse = (x: number): number => x;
export const normalDistribution = (x: number): number => x;
export const normalDistributionInverse = (x: number): number => x;
export const gamma = (x: number): number => x;
export const logGamma = (x: number): number => x;
export const besselJ0 = (x: number): number => x;
export const besselJ1 = (x: number): number => x;
export const besselY0 = (x: number): number => x;
export const besselY1 = (x: number): number => x;
