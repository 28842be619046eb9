// Chart.js with only what Carnot draws, and the defaults that keep one update a second cheap.
import { Chart, Filler, LinearScale, LineController, LineElement, PointElement } from 'chart.js';

Chart.register(LineController, LineElement, PointElement, LinearScale, Filler);
Chart.defaults.animation = false;
Chart.defaults.font.family = '"Inter", system-ui, sans-serif';
Chart.defaults.font.size = 11;

export { Chart };
