// Height of the sun: declination, equation of time, hour angle.
import { dayOfYear } from './season.ts';

const RAD = Math.PI / 180;

/** Solar time of the day in hours, 12 when the sun stands highest. */
export function solarHour(timeS: number, longitudeDeg: number): number {
  // Duffie and Beckman, Solar Engineering of Thermal Processes, equation of time in minutes.
  const b = ((dayOfYear(timeS) - 80) / 364) * 2 * Math.PI;
  const equationMin = 9.87 * Math.sin(2 * b) - 7.53 * Math.cos(b) - 1.5 * Math.sin(b);
  const hour = timeS / 3_600 + longitudeDeg / 15 + equationMin / 60;
  return hour - 24 * Math.floor(hour / 24);
}

/** Sine of the sun's height over a plane tilted to the south by `tiltDeg`; below 0 it is night. */
export function sunHeightSine(
  timeS: number,
  latitudeDeg: number,
  longitudeDeg: number,
  tiltDeg: number,
): number {
  // Cooper 1969: declination.
  const declination = 23.45 * RAD * Math.sin((2 * Math.PI * (284.5 + dayOfYear(timeS))) / 365.25);
  const hourAngle = ((solarHour(timeS, longitudeDeg) - 12) / 12) * Math.PI;
  // A plane tilted south by b at latitude f sees the sun as the ground does at latitude f - b.
  const latitude = (latitudeDeg - tiltDeg) * RAD;
  return (
    Math.sin(latitude) * Math.sin(declination) +
    Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle)
  );
}
