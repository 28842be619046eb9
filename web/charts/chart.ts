// Chart.js with only what Carnot draws, and the defaults that keep one update a second cheap.
import { Chart, Filler, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import { tokenOf } from '../theme.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, Filler);
Chart.defaults.animation = false;
Chart.defaults.font.family = '"Inter", system-ui, sans-serif';

/** Text as large as the page's smallest; returns the font of a canvas. */
export function chartFont(): string {
  const size = Number.parseFloat(tokenOf('size-11'));
  Chart.defaults.font.size = size;
  return `${size}px ${Chart.defaults.font.family}`;
}

export { Chart };
