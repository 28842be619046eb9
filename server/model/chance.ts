// The chance that physics is handed: the model rolls no dice, its caller owns the seed.

export interface Chance {
  /** Smooth noise of mean 0 and deviation about 1, one stream a label, with a knot every `everyS`. */
  smooth(label: string, everyS: number): (timeS: number) => number;
  /** Even draws in (0, 1), one stream a label: the same count gives the same number. */
  even(label: string): (count: number) => number;
}
