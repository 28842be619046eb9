// A compute tray beside its GPUs: the Grace CPUs, and network cards, storage, fans and management.
import type { HardwareFile } from '../contract/hardware.ts';

type Tray = HardwareFile['tray'];

/** All Grace CPUs of a tray at a load of 0-1, straight line from idle to maximum. */
export function gracePowerW(tray: Tray, loadRatio: number): number {
  return tray.gracePerTray * (tray.graceIdleW + (tray.graceMaxW - tray.graceIdleW) * loadRatio);
}

export function trayStaticPowerW(tray: Tray, loadRatio: number): number {
  return tray.staticIdleW + (tray.staticBusyW - tray.staticIdleW) * loadRatio;
}
