// A compute tray beside its GPUs: the Grace CPUs, network cards, data processors, drives, fans and the board.
import type { HardwareFile } from '../contract/hardware.ts';

type Tray = HardwareFile['tray'];

/** One Grace CPU at a load of 0-1, straight line from idle to maximum. */
export function graceCpuW(tray: Tray, loadRatio: number): number {
  return tray.graceIdleW + (tray.graceMaxW - tray.graceIdleW) * loadRatio;
}

/** All Grace CPUs of a tray. */
export function gracePowerW(tray: Tray, loadRatio: number): number {
  return tray.gracePerTray * graceCpuW(tray, loadRatio);
}

export function trayStaticPowerW(tray: Tray, loadRatio: number): number {
  return tray.staticIdleW + (tray.staticBusyW - tray.staticIdleW) * loadRatio;
}
