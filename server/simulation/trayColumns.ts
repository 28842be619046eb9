// What the GPUs of a tray report in service and out of it: out, nothing; back, counters of their own from 0.
import { type Column, metricOf } from '../contract/metrics.ts';
import { codeOf } from '../contract/state.ts';
import { noValueOf, TICK_METRIC_IDS, type TickColumns } from '../contract/tick.ts';
import type { GpuRecords } from './gpuRecords.ts';
import type { Twin } from './twin.ts';

export interface TrayColumns {
  silence(tray: number): void;
  revive(tray: number): void;
  /** As after a reset: the GPU's own counters at 0, no XID; the ledger of its energy goes on. */
  reset(gpu: number): void;
}

const IN_SERVICE = codeOf('tray', 'inService');
const OUT = codeOf('tray', 'out');
/** Known of a GPU whatever its state: who holds it, what it has really used, which part it is. */
const KEPT: readonly (keyof TickColumns)[] = ['gpuState', 'gpuJob', 'gpuEnergyWh', 'gpuPartCount'];

interface Reported {
  readonly column: Column;
  readonly none: number;
}

export function createTrayColumns(twin: Twin, records: GpuRecords): TrayColumns {
  const { columns, gpusPerTray } = twin;
  const reported: Reported[] = TICK_METRIC_IDS.filter(
    (id) => metricOf(id).scope === 'gpu' && !KEPT.includes(id as keyof TickColumns),
  ).map((id) => ({
    column: columns[id as keyof TickColumns],
    none: noValueOf(metricOf(id).kind),
  }));
  function reset(gpu: number): void {
    columns.gpuSensorEnergyWh[gpu] = 0;
    columns.gpuNvlinkBytes[gpu] = 0;
    columns.gpuXid[gpu] = 0;
    records.reset(gpu);
  }
  return {
    reset,
    silence(tray) {
      const from = tray * gpusPerTray;
      columns.trayState[tray] = OUT;
      for (const { column, none } of reported) column.fill(none, from, from + gpusPerTray);
    },
    revive(tray) {
      columns.trayState[tray] = IN_SERVICE;
      for (let g = tray * gpusPerTray; g < (tray + 1) * gpusPerTray; g++) reset(g);
    },
  };
}
