// Chart.js with only what Carnot draws, and the defaults that keep one update a second cheap.
import { Chart, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import { CHART_FAMILY, chartTextPx } from './chartFont.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale);
Chart.defaults.animation = false;
Chart.defaults.font.family = CHART_FAMILY;

/** Text as large as the page's smallest, which a wall screen enlarges. */
export function setChartText(): void {
  Chart.defaults.font.size = chartTextPx();
}

export { Chart };
