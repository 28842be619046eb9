// What wind and sun give: both follow the sky that the site's own weather comes from.
import type { GridFile } from '../contract/grid.ts';
import { atMonth } from './season.ts';
import { sunHeightSine } from './sun.ts';

/** Log-normal around the month's mean, bent below what is installed. */
export function windW(file: GridFile['wind'], timeS: number, windiness: number): number {
  const { spread, installedW } = file;
  const freeW =
    atMonth(file.monthMeanW, timeS) * Math.exp(spread * windiness - (spread * spread) / 2);
  return freeW / (1 + (freeW / installedW) ** 4) ** 0.25;
}

/** Clear output by the sun's height over the panels, as long as the sun is up; what the clouds let through of it. */
export function solarW(grid: GridFile, timeS: number, clearness: number): number {
  const { clearW, tiltDeg, monthClearRatio, perClearness } = grid.solar;
  const { latitudeDeg, longitudeDeg } = grid;
  const sun = sunHeightSine(timeS, latitudeDeg, longitudeDeg, 0);
  if (sun <= 0) return 0;
  const onPanels = Math.max(sun, sunHeightSine(timeS, latitudeDeg, longitudeDeg, tiltDeg));
  // Low sun crosses more air (Kasten and Czeplak: clear-sky output falls as sin h / (sin h + 0.1)).
  const clear = (onPanels * sun) / (sun + 0.12);
  const through = atMonth(monthClearRatio, timeS) + perClearness * clearness;
  return clearW * clear * Math.min(1, Math.max(0.15, through));
}
