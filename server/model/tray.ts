// A compute tray beside its GPUs: the Grace CPUs, network cards, data processors, drives, fans and the board.
import type { HardwareFile } from '../contract/hardware.ts';
import { cubeLawW } from './cubeLaw.ts';

type Tray = HardwareFile['tray'];

/** One Grace CPU at a load of 0-1, straight line from idle to maximum. */
export function graceCpuW(tray: Tray, loadRatio: number): number {
  return tray.graceIdleW + (tray.graceMaxW - tray.graceIdleW) * loadRatio;
}

/** All Grace CPUs of a tray. */
export function gracePowerW(tray: Tray, loadRatio: number): number {
  return tray.gracePerTray * graceCpuW(tray, loadRatio);
}

/**
 * Everything else of a tray at a load of 0-1: cards, data processors and drives on a straight line from idle to busy,
 * fans by the cube of a speed that follows the load, a board that draws the same always.
 */
export function createTrayStatic(tray: Tray): (loadRatio: number) => number {
  const { networkCards, dataProcessors, drives } = tray;
  const idleW =
    networkCards * tray.networkCardIdleW +
    dataProcessors * tray.dataProcessorIdleW +
    drives * tray.driveIdleW +
    tray.boardW;
  const busyW =
    networkCards * tray.networkCardBusyW +
    dataProcessors * tray.dataProcessorBusyW +
    drives * tray.driveBusyW +
    tray.boardW;
  const perLoadW = busyW - idleW;
  const { fanW, fanMinSpeedRatio } = tray;
  return (loadRatio) => {
    const speedRatio = fanMinSpeedRatio + (1 - fanMinSpeedRatio) * loadRatio;
    return idleW + perLoadW * loadRatio + cubeLawW(fanW, 0, speedRatio);
  };
}

export function trayStaticPowerW(tray: Tray, loadRatio: number): number {
  return createTrayStatic(tray)(loadRatio);
}
