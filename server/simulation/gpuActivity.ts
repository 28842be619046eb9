// Third stage of the hot loop: activity and traffic of the GPUs of a tray, which follow its load.
import type { KernelStep, KernelWork } from './kernelWork.ts';
import type { SlotLoads } from './slotLoad.ts';
import * as load from './slotLoad.ts';
import type { Twin } from './twin.ts';

// Copies for the hot loop: see trayKernel.ts.
const { HBM, NVLINK, SM_ACTIVE, TENSOR_ACTIVE, UTIL } = load;
/** Of one step and GPU, +-1 % in 256 steps: no two GPUs read quite alike, and who does more draws more. */
const LOWEST = 0.99;
const STEP = 0.02 / 255;

/** Sum of SM activity over the tray, the first GPU of which is number `at` of its rack. */
type GpuActivity = (tray: number, at: number) => number;

export function createGpuActivity(
  { hardware, columns, gpusPerTray }: Twin,
  loads: SlotLoads,
  work: KernelWork,
  now: KernelStep,
): GpuActivity {
  const { gpuSmActiveRatio, gpuTensorActiveRatio, gpuDramActiveRatio, gpuUtilPct } = columns;
  const { gpuNvlinkBytes } = columns;
  const { rows, rowOfTray } = loads;
  const { bits, hbmK } = work;
  const { hbmW, hbmKPerW, nvlinkBytesPerS } = hardware.gpu;
  return (tray, at) => {
    const row = rowOfTray[tray] as number;
    const smActive = rows[row + SM_ACTIVE] as number;
    const tensorActive = rows[row + TENSOR_ACTIVE] as number;
    const dramActive = rows[row + HBM] as number;
    const bytes = (rows[row + NVLINK] as number) * nvlinkBytesPerS * now.dtS;
    const utilPct = rows[row + UTIL] as number;
    const riseK = dramActive * hbmW * hbmKPerW;
    const first = tray * gpusPerTray;
    let total = 0;
    for (let i = 0; i < gpusPerTray; i++) {
      const gpu = (first + i) | 0;
      const own = LOWEST + ((bits[(at + i) | 0] as number) >>> 24) * STEP;
      const active = smActive * own;
      total += active;
      hbmK[(at + i) | 0] = riseK;
      gpuSmActiveRatio[gpu] = active;
      gpuTensorActiveRatio[gpu] = tensorActive * own;
      gpuDramActiveRatio[gpu] = dramActive * own;
      gpuUtilPct[gpu] = utilPct;
      gpuNvlinkBytes[gpu] = (gpuNvlinkBytes[gpu] as number) + bytes * own;
    }
    return total;
  };
}
